package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views/wire"
)

// RegistrationFilter narrows the list of registrations.
type RegistrationFilter struct {
	Paging
	Status models.RegistrationStatus `query:"status"`
	Find   string                    `query:"q" doc:"Part of a name, an address or an institution"`
}

// newRegistration holds the values of fields that are not sent: whoever sends
// a registration agrees to the use of its data unless it says false.
func newRegistration(lang string) models.RegistrationInput {
	return models.RegistrationInput{Language: lang, Consent: true}
}

func (h *Handlers) registrations() {
	operation(h, http.MethodPost, "/seminars/{id}/registrations", "register", "Register a person; registering the same person again has no effect", http.StatusAccepted,
		func(ctx context.Context, sent *registering) (*registered, error) {
			status, body, err := idempotent(h, ctx, func(ctx context.Context) (int, json.RawMessage, error) { return h.register(callOf(ctx), sent) })
			return &registered{status, body}, err
		},
		described{http.StatusAccepted, "The request of anybody else than those who may list the registrations: an e-mail tells the person registered what became of it", reflect.TypeFor[wire.ReceivedJSON]()},
		described{http.StatusCreated, "The new registration, for those who may list the registrations", reflect.TypeFor[wire.EnrolmentJSON]()},
		described{http.StatusOK, "The registration that the person has already, for those who may list the registrations", reflect.TypeFor[wire.EnrolmentJSON]()})
	rows := resource[models.RegistrationRow, wire.RegistrationJSON]{h, nil, wire.RegistrationShape}
	listBy(rows, "/seminars/{id}/registrations", "listRegistrations", "List the registrations of a seminar, for its organisers", func(q call, f RegistrationFilter) (models.Page[models.RegistrationRow], error) {
		page, err := h.Store.Registrations(q, q.By, q.at("id"), models.RegistrationFilter{Status: f.Status, Name: f.Find, Cursor: f.Cursor, Limit: f.Limit})
		return page.Page, err
	})
	r := resource[models.RegistrationPage, wire.RegistrationJSON]{h, func(q call) (models.RegistrationPage, error) { return h.Store.Registration(q, q.By, q.at("id")) }, wire.RegistrationPageShape}
	r.read("/registrations/{id}", "getRegistration", "Get a registration, for the person registered and the organisers")
	for _, step := range []struct {
		noun, id, summary string
		do                func(q call) error
	}{
		{"withdrawal", "withdrawRegistration", "Withdraw a registration, for the person registered and the organisers", func(q call) error { return h.Store.WithdrawRegistration(q, q.By, q.at("id")) }},
		{"confirmation", "confirmRegistration", "Approve a registration, or accept the seat offered", func(q call) error { return h.Store.ConfirmRegistration(q, q.By, q.at("id")) }},
		{"refusal", "declineRegistration", "Decline a registration that has no seat", func(q call) error { return h.Store.RefuseRegistration(q, q.By, q.at("id")) }},
		{"revocation", "revokeRegistration", "Revoke a registration that has a seat", func(q call) error { return h.Store.RevokeRegistration(q, q.By, q.at("id")) }},
	} {
		r.action("/registrations/{id}/"+step.noun, step.id, step.summary, step.do)
	}
	change(r, "/registrations/{id}", "updateRegistration", "Correct a registration, for the organisers", registrationNow,
		func(q call, version int, in models.RegistrationInput) error {
			return h.Store.CorrectRegistration(q, q.By, q.at("id"), version, in)
		})
}

// registering is the request to register a person.
type registering struct {
	Body Fields[models.RegistrationInput]
}

// registered is the answer to it.
type registered struct {
	Status int
	Body   any
}

// register registers a person. The answer is the same for everybody who may
// not list the registrations of the seminar, so that it tells nobody who is
// registered.
func (h *Handlers) register(q call, sent *registering) (int, json.RawMessage, error) {
	in, err := sent.Body.Over(newRegistration(sent.Body.language("")))
	if err != nil {
		return 0, nil, err
	}
	c := request(q)
	if !q.By.HasRole() { // an account alone has no special rights: each registration sends an e-mail to somebody
		if err := h.LimitAddress(c, models.RegistrationsPerAddress); err != nil {
			return 0, nil, err
		}
		if err := h.Limit(c, models.RegistrationsPerPerson, models.EmailKey(in.Email)); err != nil {
			return 0, nil, err
		}
	}
	e, err := h.Store.Register(q, q.By, q.at("id"), in)
	if err != nil {
		return 0, nil, err
	}
	var body any = wire.ReceivedJSON{Message: web.Locale(c).T("registration.sent_text")}
	status := http.StatusAccepted
	switch {
	case !e.MayList:
	case e.AlreadyRegistered:
		status, body = http.StatusOK, wire.EnrolmentShape(e)
	default:
		status, body = http.StatusCreated, wire.EnrolmentShape(e)
	}
	b, err := json.Marshal(body)
	return status, b, err
}

func registrationNow(r models.RegistrationPage) current[models.RegistrationInput] {
	return current[models.RegistrationInput]{r.Language, func(string) models.RegistrationInput { return r.Input() }, r.Version}
}
