package handlers

import (
	"context"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
	"consultations/views/print"
	"consultations/views/wire"
)

// printTime is how long setting one document may take: the first one after a
// start waits for the typesetter itself.
const printTime = 90 * time.Second

// edition finds the edition that an address names: by its number, or the
// newest one.
func (h *Handlers) edition(c *fiber.Ctx) (models.PublicEdition, error) {
	number := 0
	if s := c.Params("number"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || strconv.Itoa(n) != s {
			return models.PublicEdition{}, fiber.ErrNotFound
		}
		number = n
	}
	return h.store.PublicEdition(c.UserContext(), actor(c), param(c, "series"), param(c, "seminar"), number)
}

func (h *Handlers) showSummary(c *fiber.Ctx) (parts.Page, error) {
	e, err := h.edition(c)
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	f := h.public(c, l.Text(e.Title).Text)
	f.Description, f.Feed = l.Text(e.Intro).Text, "/feed.atom"
	f.Crumbs = append(crumbs(e.SeriesSlug, l.Text(e.SeriesTitle).Text),
		parts.NavLink{Href: models.SeminarPath(e.SeriesSlug, e.SeminarSlug), Label: l.Text(e.Place).Text})
	return views.EditionShow{Frame: f, Edition: e, PDF: h.PDF != nil}.WithMeta(), nil
}

func (h *Handlers) summaryJSON(c *fiber.Ctx) ([]byte, error) {
	e, err := h.edition(c)
	if err != nil || e.WithdrawnAt != nil {
		return nil, gone(err)
	}
	return wire.EditionJSON(h.BaseURL, e)
}

func (h *Handlers) summaryBibTeX(c *fiber.Ctx) ([]byte, error) {
	e, err := h.edition(c)
	if err != nil {
		return nil, err
	}
	return wire.BibTeX(localeOf(c), h.BaseURL, e), nil
}

func (h *Handlers) summaryRIS(c *fiber.Ctx) ([]byte, error) {
	e, err := h.edition(c)
	if err != nil {
		return nil, err
	}
	return wire.RIS(localeOf(c), h.BaseURL, e), nil
}

// summaryPDF sets an edition as a printed document. The bytes are kept like
// those of a page: an edition never changes, and setting one costs far more
// than sending it.
func (h *Handlers) summaryPDF(c *fiber.Ctx) ([]byte, error) {
	e, err := h.edition(c)
	if err != nil || e.WithdrawnAt != nil {
		return nil, gone(err)
	}
	if h.PDF == nil {
		return nil, fiber.ErrNotFound
	}
	doc, err := print.EditionPrint(localeOf(c), h.BaseURL, e)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), printTime)
	defer cancel()
	return h.PDF.Print(ctx, doc)
}

// gone is the answer for the text of a withdrawn edition.
func gone(err error) error {
	if err != nil {
		return err
	}
	return fiber.ErrNotFound
}
