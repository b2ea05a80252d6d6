package views

import (
	"context"
	"io"

	"consultations/models"
)

// OrganiserDesk lists the organisers of a seminar and adds one.
type OrganiserDesk struct {
	Frame
	Seminar       models.Seminar
	Organisers    []models.OrganiserRow
	Organisations []models.Organisation
	Form          models.OrganiserInput
	Problems      models.Problems
}

// Render writes the page.
func (p OrganiserDesk) Render(ctx context.Context, w io.Writer) error {
	return organiserDesk(p).Render(ctx, w)
}

// OrganiserForm changes one organiser.
type OrganiserForm struct {
	Frame
	SeminarID string
	Organiser models.OrganiserRow
	Form      models.OrganiserInput
	Problems  models.Problems
}

// Render writes the page.
func (p OrganiserForm) Render(ctx context.Context, w io.Writer) error {
	return organiserForm(p).Render(ctx, w)
}

// organisersPath is the address of the organisers of a seminar.
func organisersPath(seminar string) string { return ManageSeminarPath(seminar) + "/organisers" }

func roleOptions(l *Locale) []Option {
	var options []Option
	for _, r := range models.OrganiserRoles {
		options = append(options, Option{Value: string(r), Label: l.T("organiser_role." + string(r))})
	}
	return options
}

func kindOptions(l *Locale) []Option {
	var options []Option
	for _, k := range models.OrganisationKinds {
		options = append(options, Option{Value: string(k), Label: l.T("organisation_kind." + string(k))})
	}
	return options
}

func (p OrganiserDesk) organisations() []Option {
	there := map[string]bool{}
	for _, o := range p.Organisers {
		there[o.OrganisationID] = true
	}
	var options []Option
	for _, o := range p.Organisations {
		if !there[o.ID] {
			options = append(options, Option{Value: o.ID, Label: p.L.Say(o.Name).Text})
		}
	}
	return options
}

// organiserMeta says what its line leaves unsaid: the name, where something
// else is printed, and that it receives the seminar beside its role.
func organiserMeta(l *Locale, o models.OrganiserRow) string {
	var words []string
	if !o.ShownAs.IsZero() && o.ShownAs.Source() != o.Name.Source() {
		words = append(words, l.Say(o.Name).Text)
	}
	if o.Hosts && o.Role != "host" && o.Role != "co_host" {
		words = append(words, l.T("organiser.hosts"))
	}
	return join(words)
}
