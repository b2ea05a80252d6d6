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
	Desk models.SeminarDesk
}

// Render writes the page.
func (p SeminarDesk) Render(ctx context.Context, w io.Writer) error {
	return seminarDesk(p).Render(ctx, w)
}

func (p SeminarDesk) path(rest string) string {
	return models.ManageSeminarPath(p.Desk.Head.ID) + rest
}

// lacks is the list of what is missing, as long as the seminar is prepared.
func (p SeminarDesk) lacks() []parts.Item {
	if s := p.Desk.Head.Status; s != models.SeminarDraft && s != models.SeminarAnnounced && s != models.SeminarPostponed {
		return nil
	}
	where := map[string]string{"seminar.missing_organiser": PartOrganisers, "seminar.missing_organiser_recorded": PartOrganisers, "seminar.missing_sessions": "/sessions/new"}
	var items []parts.Item
	for _, l := range p.Desk.StillMissing {
		to := where[l.Code]
		if to == "" {
			to = "/edit"
		}
		text := p.L.T(l.Code)
		switch {
		case l.Stops:
			text = p.L.T("seminar.must", "what", text)
		case p.Desk.Head.Status == models.SeminarDraft: // the next step counts only what stops the announcement
			text = p.L.T("seminar.may_follow", "what", text)
		}
		item := parts.Item{Text: text, Href: p.path(to)}
		if !p.Desk.Head.MayEdit {
			item.Href = ""
		}
		items = append(items, item)
	}
	return items
}

// titles are the titles of the sessions.
func (p SeminarDesk) titles() map[string]string {
	title := map[string]string{}
	for _, n := range p.Desk.Sessions {
		title[n.ID] = p.L.Text(n.Title).Text
	}
	return title
}

// clashes says in words what cannot be as it stands, with a link to the session
// that can be changed.
func (p SeminarDesk) clashes() []parts.NavLink {
	title := p.titles()
	var lines []parts.NavLink
	for _, c := range p.Desk.Clashes {
		line := parts.NavLink{Label: p.L.T("clash."+c.Code[len("clash."):], "what", c.What, "first", title[c.First], "second", title[c.Second], "time", p.L.Wall(c.At))}
		if c.First != "" && p.Desk.Head.MayEdit {
			line.Href = p.path("/sessions/" + c.First + "/edit")
		}
		lines = append(lines, line)
	}
	return lines
}

// clashesOf says in short what cannot be of one session.
func (p SeminarDesk) clashesOf(s models.SessionRow) []string {
	title := p.titles()
	var lines []string
	for _, c := range p.Desk.Clashes {
		if c.First != s.ID && c.Second != s.ID {
			continue
		}
		other := c.First
		if other == s.ID {
			other = c.Second
		}
		lines = append(lines, p.L.T("clash_short."+c.Code[len("clash."):], "what", c.What, "other", title[other]))
	}
	return lines
}

// registration says how registration stands and why.
func (p SeminarDesk) registration() string {
	if at := p.Desk.Line.At; at != nil {
		return p.L.T(p.Desk.Line.Code, "when", p.L.Moment(*at, p.Desk.Head.TimeZone))
	}
	return p.L.T(p.Desk.Line.Code)
}

// opens is when registration opens.
func (p SeminarDesk) opens() string {
	if at := p.Desk.Seminar.OpensAt; at != nil {
		return p.L.Moment(*at, p.Desk.Head.TimeZone)
	}
	return p.L.T("seminar.opens_default")
}

// closes is when registration closes.
func (p SeminarDesk) closes() string {
	if at := p.Desk.Seminar.ClosesAt; at != nil {
		return p.L.Moment(*at, p.Desk.Head.TimeZone)
	}
	return p.L.T("seminar.closes_default")
}

// seats draws how the seats are taken.
func (p SeminarDesk) seats() parts.BarProps {
	m := p.Desk.Seminar
	return parts.BarProps{L: p.L, Title: p.L.N("seminar.seats_line", m.SeatsTaken, "total", p.L.Number(*m.Seats)), Total: *m.Seats, Parts: []parts.BarPart{
		{Label: p.L.T("registration_status.confirmed"), Count: p.Desk.Counts[models.Confirmed], Tone: parts.Good},
		{Label: p.L.T("registration_status.offered"), Count: p.Desk.Counts[models.Offered], Tone: parts.Active},
	}}
}

// days divides the programme by day.
func (p SeminarDesk) days() []programmeDay {
	var days []programmeDay
	for i, s := range p.Desk.Sessions {
		if d := s.StartsLocal.Day(); len(days) == 0 || days[len(days)-1].Day != d {
			days = append(days, programmeDay{Day: d})
		}
		row := programmeRow{SessionRow: s}
		for j, other := range p.Desk.Sessions {
			row.Beside = row.Beside || i != j && other.StartsAt.Before(s.EndsAt) && s.StartsAt.Before(other.EndsAt)
		}
		days[len(days)-1].Sessions = append(days[len(days)-1].Sessions, row)
	}
	return days
}

// isParallel reports whether sessions are held at the same time.
func (p SeminarDesk) isParallel() bool {
	for _, d := range p.days() {
		for _, s := range d.Sessions {
			if s.Beside {
				return true
			}
		}
	}
	return false
}

type programmeDay struct {
	Day      models.Day
	Sessions []programmeRow
}

// programmeRow is a session, and whether another one is held at the same time.
type programmeRow struct {
	models.SessionRow
	Beside bool
}

// link is a link for those who may change the seminar.
func (p SeminarDesk) link(key, rest string) parts.NavLink {
	if !p.Desk.Head.MayEdit {
		return parts.NavLink{}
	}
	return parts.NavLink{Href: p.path(rest), Label: p.L.T(key)}
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
			parts = append(parts, part{l.LabelOf("capacity_of."+string(c), len(names)), l.List(names)})
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
		options = append(options, parts.Option{Value: r, Label: p.L.Region(r)})
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
