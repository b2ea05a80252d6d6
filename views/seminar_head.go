package views

import (
	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// The parts of the work on a seminar.
const (
	PartOverview      = ""
	PartRegistrations = "/registrations"
	PartInvitations   = "/invitations"
	PartNotes         = "/notes"
	PartSummaries     = "/summaries"
	PartOrganisers    = "/organisers"
)

// headName is what a seminar is called.
func headName(l *locale.Locale, h models.SeminarHead) locale.Fragment {
	return l.TitleOrPlace(h.Title, h.Label, h.Place)
}

// headingOf is the top of every page of the work on a seminar.
func headingOf(l *locale.Locale, h models.SeminarHead, current string) parts.Heading {
	return parts.Heading{
		Title: headName(l, h), Status: l.T("seminar_status." + string(h.Status)), Tone: stateTone(h.Status),
		Facts: []locale.Fragment{
			locale.Plain(l, l.When(h.Status.IsPostponed(), h.StartsOn, h.EndsOn, h.Year)), l.Where(h.Place, h.Host), locale.Plain(l, languageNames(l, h.Languages)),
		},
		Next: locale.Plain(l, nextWords(l, h.Next)), Tabs: seminarTabs(l, h, current), TabsLabel: l.T("seminar.parts"),
	}
}

// nextWords says what is to be done next; empty for nothing.
func nextWords(l *locale.Locale, next models.NextStep) string {
	switch {
	case next.Step == "":
		return ""
	case next.Count > 0:
		return l.N("seminar_next."+string(next.Step), next.Count)
	}
	return l.T("seminar_next." + string(next.Step))
}

// seminarTabs are the parts of the work on a seminar that the reader has. A
// rapporteur has the overview and the notes.
func seminarTabs(l *locale.Locale, h models.SeminarHead, current string) []parts.NavLink {
	var links []parts.NavLink
	for _, part := range []struct {
		path, key string
		may       bool
	}{
		{PartOverview, "seminar.desk", h.MayWork || h.MayNote},
		{PartRegistrations, "seminar.registrations", h.MayList},
		{PartInvitations, "invitation.list", h.MayList},
		{PartNotes, "seminar.notes", h.MayNote},
		{PartSummaries, "seminar.summaries", h.MayWork},
		{PartOrganisers, "organiser.list", h.MayEdit},
	} {
		if part.may {
			links = append(links, parts.NavLink{Href: models.ManageSeminarPath(h.ID) + part.path, Label: l.T(part.key), Current: part.path == current})
		}
	}
	return links
}

// move is a status that may follow, with the noun of its address.
type move struct {
	Noun string
	To   models.SeminarStatus
	Look parts.Look
}

var moveNouns = map[models.SeminarStatus]move{
	models.SeminarAnnounced: {"announcement", models.SeminarAnnounced, parts.Primary},
	models.SeminarPostponed: {"postponement", models.SeminarPostponed, parts.Quiet},
	models.SeminarCancelled: {"cancellation", models.SeminarCancelled, parts.Danger},
	models.SeminarConcluded: {"conclusion", models.SeminarConcluded, parts.Quiet},
	models.SeminarArchived:  {"archive", models.SeminarArchived, parts.Quiet},
}

func (m move) path(h models.SeminarHead) string { return models.ManageSeminarPath(h.ID) + "/" + m.Noun }

// confirm asks once more, because everybody who is registered may be told.
func (m move) confirm(l *locale.Locale, h models.SeminarHead) parts.Confirm {
	c := parts.Confirm{
		ID: "move-" + m.Noun, Title: l.T("seminar_ask."+string(m.To), "seminar", headName(l, h).Text), Says: []string{l.T("seminar_status_hint." + string(m.To))},
		Button: parts.Button{Text: l.T("seminar_move." + string(m.To)), Look: m.Look},
	}
	switch m.To {
	case models.SeminarAnnounced:
		if h.Status == models.SeminarPostponed {
			c.Says = append(c.Says, heldOn(l, h), tells(l, h))
		}
	case models.SeminarConcluded:
		c.Says = append(c.Says, heldOn(l, h), l.T("seminar.conclude_ends"), l.T("seminar.no_return"))
	case models.SeminarPostponed:
		c.Says = append(c.Says, tells(l, h))
	case models.SeminarCancelled:
		c.Says = append(c.Says, tells(l, h), l.T("seminar.no_return"), l.T("seminar.rather_postpone"))
		c.Keep = l.T("seminar.keep")
	case models.SeminarArchived:
		c.Says = append(c.Says, l.T("seminar.no_return"))
	}
	return c
}

// withdrawal asks before the agenda is taken back.
func withdrawal(l *locale.Locale) parts.Confirm {
	return parts.Confirm{ID: "withdrawal-agenda", Title: l.T("session.hide_agenda_ask"), Says: []string{l.T("session.hide_agenda_says"), l.T("action.tells_nobody")},
		Button: parts.Button{Text: l.T("session.hide_agenda"), Look: parts.Danger}}
}

// heldOn says when the seminar takes place, for whoever is about to announce it
// again on the former dates, or to conclude it too early.
func heldOn(l *locale.Locale, h models.SeminarHead) string {
	return l.T("seminar.held_on", "days", l.When(false, h.StartsOn, h.EndsOn, h.Year))
}

// tells says how many people are written to.
func tells(l *locale.Locale, h models.SeminarHead) string {
	if h.Has.Told == 0 {
		return l.T("seminar.notifies_nobody")
	}
	return l.N("action.informs", h.Has.Told)
}

// first is the move that is the step to be taken next, if it is one.
func first(h models.SeminarHead) (move, bool) {
	to, is := map[models.SeminarStep]models.SeminarStatus{
		models.StepAnnounce: models.SeminarAnnounced, models.StepConclude: models.SeminarConcluded, models.StepArchive: models.SeminarArchived,
	}[h.Next.Step]
	return moveNouns[to], is
}

// others are the moves that are not the next step.
func others(h models.SeminarHead) []move {
	next, _ := first(h)
	var moves []move
	for _, to := range h.Moves {
		if m := moveNouns[to]; m.To != next.To {
			moves = append(moves, m)
		}
	}
	return moves
}

// nextLink leads to where the next step is taken, when that is a page.
func nextLink(l *locale.Locale, h models.SeminarHead) parts.Button {
	path := models.ManageSeminarPath(h.ID)
	switch h.Next.Step {
	case models.StepComplete:
		return parts.Button{Text: l.T("seminar_do.complete"), Href: path + "#lacks"}
	case models.StepReset:
		return parts.Button{Text: l.T("seminar_do.reset"), Href: path + "/edit"}
	case models.StepResolve:
		return parts.Button{Text: l.T("seminar_do.resolve"), Href: path + "#clashes"}
	case models.StepDecide:
		return parts.Button{Text: l.T("seminar_do.decide"), Href: path + PartRegistrations + "?status=pending"}
	case models.StepOpen:
		return parts.Button{Text: l.T("seminar_do.open"), Href: path + "/edit#f-registration_closes_at"}
	case models.StepSeats:
		return parts.Button{Text: l.T("seminar_do.seats"), Href: path + "/edit#f-seats"}
	case models.StepPlan:
		return parts.Button{Text: l.T("session.add"), Href: path + "/sessions/new"}
	case models.StepSummarise:
		if h.MayDraft {
			return parts.Button{Text: l.T("summary.new"), Href: path + PartSummaries + "/new"}
		}
	case models.StepIssue:
		return parts.Button{Text: l.T("seminar_do.issue"), Href: path + PartSummaries}
	}
	return parts.Button{}
}

// asPrimary fills the button of a step that is the next one.
func asPrimary(c parts.Confirm) parts.Confirm {
	c.Button.Look = parts.Primary
	return c
}
