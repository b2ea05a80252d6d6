package api

import (
	"net/http"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views/wire"
)

// RegistrationFilter narrows the list of registrations.
type RegistrationFilter struct {
	Paging
	Status      models.RegistrationStatus `query:"status"`
	Find        string                    `query:"q" doc:"Parts of a name, an address or an institution"`
	Sort        models.RegistrationOrder  `query:"sort" doc:"By arrival, unless another order is given"`
	Undelivered bool                      `query:"undelivered" doc:"Only active registrations whose last e-mail could not be delivered"`
}

// newRegistration holds the values of fields that are not sent: whoever sends
// a registration agrees to the use of its data unless it says false.
func newRegistration(lang string) models.RegistrationInput {
	return models.RegistrationInput{Language: lang, Consent: true}
}

func (h *Handlers) registrations() {
	writeOneOf(h, http.MethodPost, "/seminars/{id}/registrations", "register", "Register a person; registering the same person again has no effect", h.register,
		answers[wire.ReceivedJSON](http.StatusAccepted, "For anybody who may not list the registrations: the person gets an e-mail with the result"),
		answers[wire.EnrolmentJSON](http.StatusCreated, "For those who may list the registrations: the new registration"),
		answers[wire.EnrolmentJSON](http.StatusOK, "For those who may list the registrations: the registration that the person already has"))
	rows := resource[models.RegistrationRow, wire.RegistrationJSON]{h, nil, wire.RegistrationShape}
	listBy(rows, "/seminars/{id}/registrations", "listRegistrations", "List the registrations of a seminar, for its organisers", func(q call, f RegistrationFilter) (models.Page[models.RegistrationRow], error) {
		page, err := h.Store.Registrations(q, q.By, q.at("id"), models.RegistrationFilter{Status: f.Status, Name: f.Find, Order: f.Sort, Undelivered: f.Undelivered, Cursor: f.Cursor, Limit: f.Limit})
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
		{"address-confirmation", "confirmAddress", "Confirm the address of a registration, for the organisers", func(q call) error { return h.Store.ConfirmAddress(q, q.By, q.at("id")) }},
		{"reinstatement", "reinstateRegistration", "Reinstate a registration that was declined or revoked", func(q call) error { return h.Store.ReinstateRegistration(q, q.By, q.at("id")) }},
	} {
		r.action("/registrations/{id}/"+step.noun, step.id, step.summary, step.do)
	}
	decide(r, "/registrations/{id}/refusal", "declineRegistration", "Decline a registration that has no seat; the person is told the reason",
		func(q call, in models.ReasonInput) error { return h.Store.RefuseRegistration(q, q.By, q.at("id"), in) })
	decide(r, "/registrations/{id}/revocation", "revokeRegistration", "Revoke a registration that has a seat; the person is told the reason",
		func(q call, in models.ReasonInput) error { return h.Store.RevokeRegistration(q, q.By, q.at("id"), in) })
	change(r, "/registrations/{id}", "updateRegistration", "Correct a registration, for the organisers", registrationNow,
		func(q call, version int, in models.RegistrationInput) error {
			return h.Store.CorrectRegistration(q, q.By, q.at("id"), version, in)
		})
}

// registering is the request to register a person.
type registering struct {
	Body Fields[models.RegistrationInput]
}

// register registers a person. The answer is the same for everybody who may
// not list the registrations of the seminar, so that it tells nobody who is
// registered.
func (h *Handlers) register(q call, sent *registering) (reply, error) {
	in, err := read(h, q, sent.Body, newRegistration(sent.Body.language("")))
	if err != nil {
		return reply{}, err
	}
	c := request(q)
	if !q.By.HasRole() { // an account alone has no special rights: each registration sends an e-mail to somebody
		if err := h.LimitAddress(c, models.RegistrationsPerAddress); err != nil {
			return reply{}, err
		}
		if err := h.Limit(c, models.RegistrationsPerPerson, models.MailboxKey(in.Email)); err != nil {
			return reply{}, err
		}
	}
	e, err := h.Store.Register(q, q.By, q.at("id"), in)
	l := web.Locale(c)
	switch {
	case err != nil:
		return reply{}, err
	case !e.MayList:
		return reply{http.StatusAccepted, wire.ReceivedJSON{Message: l.T("registration.sent_text") + " " + l.T("registration.own_address")}}, nil
	case e.AlreadyRegistered:
		return reply{http.StatusOK, wire.EnrolmentShape(e)}, nil
	}
	return reply{http.StatusCreated, wire.EnrolmentShape(e)}, nil
}

func registrationNow(r models.RegistrationPage) current[models.RegistrationInput] {
	return current[models.RegistrationInput]{r.Language, func(string) models.RegistrationInput { return r.Input() }, r.Version}
}
