package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/views/wire"
)

// SitemapRoutes serve what search engines ask for.
func (h *Handlers) SitemapRoutes() []web.Route {
	return []web.Route{
		web.Get("/robots.txt", web.Technical, h.robots),
		web.Get("/sitemap.xml", web.Public, h.PublicBytes("application/xml; charset=utf-8", h.sitemap)),
	}
}

func (h *Handlers) robots(c *fiber.Ctx) error {
	return c.SendString("User-agent: *\nDisallow: /manage\nDisallow: /registrations\nDisallow: /invitations\nDisallow: /sign-in\nDisallow: /account\nSitemap: " + h.BaseURL + "/sitemap.xml\n")
}

func (h *Handlers) sitemap(c *fiber.Ctx) ([]byte, error) {
	series, err := h.Store.AllPublicSeries(c.UserContext(), web.Actor(c))
	if err != nil {
		return nil, err
	}
	seminars, err := h.Store.PublicSeminars(c.UserContext(), web.Actor(c), "")
	if err != nil {
		return nil, err
	}
	return wire.Sitemap(h.BaseURL, series, seminars)
}
