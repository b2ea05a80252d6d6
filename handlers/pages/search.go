package pages

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/views"
	"consultations/views/parts"
)

// SearchRoutes serve the search page.
func (h *Handlers) SearchRoutes() []web.Route {
	return []web.Route{
		web.Get("/search", web.Public, h.PublicPage(h.showSearch)),
	}
}

// longestQuery limits the length of a query.
const longestQuery = 200

func (h *Handlers) showSearch(c *fiber.Ctx) (parts.Page, error) {
	l := web.Locale(c)
	page := views.SearchShow{Query: strings.TrimSpace(web.Query(c, "q"))}
	if len([]rune(page.Query)) > longestQuery {
		page.Query = string([]rune(page.Query)[:longestQuery])
	}
	page.Frame = h.PublicFrame(c, l.T("nav.search"), page.Query)
	page.Description = l.T("search.hint")
	if page.Query == "" {
		return page, nil
	}
	found, err := h.Store.Search(c.UserContext(), web.Actor(c), page.Query, web.Query(c, "cursor"))
	page.Found, page.Whole = found, found.Next == "" && web.Query(c, "cursor") == ""
	return page, err
}
