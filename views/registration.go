package views

import (
	"context"
	"io"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// RegistrationNew is the public form, or the reason why there is none.
type RegistrationNew struct {
	parts.Frame
	FormOf[models.RegistrationInput]
	Seminar models.RegistrationForm
	Now     time.Time
}

// Render writes the page.
func (p RegistrationNew) Render(ctx context.Context, w io.Writer) error {
	return registrationNew(p).Render(ctx, w)
}

// open reports whether the form is shown.
func (p RegistrationNew) open() bool {
	return p.Seminar.ForRegistration().TakesRegistrations(p.Now)
}

// state is the state of registration and what the reader can do.
func (p RegistrationNew) state() string {
	return registrationText(p.L, p.Seminar.ForRegistration(), p.Now)
}

// registrationText says whether people can register, and if not why.
func registrationText(l *locale.Locale, m models.Seminar, now time.Time) string {
	line := m.RegistrationLine(now)
	switch {
	case line.At != nil:
		return l.T(line.Code, "when", l.Moment(*line.At, m.TimeZone))
	case m.Status == models.SeminarPostponed || m.Status == models.SeminarCancelled:
		return l.T("registration_off." + string(m.Status))
	case line.Code == "seminar_registration.no_seats":
		return l.T("registration.none")
	case line.Code == "seminar_registration.past":
		return l.T("registration.ended")
	}
	return l.T(line.Code)
}

func (p RegistrationNew) tone() parts.Tone {
	if !p.Seminar.TakesPlace() {
		return stateTone(p.Seminar.SeminarStatus)
	}
	return parts.Active
}

func (p RegistrationNew) submit() string {
	return registerOrWait(p.L, p.Seminar.ForRegistration(), p.Seminar.Admission, "registration.send")
}

// registerOrWait says on a button that whoever registers now only joins the
// waiting list, or else the text with the given key.
func registerOrWait(l *locale.Locale, m models.Seminar, admission models.Admission, key string) string {
	if admission == models.AdmissionOpen && m.IsFull() {
		return l.T("registration.join_line")
	}
	return l.T(key)
}

// RegistrationSent follows every registration in the same way, whoever was
// registered before.
type RegistrationSent struct {
	parts.Frame
	Seminar models.RegistrationForm
}

// Render writes the page.
func (p RegistrationSent) Render(ctx context.Context, w io.Writer) error {
	return registrationSent(p).Render(ctx, w)
}

// RegistrationShow is the page of the holder of a registration.
type RegistrationShow struct {
	parts.Frame
	FormOf[models.RegistrationInput]
	Of       models.RegistrationPage
	Entities []models.Choice
	Address  string // of this page, with its token
}

// Render writes the page.
func (p RegistrationShow) Render(ctx context.Context, w io.Writer) error {
	return registrationShow(p).Render(ctx, w)
}

// RegistrationWithdraw asks the holder for confirmation.
type RegistrationWithdraw struct {
	parts.Frame
	Of      models.RegistrationPage
	Address string
}

// Render writes the page.
func (p RegistrationWithdraw) Render(ctx context.Context, w io.Writer) error {
	return registrationWithdraw(p).Render(ctx, w)
}

// InputOf fills a form with the data of a registration.
func InputOf(r models.RegistrationPage) models.RegistrationInput {
	return models.RegistrationInput{Email: r.Email, Honorific: r.Honorific, Name: r.Name, FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution,
		Entity: string(r.EntityID), Capacity: r.Capacity, Language: r.Language, Needs: r.Needs, Consent: true}
}

// seminarOf is the name of a seminar on a page about a registration.
func seminarOf(l *locale.Locale, s models.RegistrationSeminar) locale.Fragment {
	return l.TitleOrPlace(s.Title, s.Label, s.Place)
}

// ofSeminar adds to the top of a page which seminar it is about.
func ofSeminar(l *locale.Locale, s models.RegistrationSeminar, h parts.Heading) parts.Heading {
	h.Kicker = seminarOf(l, s)
	h.Facts = []locale.Fragment{locale.Plain(l, l.When(s.SeminarStatus.IsPostponed(), s.StartsOn, s.EndsOn, s.Year)), wire.Venue(l, s)}
	return h
}

// ownHint is a hint that speaks to the person registering; organisers who
// register somebody else do not see it.
func ownHint(l *locale.Locale, own bool, key string) string {
	if !own {
		return ""
	}
	return l.T(key)
}

// status is the state of the registration, and of a cancelled seminar its own:
// then nobody's registration stands. A seat is only reserved while the address
// has still to be confirmed.
func (p RegistrationShow) status() string {
	if p.Of.SeminarStatus == models.SeminarCancelled {
		return p.L.T("seminar_status." + string(p.Of.SeminarStatus))
	}
	if p.Of.IsAwaited(p.Of.Status) {
		return p.L.T("registration.reserved_status")
	}
	return p.L.T("registration_status." + string(p.Of.Stands()))
}

// seminarNews says that the seminar does not take place, and what follows for
// the holder. Nobody writes to those whose registration has ended.
func (p RegistrationShow) seminarNews() string {
	if p.Of.SeminarStatus == models.SeminarPostponed && !p.Of.Status.IsActive() {
		return p.L.T("registration_off.postponed")
	}
	return p.L.T("registration_seminar." + string(p.Of.SeminarStatus))
}

func (p RegistrationShow) tone() parts.Tone {
	if p.Of.SeminarStatus == models.SeminarCancelled {
		return stateTone(p.Of.SeminarStatus)
	}
	return p.standingTone()
}

// standingTone is the tone of the registration itself.
func (p RegistrationShow) standingTone() parts.Tone {
	if p.Of.IsAwaited(p.Of.Status) {
		return registrationTone(models.Offered)
	}
	return registrationTone(p.Of.Stands())
}

// registrationTone is the tone of a registration's status.
func registrationTone(s models.RegistrationStatus) parts.Tone {
	switch s {
	case models.Confirmed:
		return parts.Good
	case models.Offered:
		return parts.Active
	case models.Pending, models.Waitlisted:
		return parts.Caution
	case models.Declined, models.Revoked:
		return parts.Bad
	}
	return parts.Neutral
}

// statusSentence describes the status in a sentence.
func statusSentence(l *locale.Locale, r models.RegistrationPage) string {
	if r.WasMissed(r.Status) {
		return l.T("registration.confirm_missed", "until", l.Moment(*r.ConfirmBy, r.TimeZone))
	}
	if r.Stands() == models.Offered && r.OfferExpiresAt != nil && r.SeminarStatus != models.SeminarPostponed {
		return l.T("registration.offered_until", "until", l.Moment(*r.OfferExpiresAt, r.TimeZone))
	}
	if r.IsAwaited(r.Status) {
		return l.T("registration.reserved")
	}
	return l.T("registration_stands." + string(r.Stands()))
}

// entityOptions lists the States and other entities in the reader's order.
func entityOptions(l *locale.Locale, all []models.Choice) []parts.Option {
	options := make([]parts.Option, len(all))
	for i, e := range locale.SortByName(l, all, func(c models.Choice) (models.Text, string) { return c.Name, c.SortKey }) {
		options[i] = parts.Option{Value: e.ID, Label: l.Text(e.Name).Text}
	}
	return options
}

// autocomplete lets the browser fill in what it knows of its user, and nothing
// in a form about another person.
func autocomplete(own bool, what string) string {
	if own {
		return what
	}
	return "off"
}

func capacityOptions(l *locale.Locale) []parts.Option {
	options := make([]parts.Option, len(models.Capacities))
	for i, c := range models.Capacities {
		options[i] = parts.Option{Value: string(c), Label: l.T("capacity." + string(c))}
	}
	return options
}
