package views

import (
	"context"
	"io"

	"consultations/models"
)

// ManageThemePath is the address at which a theme is renamed or translated.
func ManageThemePath(series, theme string) string {
	return ManageSeriesPath(series) + "/themes/" + theme
}

// ThemeForm is the form for the name of a theme.
type ThemeForm struct {
	Frame
	SeriesID string
	ThemeID  string
	Seen     int
	Name     models.Text // as it stands
	Form     models.ThemeInput
	Problems models.Problems
}

// Render writes the page.
func (p ThemeForm) Render(ctx context.Context, w io.Writer) error { return themeForm(p).Render(ctx, w) }

func (p ThemeForm) action() string { return ManageThemePath(p.SeriesID, p.ThemeID) }
