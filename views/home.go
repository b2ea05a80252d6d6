// Package views turns typed pages into HTML. It knows nothing of HTTP and
// nothing of the database: a page holds what it shows, ready in the reader's
// language.
package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/parts"
)

// HomeShow is the home page: upcoming seminars, recent publications, and the
// series.
type HomeShow struct {
	parts.Frame
	Home      models.Home
	Published []models.EditionRow
}

// Render writes the page.
func (p HomeShow) Render(ctx context.Context, w io.Writer) error { return homeShow(p).Render(ctx, w) }

// stateTone is the tone of a seminar's status.
func stateTone(s models.SeminarStatus) parts.Tone {
	switch s {
	case models.SeminarAnnounced:
		return parts.Active
	case models.SeminarCancelled:
		return parts.Bad
	case models.SeminarPostponed:
		return parts.Caution
	}
	return parts.Neutral
}
