package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// OrganiserDesk lists the organisers of a seminar and adds one.
type OrganiserDesk struct {
	parts.Frame
	FormOf[models.OrganiserInput]
	Head          models.SeminarHead
	Organisers    []models.OrganiserRow
	Removed       []models.OrganiserRow // that can be put back
	Organisations []models.Named        // to choose from
}

// Render writes the page.
func (p OrganiserDesk) Render(ctx context.Context, w io.Writer) error {
	return organiserDesk(p).Render(ctx, w)
}

// OrganiserForm changes one organiser.
type OrganiserForm struct {
	parts.Frame
	FormOf[models.OrganiserInput]
	SeminarID string
	Organiser models.OrganiserRow
}

// Render writes the page.
func (p OrganiserForm) Render(ctx context.Context, w io.Writer) error {
	return organiserForm(p).Render(ctx, w)
}

func (p OrganiserDesk) path(o models.OrganiserRow) string {
	return models.OrganisersPath(p.Head.ID) + "/" + o.ID
}

func (p OrganiserForm) heading() parts.Heading {
	h := formHead(p.Frame, true, models.OrganisersPath(p.SeminarID)+"/"+p.Organiser.ID, p.Form.Language)
	h.Title = p.L.Text(p.Organiser.Name)
	return h
}

// removal asks before an organiser goes.
func (p OrganiserDesk) removal(o models.OrganiserRow) parts.Confirm {
	name := shownAs(p.L, o).Text
	return parts.Confirm{ID: "removal-" + o.ID, Title: p.L.T("organiser.remove_ask", "name", name), Says: []string{p.L.T("organiser.remove_says"), p.L.T("organiser.remove_means")},
		Button: parts.Button{Text: p.L.T("action.remove"), Look: parts.Danger, Hint: name}}
}

func roleOptions(l *locale.Locale) []parts.Option {
	var options []parts.Option
	for _, r := range models.OrganiserRoles {
		options = append(options, parts.Option{Value: string(r), Label: l.T("organiser_role." + string(r))})
	}
	return options
}

func kindOptions(l *locale.Locale) []parts.Option {
	var options []parts.Option
	for _, k := range models.OrganisationKinds {
		options = append(options, parts.Option{Value: string(k), Label: l.T("organisation_kind." + string(k))})
	}
	return options
}

func (p OrganiserDesk) organisations() []parts.Option {
	there := map[string]bool{}
	for _, o := range p.Organisers {
		there[o.OrganisationID] = true
	}
	var options []parts.Option
	for _, o := range locale.SortByName(p.L, p.Organisations, func(n models.Named) (models.Text, string) { return n.Name, "" }) {
		if !there[o.ID] {
			options = append(options, parts.Option{Value: o.ID, Label: p.L.Text(o.Name).Text})
		}
	}
	return options
}

// organiserMeta is what the line of an organiser does not show: the name, if
// another one is printed, and that it hosts the seminar besides its role.
func organiserMeta(l *locale.Locale, o models.OrganiserRow) string {
	var words []string
	if !o.ShownAs.IsZero() && o.ShownAs.Source() != o.Name.Source() {
		words = append(words, l.Text(o.Name).Text)
	}
	if o.Hosts && o.Role != "host" && o.Role != "co_host" {
		words = append(words, l.T("organiser.hosts"))
	}
	return locale.JoinDots(words)
}

// restoration asks before an organiser is put back.
func (p OrganiserDesk) restoration(o models.OrganiserRow) parts.Confirm {
	name := shownAs(p.L, o).Text
	return parts.Confirm{ID: "restoration-" + o.ID, Title: p.L.T("organiser.restore_ask", "name", name), Says: []string{p.L.T("organiser.restore_says")},
		Button: parts.Button{Text: p.L.T("action.restore"), Look: parts.Quiet, Small: true, Hint: name}}
}
