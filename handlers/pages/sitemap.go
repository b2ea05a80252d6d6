package pages

import (
	"regexp"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/views/wire"
)

// SitemapRoutes serve what search engines ask for.
func (h *Handlers) SitemapRoutes() []web.Route {
	return []web.Route{
		web.Get("/robots.txt", web.Technical, h.robots),
		web.Get("/sitemap.xml", web.Public, h.PublicBytes("application/xml; charset=utf-8", h.sitemapIndex)),
		web.Get("/sitemap/:part", web.Public, h.PublicBytes("application/xml; charset=utf-8", h.sitemapPart)),
	}
}

func (h *Handlers) robots(c *fiber.Ctx) error {
	return c.SendString("User-agent: *\nDisallow: /manage\nDisallow: /registrations\nDisallow: /invitations\nDisallow: /sign-in\nDisallow: /account\nSitemap: " + h.BaseURL + "/sitemap.xml\n")
}

func (h *Handlers) sitemapIndex(c *fiber.Ctx) ([]byte, error) {
	parts, err := h.Store.SitemapParts(c.UserContext(), web.Actor(c))
	if err != nil {
		return nil, err
	}
	return wire.SitemapIndex(h.BaseURL, parts)
}

var partName = regexp.MustCompile(`^(series|seminars)-([1-9][0-9]{0,4})\.xml$`)

func (h *Handlers) sitemapPart(c *fiber.Ctx) ([]byte, error) {
	name := partName.FindStringSubmatch(web.Param(c, "part"))
	if name == nil {
		return nil, fiber.ErrNotFound
	}
	part, err := strconv.Atoi(name[2])
	if err != nil {
		return nil, err
	}
	if name[1] == "series" {
		series, err := h.Store.SitemapSeries(c.UserContext(), web.Actor(c), part)
		if err == nil && len(series) == 0 && part > 1 {
			err = fiber.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		return wire.SitemapSeries(h.BaseURL, part == 1, series)
	}
	seminars, err := h.Store.SitemapSeminars(c.UserContext(), web.Actor(c), part)
	if err == nil && len(seminars) == 0 {
		err = fiber.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return wire.SitemapSeminars(h.BaseURL, seminars)
}
