package views

import (
	"context"
	"io"
	"net/url"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// RegistrationList lists the registrations for the organisers.
type RegistrationList struct {
	parts.Frame
	Head   models.SeminarHead
	List   models.RegistrationList
	Filter models.RegistrationFilter
}

// Render writes the page.
func (p RegistrationList) Render(ctx context.Context, w io.Writer) error {
	return registrationList(p).Render(ctx, w)
}

func (p RegistrationList) pageAddress(cursor string) string {
	q := url.Values{}
	for name, value := range map[string]string{"status": string(p.Filter.Status), "q": p.Filter.Name, "undelivered": yes(p.Filter.Undelivered), "sort": string(p.Filter.Order), "cursor": cursor} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return models.RegistrationsPath(p.List.SeminarID)
	}
	return models.RegistrationsPath(p.List.SeminarID) + "?" + q.Encode()
}

// yes is the value of a filter that is on.
func yes(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// here is the address of this page, to return to.
func (p RegistrationList) here() string { return p.pageAddress(p.Filter.Cursor) }

func (p RegistrationList) first() string {
	if p.Filter.Cursor == "" {
		return ""
	}
	return p.pageAddress("")
}

func (p RegistrationList) next() string {
	if p.List.Next == "" {
		return ""
	}
	return p.pageAddress(p.List.Next)
}

// states are the options of the filter, each with its number.
func (p RegistrationList) states() []parts.Option {
	var options []parts.Option
	for _, s := range models.RegistrationStatuses {
		options = append(options, parts.Option{Value: string(s), Label: p.L.T("registration.counted", "state", p.L.T("registration_status."+string(s)), "count", p.List.Counts[s])})
	}
	return options
}

// orders are the orders of the list.
func (p RegistrationList) orders() []parts.Option {
	return []parts.Option{
		{Value: string(models.ByArrival), Label: p.L.T("registration.came")},
		{Value: string(models.ByName), Label: p.L.T("registration.family_name")},
	}
}

// seats shows how the seats are divided.
func (p RegistrationList) seats() parts.BarProps {
	if p.List.Seats == nil {
		return parts.BarProps{L: p.L}
	}
	b := parts.BarProps{L: p.L, Title: p.L.N("seminar.seats_line", p.List.SeatsTaken, "total", p.L.Number(*p.List.Seats))}
	held := p.List.Counts[models.Offered]
	b.Total = *p.List.Seats
	b.Parts = []parts.BarPart{
		{Label: p.L.T("registration.seats_confirmed"), Count: p.List.SeatsTaken - held, Tone: parts.Good},
		{Label: p.L.T("registration.seats_held"), Count: held, Tone: parts.Active},
	}
	return b
}

// who is the name with its form of address.
func who(honorific, name string) string {
	if honorific == "" {
		return name
	}
	return honorific + " " + name
}

// from is post, institution and State of a person.
func (p RegistrationList) from(r models.RegistrationRow) string {
	return locale.JoinDots([]string{r.Post, r.Institution, p.L.Text(r.Entity).Text})
}

// cameOn is the day on which a person registered, in the seminar's time zone.
func (p RegistrationList) cameOn(r models.RegistrationRow) string {
	zone, known := models.Zone(p.List.TimeZone)
	if !known {
		return p.L.Day(models.DayOf(r.CreatedAt))
	}
	return p.L.Day(models.LocalTimeOf(r.CreatedAt, zone).Day())
}

// RegistrationOffice is one registration as the organisers edit it: a new or
// an existing one.
type RegistrationOffice struct {
	parts.Frame
	FormOf[models.RegistrationInput]
	SeminarID string
	Seminar   models.RegistrationSeminar
	Of        models.RegistrationPage // without an ID for a new one
	Entities  []models.Choice
}

// Render writes the page.
func (p RegistrationOffice) Render(ctx context.Context, w io.Writer) error {
	return registrationOffice(p).Render(ctx, w)
}

func (p RegistrationOffice) isNew() bool { return p.Of.ID == "" }

// heading is the name of the person, or the title of the form for a new one.
func (p RegistrationOffice) heading() parts.Heading {
	h := parts.Heading{Kicker: seminarOf(p.L, p.Seminar), Title: locale.Plain(p.L, p.Title)}
	if p.isNew() {
		h.Lead = locale.Plain(p.L, p.L.T("registration.add_lead"))
		return h
	}
	h.Title = locale.Fragment{Text: who(p.Of.Honorific, p.Of.Name), Dir: "auto"}
	h.Status, h.Tone = p.L.T("registration_status."+string(p.Of.Status)), registrationTone(p.Of.Status)
	return h
}

func (p RegistrationOffice) address() string {
	if p.isNew() {
		return models.RegistrationsPath(p.SeminarID)
	}
	return models.RegistrationPath(p.Of.ID)
}

// officeMove is a button with which the organisers change the status of a
// registration.
type officeMove struct {
	To        models.RegistrationStatus
	Noun      string // the last part of the address
	Button    parts.Button
	Ask, Says string // message keys of the question and of what follows

	WithReason bool // the organisers may say why
}

// isEnding reports whether the move ends the registration.
func (m officeMove) isEnding() bool { return !m.To.IsActive() }

// officeMoves are the buttons for the possible changes of a registration.
func officeMoves(l *locale.Locale, state models.RegistrationStatus, may func(models.RegistrationStatus) bool) []officeMove {
	confirmation := officeMove{models.Confirmed, "confirmation", parts.Button{Text: l.T("registration.approve")}, "registration.approve_ask", "registration.approve_says", false}
	if state == models.Offered {
		confirmation.Button.Text, confirmation.Ask, confirmation.Says = l.T("registration.accept_for"), "registration.accept_ask", "registration.accept_says"
	}
	reinstated := "registration.reinstate_says"
	if state == models.Declined {
		reinstated = "registration.reinstate_declined_says"
	}
	var can []officeMove
	for _, m := range []officeMove{
		confirmation,
		{models.Pending, "reinstatement", parts.Button{Text: l.T("registration.reinstate"), Look: parts.Quiet}, "registration.reinstate_ask", reinstated, false},
		{models.Declined, "refusal", parts.Button{Text: l.T("registration.refuse"), Look: parts.Quiet}, "registration.refuse_ask", "registration.refuse_says", true},
		{models.Withdrawn, "withdrawal", parts.Button{Text: l.T("registration.withdraw_for"), Look: parts.Quiet}, "registration.withdraw_ask_for", "registration.end_says", false},
		{models.Revoked, "revocation", parts.Button{Text: l.T("registration.revoke"), Look: parts.Danger}, "registration.revoke_ask", "registration.refuse_says", true},
	} {
		if may(m.To) {
			can = append(can, m)
		}
	}
	return can
}

// confirm asks before the change, because the person is told of it.
func (m officeMove) confirm(l *locale.Locale, id, name string) parts.Confirm {
	c := parts.Confirm{ID: m.Noun + "-" + id, Title: l.T(m.Ask, "name", name), Says: []string{l.T(m.Says)}, Button: m.Button}
	if m.isEnding() {
		c.Keep = l.T("registration.keep")
	}
	return c
}

// approval is the one button in a row of the list, where a decision waits.
func (p RegistrationList) approval(r models.RegistrationRow) []officeMove {
	var can []officeMove
	for _, m := range officeMoves(p.L, r.Status, r.May) {
		if r.Status == models.Pending && m.To == models.Confirmed {
			m.Button.Small, m.Button.Look, m.Button.Hint = true, parts.Quiet, who(r.Honorific, r.Name)
			can = append(can, m)
		}
	}
	return can
}

// further is what else can be done in a row of the list.
func (p RegistrationList) further(r models.RegistrationRow) []officeMove {
	var can []officeMove
	for _, m := range officeMoves(p.L, r.Status, r.May) {
		if m.To != models.Confirmed || r.Status != models.Pending {
			can = append(can, m)
		}
	}
	return can
}

// endings are the moves that end a registration.
func endings(all []officeMove) []officeMove {
	var can []officeMove
	for _, m := range all {
		if m.isEnding() {
			can = append(can, m)
		}
	}
	return can
}

// addressHint is what the address of a registration is for: an e-mail with the
// link follows each change of it, and the registration itself.
func (p RegistrationOffice) addressHint() string {
	if p.isNew() {
		return p.L.T("registration.email_hint_new")
	}
	return p.L.T("registration.email_hint_office")
}
