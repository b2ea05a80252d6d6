package pages

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
	"consultations/views/wire"
)

// PublicEditionRoutes serve the publications of a seminar in all formats.
func (h *Handlers) PublicEditionRoutes() []web.Route {
	return []web.Route{
		web.Get("/series/:series/:seminar/summary.pdf", web.Public, h.PublicBytes("application/pdf", h.summaryPDF)),
		web.Get("/series/:series/:seminar/summary.json", web.Public, h.PublicBytes("application/json; charset=utf-8", h.summaryJSON)),
		web.Get("/series/:series/:seminar/summary.bib", web.Public, h.PublicBytes("application/x-bibtex; charset=utf-8", h.summaryBibTeX)),
		web.Get("/series/:series/:seminar/summary.ris", web.Public, h.PublicBytes("application/x-research-info-systems; charset=utf-8", h.summaryRIS)),
		web.Get("/series/:series/:seminar/summary", web.Public, h.PublicPage(h.showSummary)),
		web.Get("/series/:series/:seminar/summary/:kind.pdf", web.Public, h.PublicBytes("application/pdf", h.summaryPDF)),
		web.Get("/series/:series/:seminar/summary/:kind.json", web.Public, h.PublicBytes("application/json; charset=utf-8", h.summaryJSON)),
		web.Get("/series/:series/:seminar/summary/:kind.bib", web.Public, h.PublicBytes("application/x-bibtex; charset=utf-8", h.summaryBibTeX)),
		web.Get("/series/:series/:seminar/summary/:kind.ris", web.Public, h.PublicBytes("application/x-research-info-systems; charset=utf-8", h.summaryRIS)),
		web.Get("/series/:series/:seminar/summary/:kind", web.Public, h.PublicPage(h.showSummary)),
		web.Get("/series/:series/:seminar/summary/editions/:number.pdf", web.Public, h.PublicBytes("application/pdf", h.summaryPDF)),
		web.Get("/series/:series/:seminar/summary/editions/:number.json", web.Public, h.PublicBytes("application/json; charset=utf-8", h.summaryJSON)),
		web.Get("/series/:series/:seminar/summary/editions/:number.bib", web.Public, h.PublicBytes("application/x-bibtex; charset=utf-8", h.summaryBibTeX)),
		web.Get("/series/:series/:seminar/summary/editions/:number.ris", web.Public, h.PublicBytes("application/x-research-info-systems; charset=utf-8", h.summaryRIS)),
		web.Get("/series/:series/:seminar/summary/editions/:number", web.Public, h.PublicPage(h.showSummary)),
	}
}

// edition finds the edition that an address names: by its number, or the newest
// one of a text. The first text has one address only; that of its kind leads
// there.
func (h *Handlers) edition(c *fiber.Ctx) (models.PublicEdition, error) {
	series, seminar := web.Param(c, "series"), web.Param(c, "seminar")
	if s := c.Params("number"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || strconv.Itoa(n) != s {
			return models.PublicEdition{}, fiber.ErrNotFound
		}
		return h.Store.PublicEdition(c.UserContext(), web.Actor(c), series, seminar, n)
	}
	name := c.Params("kind")
	kind, ok := models.SummaryKindInAddress(name)
	if name != "" && !ok {
		return models.PublicEdition{}, fiber.ErrNotFound
	}
	e, err := h.Store.PublicText(c.UserContext(), web.Actor(c), series, seminar, kind)
	if err == nil && name != "" && e.First {
		_, format, _ := strings.Cut(c.Route().Path, ":kind")
		err = web.Moved{To: e.TextPath() + format}
	}
	return e, err
}

func (h *Handlers) showSummary(c *fiber.Ctx) (parts.Page, error) {
	e, err := h.edition(c)
	if err != nil {
		return nil, err
	}
	return h.summaryPage(c, e), nil
}

func (h *Handlers) summaryPage(c *fiber.Ctx, e models.PublicEdition) parts.Page {
	l := web.Locale(c)
	seminar := l.TitleOrPlace(e.SeminarTitle, e.SeminarLabel, e.Place)
	f := h.PublicFrame(c, l.Text(e.Title).Text, l.T("document.number", "number", e.Number), seminar.Text)
	f.Description, f.Feed = l.Text(e.Intro).Text, "/feed.atom"
	f.Crumbs = append(crumbs(e.SeriesSlug, l.Text(e.SeriesTitle)),
		parts.Crumb{Href: models.SeminarPath(e.SeriesSlug, e.SeminarSlug), Label: seminar})
	return views.EditionShow{Frame: f, Edition: e, PDF: h.pdf != nil}.WithMeta()
}

// file finds the edition of which a file is asked for. The files of a withdrawn
// edition are gone; its page, which says why, answers instead.
func (h *Handlers) file(c *fiber.Ctx) (models.PublicEdition, error) {
	e, err := h.edition(c)
	if err == nil && e.WithdrawnAt != nil {
		err = web.Gone{Page: h.summaryPage(c, e)}
	}
	return e, err
}

func (h *Handlers) summaryJSON(c *fiber.Ctx) ([]byte, error) {
	e, err := h.file(c)
	if err != nil {
		return nil, err
	}
	return wire.EditionJSON(h.BaseURL, e)
}

func (h *Handlers) summaryBibTeX(c *fiber.Ctx) ([]byte, error) {
	e, err := h.file(c)
	if err != nil {
		return nil, err
	}
	return wire.BibTeX(web.Locale(c), h.BaseURL, e), nil
}

func (h *Handlers) summaryRIS(c *fiber.Ctx) ([]byte, error) {
	e, err := h.file(c)
	if err != nil {
		return nil, err
	}
	return wire.RIS(web.Locale(c), h.BaseURL, e), nil
}

// summaryPDF sends an edition as a printed document, which a background job has
// made.
func (h *Handlers) summaryPDF(c *fiber.Ctx) ([]byte, error) {
	e, err := h.file(c)
	if err != nil {
		return nil, err
	}
	if h.pdf == nil {
		return nil, fiber.ErrNotFound
	}
	r, err := h.pdf.EditionRendering(c.UserContext(), web.Actor(c), e.ID, web.Locale(c).Code())
	if err != nil {
		return nil, err
	}
	return r.File()
}
