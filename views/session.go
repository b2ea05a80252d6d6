package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SessionForm is the form of a new or an existing session.
type SessionForm struct {
	parts.Frame
	FormOf[models.SessionInput]
	Seminar models.Seminar
	Session models.Session // current values; without an id for a new one
	Seen    int
}

// Render writes the page.
func (p SessionForm) Render(ctx context.Context, w io.Writer) error {
	return sessionForm(p).Render(ctx, w)
}

func (p SessionForm) action() string {
	if p.Session.ID == "" {
		return models.ManageSeminarPath(p.Seminar.ID) + "/sessions"
	}
	return models.ManageSeminarPath(p.Seminar.ID) + "/sessions/" + p.Session.ID + "/edit"
}

// heading says when a session is that is there.
func (p SessionForm) heading() parts.Heading {
	h := formHead(p.Frame, p.Session.ID != "", p.action(), p.Form.Language)
	if p.Session.ID != "" {
		h.Facts = []locale.Fragment{p.L.Text(p.Session.Title), locale.Plain(p.L, p.L.Wall(p.Session.StartsLocal))}
	}
	return h
}

// tellsSeated reports whether a change of the programme concerns those who have
// a seat.
func (p SessionForm) tellsSeated() bool {
	return p.Seminar.Status == models.SeminarAnnounced && p.Seminar.AgendaPublished
}

// removal asks before the session goes.
func (p SessionForm) removal() parts.Confirm {
	tells := p.L.T("action.tells_nobody")
	if p.tellsSeated() {
		tells = p.L.T("session.tells_seated")
	}
	return parts.Confirm{
		ID: "removal", Title: p.L.T("session.remove_ask", "title", p.L.Text(p.Session.Title).Text), Says: []string{p.L.T("session.remove_says"), tells},
		Button: parts.Button{Text: p.L.T("session.remove"), Look: parts.Danger},
	}
}

func (p SessionForm) kinds() []parts.Option {
	var options []parts.Option
	for _, k := range models.SessionKinds {
		options = append(options, parts.Option{Value: string(k), Label: p.L.T("session_kind." + string(k))})
	}
	return options
}

// rule is the chosen attribution rule. For a break the choice is hidden and
// ignored, and is there in case the kind is changed.
func (p SessionForm) rule() string {
	if p.Form.Kind == models.Break {
		return string(models.ChathamHouse)
	}
	return string(p.Form.Attribution)
}

// ruleText is an attribution rule in words; empty for a break, which has none.
func ruleText(l *locale.Locale, rule models.Attribution) string {
	if rule == "" {
		return ""
	}
	return l.T("attribution." + string(rule))
}

func (p SessionForm) attributions() []parts.Option {
	var options []parts.Option
	for _, a := range models.Attributions {
		options = append(options, parts.Option{Value: string(a), Label: p.L.T("attribution." + string(a)), Hint: p.L.T("attribution_hint." + string(a))})
	}
	return options
}

// people are the fields for those who take part, each with what is typed, two
// beside each other.
func (p SessionForm) people() [][]parts.Input {
	field := func(name, capacity, value string) parts.Input {
		return parts.Input{Name: name, Label: p.L.T("capacity." + capacity), Value: value, Rows: 2}
	}
	return [][]parts.Input{
		{field("chair", "chair", string(p.Form.Chair)), field("moderator", "moderator", string(p.Form.Moderator))},
		{field("keynote", "keynote", string(p.Form.Keynote)), field("panellists", "panellist", string(p.Form.Panellists))},
		{field("discussant", "discussant", string(p.Form.Discussant)), field("rapporteur", "rapporteur", string(p.Form.Rapporteur))},
	}
}
