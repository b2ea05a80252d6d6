package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
	"consultations/views/wire"
)

// feedLength is how many editions the feed lists.
const feedLength = 50

func (h *Handlers) feed(c *fiber.Ctx) ([]byte, error) {
	editions, err := h.store.LatestEditions(c.UserContext(), actor(c), "", "", feedLength)
	if err != nil {
		return nil, err
	}
	return wire.Feed(localeOf(c), h.BaseURL, editions.Items)
}

func (h *Handlers) sitemap(c *fiber.Ctx) ([]byte, error) {
	series, err := h.store.AllPublicSeries(c.UserContext(), actor(c))
	if err != nil {
		return nil, err
	}
	seminars, err := h.store.PublicSeminars(c.UserContext(), actor(c), "")
	if err != nil {
		return nil, err
	}
	return wire.Sitemap(h.BaseURL, series, seminars)
}

func (h *Handlers) calendarOfAll(c *fiber.Ctx) ([]byte, error) {
	seminars, err := h.store.PublicSeminars(c.UserContext(), actor(c), "")
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	return wire.SeminarCalendar(l, h.BaseURL, l.T("site.name"), seminars), nil
}

func (h *Handlers) calendarOfSeries(c *fiber.Ctx) ([]byte, error) {
	series, err := h.store.PublicSeries(c.UserContext(), actor(c), param(c, "series"))
	if err != nil {
		return nil, err
	}
	seminars, err := h.store.PublicSeminars(c.UserContext(), actor(c), series.ID)
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	return wire.SeminarCalendar(l, h.BaseURL, l.Text(series.Title).Text, seminars), nil
}

func (h *Handlers) calendarOfSeminar(c *fiber.Ctx) ([]byte, error) {
	seminar, err := h.store.PublicSeminar(c.UserContext(), actor(c), param(c, "series"), param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	name := l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text
	return wire.SeminarCalendar(l, h.BaseURL, name, []models.PublicSeminar{seminar.PublicSeminar}), nil
}

// longestQuery bounds what one search may ask for.
const longestQuery = 200

func (h *Handlers) showSearch(c *fiber.Ctx) (parts.Page, error) {
	l := localeOf(c)
	page := views.SearchShow{Frame: h.public(c, l.T("nav.search")), Query: strings.TrimSpace(strings.Clone(c.Query("q")))}
	if len([]rune(page.Query)) > longestQuery {
		page.Query = string([]rune(page.Query)[:longestQuery])
	}
	if page.Query == "" {
		return page, nil
	}
	found, err := h.store.Search(c.UserContext(), actor(c), page.Query, strings.Clone(c.Query("cursor")))
	page.Found = found
	return page, err
}
