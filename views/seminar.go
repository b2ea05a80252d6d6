package views

import (
	"context"
	"io"
	"strconv"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SeminarDesk is the overview of a seminar for those who work on it.
type SeminarDesk struct {
	parts.Frame
	Parts []parts.NavLink // of the work on the seminar
	Desk  models.SeminarDesk
}

// Render writes the page.
func (p SeminarDesk) Render(ctx context.Context, w io.Writer) error {
	return seminarDesk(p).Render(ctx, w)
}

func (p SeminarDesk) path(rest string) string {
	return models.ManageSeminarPath(p.Desk.Seminar.ID) + rest
}

func (p SeminarDesk) heading() parts.Heading {
	m := p.Desk.Seminar
	return parts.Heading{
		Title:  p.L.TitleOrPlace(m.Title, m.Label, m.Place),
		Status: p.L.T("seminar_status." + string(m.Status)), Tone: stateTone(m.Status),
	}
}

// move is a status that may follow, with the noun in its address.
type move struct {
	Noun string
	To   models.SeminarStatus
	Look parts.Look
}

// confirm asks once more, because everybody who is registered may be told.
func (m move) confirm(l *locale.Locale) parts.Confirm {
	c := parts.Confirm{
		ID: "move-" + m.Noun, Title: l.T("seminar_ask." + string(m.To)), Says: []string{l.T("seminar_status_hint." + string(m.To))},
		Button: parts.Button{Text: l.T("seminar_move." + string(m.To)), Look: m.Look},
	}
	if m.To == models.SeminarCancelled {
		c.Keep = l.T("seminar.keep")
	}
	return c
}

var moveNouns = map[models.SeminarStatus]move{
	models.SeminarAnnounced: {"announcement", models.SeminarAnnounced, parts.Primary},
	models.SeminarPostponed: {"postponement", models.SeminarPostponed, parts.Quiet},
	models.SeminarCancelled: {"cancellation", models.SeminarCancelled, parts.Danger},
	models.SeminarConcluded: {"conclusion", models.SeminarConcluded, parts.Quiet},
	models.SeminarArchived:  {"archive", models.SeminarArchived, parts.Quiet},
}

func (p SeminarDesk) moves() []move {
	var moves []move
	if p.Desk.MayEdit {
		for _, to := range p.Desk.Seminar.Moves() {
			moves = append(moves, moveNouns[to])
		}
	}
	return moves
}

// lacks is the checklist of what is missing; what exists is ticked.
func (p SeminarDesk) stillMissing() []parts.Item {
	where := map[string]string{"seminar.missing_organiser": "/organisers", "seminar.missing_organiser_recorded": "/organisers", "seminar.missing_sessions": "/sessions/new"}
	var items []parts.Item
	for _, l := range p.Desk.StillMissing {
		to := where[l.Code]
		if to == "" {
			to = "/edit"
		}
		text := p.L.T(l.Code)
		if l.Stops {
			text = p.L.T("seminar.must", "what", text)
		}
		item := parts.Item{Text: text, Href: p.path(to)}
		if !p.Desk.MayEdit {
			item.Href = ""
		}
		items = append(items, item)
	}
	return items
}

// clashes describes the conflicts in words.
func (p SeminarDesk) clashes() []string {
	title := map[string]string{}
	for _, n := range p.Desk.Sessions {
		title[n.ID] = p.L.Text(n.Title).Text
	}
	var lines []string
	for _, c := range p.Desk.Clashes {
		lines = append(lines, p.L.T("clash."+c.Code[len("clash."):], "what", c.What, "first", title[c.First], "second", title[c.Second], "time", p.L.Wall(c.At)))
	}
	return lines
}

// seats draws how the seats are taken.
func (p SeminarDesk) seats() parts.BarProps {
	m := p.Desk.Seminar
	taken := p.Desk.Counts[models.Confirmed] + p.Desk.Counts[models.Offered]
	return parts.BarProps{L: p.L, Title: p.L.N("seminar.seats_line", taken, "total", p.L.Number(*m.Seats)), Total: *m.Seats, Parts: []parts.BarPart{
		{Label: p.L.T("registration_status.confirmed"), Count: p.Desk.Counts[models.Confirmed], Tone: parts.Good},
		{Label: p.L.T("registration_status.offered"), Count: p.Desk.Counts[models.Offered], Tone: parts.Active},
	}}
}

// days divides the programme by day.
func (p SeminarDesk) days() []programmeDay {
	var days []programmeDay
	for _, s := range p.Desk.Sessions {
		if d := s.StartsLocal.Day(); len(days) == 0 || days[len(days)-1].Day != d {
			days = append(days, programmeDay{Day: d})
		}
		days[len(days)-1].Sessions = append(days[len(days)-1].Sessions, s)
	}
	return days
}

type programmeDay struct {
	Day      models.Day
	Sessions []models.SessionRow
}

// part is a capacity in a session, with the names of those who have it.
type part struct{ Label, Names string }

// peopleLines names those who take part in a session, by capacity.
func peopleLines(l *locale.Locale, people []models.SessionPerson) []part {
	var parts []part
	for _, c := range models.SessionCapacities {
		var names []string
		for _, p := range people {
			if p.Capacity == c {
				names = append(names, p.Name)
			}
		}
		if len(names) > 0 {
			parts = append(parts, part{l.T("capacity." + string(c)), l.List(names)})
		}
	}
	return parts
}

// languageNames lists languages by their names in the reader's own.
func languageNames(l *locale.Locale, codes []string) string {
	var names []string
	for _, code := range codes {
		names = append(names, l.LanguageName(code))
	}
	return l.List(names)
}

// SeminarForm is the form of a new or an existing seminar.
type SeminarForm struct {
	parts.Frame
	FormOf[models.SeminarInput]
	Series   models.Series
	Seminar  models.Seminar // current values; without an id for a new one
	Entities []models.Entity
	Seen     int
}

// Render writes the page.
func (p SeminarForm) Render(ctx context.Context, w io.Writer) error {
	return seminarForm(p).Render(ctx, w)
}

func (p SeminarForm) action() string {
	if p.Seminar.ID == "" {
		return models.ManageSeriesPath(p.Series.ID) + "/seminars"
	}
	return models.ManageSeminarPath(p.Seminar.ID) + "/edit"
}

func (p SeminarForm) back() string {
	if p.Seminar.ID == "" {
		return models.ManageSeriesPath(p.Series.ID)
	}
	return models.ManageSeminarPath(p.Seminar.ID)
}

func (p SeminarForm) admissions() []parts.Option {
	var options []parts.Option
	for _, a := range models.Admissions {
		options = append(options, parts.Option{Value: string(a), Label: p.L.T("admission." + string(a)), Hint: p.L.T("admission_hint." + string(a))})
	}
	return options
}

func (p SeminarForm) entities() []parts.Option { return stateOptions(p.L, p.Entities) }

// stateOptions are the States and other entities to choose from.
func stateOptions(l *locale.Locale, all []models.Entity) []parts.Option {
	options := make([]parts.Option, len(all))
	for i, e := range locale.SortByName(l, all, nameOfEntity) {
		options[i] = parts.Option{Value: e.ID, Label: l.Text(e.Names).Text}
	}
	return options
}

func (p SeminarForm) regions() []parts.Option {
	var options []parts.Option
	for _, r := range p.Series.Regions {
		options = append(options, parts.Option{Value: r, Label: r})
	}
	return options
}

func (p SeminarForm) sixLanguages() []parts.Option {
	var options []parts.Option
	for _, code := range models.Languages {
		options = append(options, parts.Option{Value: code, Label: p.L.LanguageName(code)})
	}
	return options
}

func number(n int) string { return strconv.Itoa(n) }

// The tabs of a seminar in the working area.
const (
	PartOverview      = ""
	PartRegistrations = "/registrations"
	PartInvitations   = "/invitations"
	PartNotes         = "/notes"
	PartSummaries     = "/summaries"
)

// SeminarParts are the tabs of a seminar that the reader may open. Whoever
// only writes notes on single sessions finds them on the home page of the
// working area.
func SeminarParts(l *locale.Locale, m models.Seminar, by models.Actor, current string) []parts.NavLink {
	var links []parts.NavLink
	for _, part := range []struct {
		path, key string
		may       bool
	}{
		{PartOverview, "seminar.desk", m.MaySeeWorkingArea(by)},
		{PartRegistrations, "seminar.registrations", m.MayListParticipants(by)},
		{PartInvitations, "invitation.list", m.MayListParticipants(by)},
		{PartNotes, "seminar.notes", m.MayDraft(by) || m.MayEdit(by) || current == PartNotes},
		{PartSummaries, "seminar.summaries", m.MaySeeWorkingArea(by)},
	} {
		if part.may {
			links = append(links, parts.NavLink{Href: models.ManageSeminarPath(m.ID) + part.path, Label: l.T(part.key), Current: part.path == current})
		}
	}
	return links
}

func agendaButton(p SeminarDesk) parts.Button {
	if p.Desk.Seminar.AgendaPublished {
		return parts.Button{Text: p.L.T("session.hide_agenda"), Look: parts.Quiet}
	}
	return parts.Button{Text: p.L.T("session.publish_agenda"), Look: parts.Quiet}
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
