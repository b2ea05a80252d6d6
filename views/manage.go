package views

import (
	"context"
	"io"
	"strings"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// ManageHome is the home page of the working area: the reader's tasks, and
// the series and seminars in which the reader has a part.
type ManageHome struct {
	parts.Frame
	Home models.WorkingHome
}

// Render writes the page.
func (p ManageHome) Render(ctx context.Context, w io.Writer) error {
	return manageHome(p).Render(ctx, w)
}

// WorkingNav is the navigation of the working area, according to what the
// reader may do.
func WorkingNav(l *locale.Locale, a models.Actor, path string) []parts.NavLink {
	if !a.HasRole() {
		return nil
	}
	nav := []parts.NavLink{{Href: "/manage", Label: l.T("nav.working_area")}}
	if models.MayKeepOrganisations(a) {
		nav = append(nav, parts.NavLink{Href: "/manage/organisations", Label: l.T("organisation.list")}, parts.NavLink{Href: "/manage/entities", Label: l.T("entity.list")})
	}
	if a.Administers() {
		nav = append(nav, parts.NavLink{Href: "/manage/accounts", Label: l.T("account.list")})
	}
	if models.MayReadAudit(a) {
		nav = append(nav, parts.NavLink{Href: "/manage/audit", Label: l.T("audit.title")})
	}
	nav = append(nav, parts.NavLink{Href: "/account", Label: l.T("account.title")})
	for i := range nav {
		nav[i].Current = path == nav[i].Href || nav[i].Href != "/manage" && strings.HasPrefix(path, nav[i].Href+"/")
	}
	return nav
}

// task is one thing that waits for somebody, and the word for doing it.
type task struct{ Text, Href, Where, Do string }

// tasks lists the reader's tasks, most urgent first: those for which others
// are waiting, then the reader's own.
func (p ManageHome) tasks() []task {
	var all []task
	for _, c := range p.Home.Clearances {
		all = append(all, task{p.L.N("manage.clearance", c.Points, "organisation", p.L.Text(c.Organisation).Text), models.ClearancePath(c.SummaryID), p.L.Text(c.Title).Text, p.L.T("manage_do.reply")})
	}
	var later []task
	for _, n := range p.Home.Notes {
		if n.IsDue(p.Home.Now) {
			all = append(all, p.noteTask(n))
		} else {
			later = append(later, p.noteTask(n))
		}
	}
	for _, m := range p.Home.Seminars {
		where, path := p.L.TitleOrPlace(m.Title, m.Label, m.Place).Text, models.ManageSeminarPath(m.ID)
		if m.Pending > 0 {
			all = append(all, task{p.L.N("manage.pending", m.Pending), path + "/registrations?status=pending", where, p.L.T("manage_do.review")})
		}
		if m.Cleared > 0 {
			all = append(all, task{p.L.N("manage.cleared", m.Cleared), textOr(m, models.EditionsPath), where, p.L.T("manage_do.publish")})
		}
		if m.Revise > 0 {
			all = append(all, task{p.L.N("manage.revise", m.Revise), textOr(m, models.AnswersPath), where, p.L.T("manage_do.replies")})
		} else if m.InClearance > 0 {
			all = append(all, task{p.L.N("manage.in_clearance", m.InClearance), textOr(m, models.AnswersPath), where, p.L.T("manage_do.replies")})
		}
		if m.Draft {
			all = append(all, task{p.L.T("manage.summary_due"), models.SummariesPath(m.ID), where, p.L.T("manage_do.begin")})
		}
		if m.Announce {
			all = append(all, task{p.L.T("manage.draft"), path, where, p.L.T("manage_do.open")})
		}
	}
	return append(all, later...)
}

// textOr is a page of the seminar's text or, if it has several, their list.
func textOr(m models.SeminarTask, page func(summaryID string) string) string {
	if m.OnlySummary == "" {
		return models.SummariesPath(m.ID)
	}
	return page(m.OnlySummary)
}

// noteTask leads to the form for notes on one session.
func (p ManageHome) noteTask(n models.NoteTask) task {
	says := p.L.T("manage.notes_ahead")
	switch {
	case n.Written > 0:
		says = p.L.N("manage.notes_written", n.Written)
	case n.IsDue(p.Home.Now):
		says = p.L.T("manage.notes_due")
	}
	where := locale.JoinDots([]string{p.L.Text(n.Title).Text, p.L.TitleOrPlace(n.Seminar, n.Label, n.Place).Text})
	return task{says, models.NotesPath(n.SeminarID) + "?session=" + n.SessionID + "#new", where, p.L.T("manage_do.notes")}
}
