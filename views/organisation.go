package views

import (
	"context"
	"io"
	"net/url"

	"consultations/models"
	"consultations/views/parts"
)

// OrganisationList lists the organisations.
type OrganisationList struct {
	parts.Frame
	Page models.Page[models.Organisation]
	Find string
}

// Render writes the page.
func (p OrganisationList) Render(ctx context.Context, w io.Writer) error {
	return organisationList(p).Render(ctx, w)
}

func (p OrganisationList) next() string {
	if p.Page.Next == "" {
		return ""
	}
	return "/manage/organisations?" + url.Values{"q": {p.Find}, "cursor": {p.Page.Next}}.Encode()
}

// OrganisationForm is the form of a new or an existing organisation.
type OrganisationForm struct {
	parts.Frame
	FormOf[models.OrganisationInput]
	Organisation models.Organisation
	Entities     []models.Entity
	Seen         int
}

// Render writes the page.
func (p OrganisationForm) Render(ctx context.Context, w io.Writer) error {
	return organisationForm(p).Render(ctx, w)
}

func (p OrganisationForm) action() string {
	if p.Organisation.ID == "" {
		return "/manage/organisations"
	}
	return "/manage/organisations/" + p.Organisation.ID
}
