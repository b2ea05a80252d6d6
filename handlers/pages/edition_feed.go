package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/views/wire"
)

// FeedRoutes serve the feed of what was published and withdrawn.
func (h *Handlers) FeedRoutes() []web.Route {
	return []web.Route{
		web.Get("/feed.atom", web.Public, h.PublicBytes("application/atom+xml; charset=utf-8", h.feed)),
	}
}

// feedLength is how many editions the feed lists.
const feedLength = 50

func (h *Handlers) feed(c *fiber.Ctx) ([]byte, error) {
	editions, err := h.Store.EditionNews(c.UserContext(), web.Actor(c), feedLength)
	if err != nil {
		return nil, err
	}
	id, err := h.Store.FeedID(c.UserContext(), web.Actor(c))
	if err != nil {
		return nil, err
	}
	return wire.Feed(web.Locale(c), h.BaseURL, id, editions)
}
