package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// ThemeForm is the form for the name of a theme.
type ThemeForm struct {
	parts.Frame
	FormOf[models.ThemeInput]
	SeriesID string
	ThemeID  string
	Seen     int
	Name     models.Text // current values
}

// Render writes the page.
func (p ThemeForm) Render(ctx context.Context, w io.Writer) error { return themeForm(p).Render(ctx, w) }

func (p ThemeForm) action() string { return models.ManageThemePath(p.SeriesID, p.ThemeID) }

func (p ThemeForm) heading() parts.Heading {
	h := formHead(p.Frame, true, p.action(), p.Form.Language)
	h.Lead = locale.Plain(p.L, p.L.T("theme.kept"))
	return h
}
