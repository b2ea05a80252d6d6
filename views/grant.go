package views

import (
	"context"
	"io"

	"consultations/models"
)

// GrantNew gives an account a role, in steps: the role, the seminar if the
// role needs one, and what is left to choose.
type GrantNew struct {
	Frame
	AccountID string
	Name      string // of the account
	Form      models.GrantInput
	Choices   models.GrantChoices
	Problems  models.Problems
}

// Render writes the page.
func (p GrantNew) Render(ctx context.Context, w io.Writer) error { return grantNew(p).Render(ctx, w) }

// needsSeriesFirst reports whether the series is still to be chosen, among
// whose seminars one may then be.
func (p GrantNew) needsSeriesFirst() bool {
	return p.Form.Role == models.OrganiserRole && p.Form.SeriesID == ""
}

// needsSeminarFirst reports whether what else is to be chosen depends on the
// seminar.
func (p GrantNew) needsSeminarFirst() bool {
	switch p.Form.Role {
	case models.CoOrganiser, models.FocalPoint, models.Rapporteur:
		return p.Form.SeminarID == ""
	}
	return false
}

// chosen names what was chosen in the steps before: what, and its name.
func (p GrantNew) chosen() (what string, name Fragment) {
	switch p.Form.Role {
	case models.OrganiserRole:
		for _, s := range p.Choices.Series {
			if s.ID == p.Form.SeriesID {
				return p.L.T("grant.series"), p.L.Say(s.Name)
			}
		}
	case models.CoOrganiser, models.FocalPoint, models.Rapporteur:
		for _, m := range p.Choices.Seminars {
			if m.ID == p.Form.SeminarID {
				return p.L.T("grant.seminar"), p.L.SeminarName(m.Title, m.Label, m.Place)
			}
		}
	}
	return "", Fragment{}
}

func (p GrantNew) path() string { return AccountPath(p.AccountID) + "/grants" }

func (p GrantNew) roles() []Option {
	var options []Option
	for _, r := range models.Roles {
		if r == models.FocalPoint || r == models.CheckIn {
			continue // they have no pages of their own yet, and would find nothing to do
		}
		options = append(options, Option{Value: string(r), Label: p.L.T("role." + string(r)), Hint: p.L.T("grant.about." + string(r))})
	}
	return options
}

// seminars offers all seminars, or those of the series that was chosen.
func (p GrantNew) seminars() []Option {
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

func (p GrantNew) series() []Option { return grantOptions(p.L, p.Choices.Series) }

func (p GrantNew) sessions() []Option { return grantOptions(p.L, p.Choices.Sessions) }

func (p GrantNew) organisations() []Option { return grantOptions(p.L, p.Choices.Organisations) }

func grantOptions(l *Locale, all []models.Named) []Option {
	options := make([]Option, len(all))
	for i, n := range all {
		options[i] = Option{Value: n.ID, Label: l.Say(n.Name).Text}
	}
	return options
}

// seminarOptions offers seminars under their series.
func seminarOptions(l *Locale, all []models.NamedSeminar) []Option {
	options := make([]Option, len(all))
	for i, m := range all {
		options[i] = Option{Value: m.ID, Label: l.SeminarName(m.Title, m.Label, m.Place).Text, Group: l.Say(m.SeriesTitle).Text}
	}
	return options
}

// grantReach says what a grant reaches over.
func grantReach(l *Locale, g models.GrantRow) string {
	series := l.Say(g.SeriesTitle).Text
	var place string
	switch {
	case g.SessionID != "":
		place = l.T("grant.in_series", "seminar", l.Say(g.SessionTitle).Text, "series", series)
	case g.SeminarID != "":
		place = l.T("grant.in_series", "seminar", l.SeminarName(g.SeminarTitle, g.SeminarLabel, g.SeminarPlace).Text, "series", series)
	case g.SeriesID != "":
		place = series
	default:
		place = l.T("scope.site")
	}
	if !g.OrganisationName.IsZero() {
		place = l.T("grant.for_organisation", "place", place, "organisation", l.Say(g.OrganisationName).Text)
	}
	return place
}
