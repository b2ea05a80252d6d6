package views

import (
	"context"
	"io"
	"slices"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// GrantNew gives an account a role, in steps: the role, the seminar if the
// role needs one, then the rest.
type GrantNew struct {
	parts.Frame
	AccountID string
	Name      string // of the account
	Form      models.GrantInput
	Choices   models.GrantChoices
	Problems  models.Problems
}

// Render writes the page.
func (p GrantNew) Render(ctx context.Context, w io.Writer) error { return grantNew(p).Render(ctx, w) }

// needsSeriesFirst reports whether the series has to be chosen before its
// seminars are offered.
func (p GrantNew) needsSeriesFirst() bool {
	return p.Form.Role == models.OrganiserRole && p.Form.SeriesID == ""
}

// chosenSessions are the sessions that were chosen before the form was refused.
func (p GrantNew) chosenSessions() []string {
	return append(slices.Clone(p.Form.SessionIDs), p.Form.SessionID)
}

// needsSeminarFirst reports whether the remaining choices depend on the
// seminar.
func (p GrantNew) needsSeminarFirst() bool {
	switch p.Form.Role {
	case models.CoOrganiser, models.FocalPoint, models.Rapporteur:
		return p.Form.SeminarID == ""
	}
	return false
}

// chosen lists what was chosen in the previous steps, with its name.
func (p GrantNew) chosen() (what string, name locale.Fragment) {
	switch p.Form.Role {
	case models.OrganiserRole:
		for _, s := range p.Choices.Series {
			if s.ID == p.Form.SeriesID {
				return p.L.T("grant.series"), p.L.Text(s.Name)
			}
		}
	case models.CoOrganiser, models.FocalPoint, models.Rapporteur:
		for _, m := range p.Choices.Seminars {
			if m.ID == p.Form.SeminarID {
				name := p.L.TitleOrPlace(m.Title, m.Label, m.Place)
				name.Text = p.L.T("grant.in_series", "seminar", datedSeminar(p.L, m), "series", p.L.Text(m.SeriesTitle).Text)
				return p.L.T("grant.seminar"), name
			}
		}
	}
	return "", locale.Fragment{}
}

func (p GrantNew) path() string { return models.AccountPath(p.AccountID) + "/grants" }

func (p GrantNew) roles() []parts.Option {
	var options []parts.Option
	for _, r := range models.Roles {
		if r == models.FocalPoint || r == models.CheckIn {
			continue // roles without pages of their own yet
		}
		options = append(options, parts.Option{Value: string(r), Label: p.L.T("role." + string(r)), Hint: p.L.T("grant.about." + string(r))})
	}
	return options
}

// seminars are all seminars, or those of the series that was chosen.
func (p GrantNew) seminars() []parts.Option {
	if p.Form.Role != models.OrganiserRole {
		return seminarOptions(p.L, p.Choices.Seminars)
	}
	var of []models.NamedSeminar
	for _, m := range p.Choices.Seminars {
		if m.SeriesID == p.Form.SeriesID {
			of = append(of, m)
		}
	}
	return seminarOptions(p.L, of)
}

func (p GrantNew) series() []parts.Option { return grantOptions(p.L, p.Choices.Series) }

func (p GrantNew) sessions() []parts.Option {
	options := make([]parts.Option, len(p.Choices.Sessions))
	for i, s := range p.Choices.Sessions {
		options[i] = parts.Option{Value: s.ID, Label: p.L.Text(s.Title).Text, Hint: p.L.Wall(s.StartsLocal)}
	}
	return options
}

func (p GrantNew) organisations() []parts.Option {
	return grantOptions(p.L, locale.SortByName(p.L, p.Choices.Organisations, func(n models.Named) (models.Text, string) { return n.Name, "" }))
}

// noOrganiser says why there is no organisation to choose from.
func (p GrantNew) noOrganiser() string {
	if len(p.Choices.Organisations) > 0 {
		return ""
	}
	return p.L.T("organiser.none")
}

func grantOptions(l *locale.Locale, all []models.Named) []parts.Option {
	options := make([]parts.Option, len(all))
	for i, n := range all {
		options[i] = parts.Option{Value: n.ID, Label: l.Text(n.Name).Text}
	}
	return options
}

// datedSeminar is a seminar with its date, because there may be several in one
// place.
func datedSeminar(l *locale.Locale, m models.NamedSeminar) string {
	return locale.JoinDots([]string{l.TitleOrPlace(m.Title, m.Label, m.Place).Text, l.When(m.Status.IsPostponed(), m.StartsOn, m.EndsOn, m.Year)})
}

// seminarOptions are seminars with their dates, under their series.
func seminarOptions(l *locale.Locale, all []models.NamedSeminar) []parts.Option {
	options := make([]parts.Option, len(all))
	for i, m := range all {
		options[i] = parts.Option{Value: m.ID, Label: datedSeminar(l, m), Group: l.Text(m.SeriesTitle).Text}
	}
	return options
}

// grantGroup is one role as people understand it: a grant, or the grants of a
// rapporteur for several sessions of one seminar.
type grantGroup []models.GrantRow

// grantGroups puts the grants for sessions of one seminar together, at the
// place of the first.
func grantGroups(all []models.GrantRow) []grantGroup {
	var groups []grantGroup
	at := map[models.Ref]int{}
	for _, g := range all {
		if n, known := at[g.Within]; known && g.Within != "" {
			groups[n] = append(groups[n], g)
			continue
		}
		at[g.Within] = len(groups)
		groups = append(groups, grantGroup{g})
	}
	return groups
}

// reach is what the role applies to, in words.
func (group grantGroup) reach(l *locale.Locale) string {
	g := group[0]
	series := l.Text(g.SeriesTitle).Text
	var place string
	switch {
	case g.SessionID != "":
		var sessions []string
		for _, g := range group {
			sessions = append(sessions, l.Text(g.SessionTitle).Text)
		}
		seminar := l.TitleOrPlace(g.SeminarTitle, g.SeminarLabel, g.SeminarPlace).Text
		place = l.T("grant.in_series", "seminar", l.List(sessions), "series", locale.JoinDots([]string{seminar, series}))
	case g.SeminarID != "":
		place = l.T("grant.in_series", "seminar", l.TitleOrPlace(g.SeminarTitle, g.SeminarLabel, g.SeminarPlace).Text, "series", series)
	case g.SeriesID != "":
		place = series
	default:
		place = l.T("scope.site")
	}
	if !g.OrganisationName.IsZero() {
		place = l.T("grant.for_organisation", "place", place, "organisation", l.Text(g.OrganisationName).Text)
	}
	return place
}
