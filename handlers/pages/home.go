package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/views"
	"consultations/views/parts"
)

// HomeRoutes serve the home page of the site and that of the working area.
func (h *Handlers) HomeRoutes() []web.Route {
	return []web.Route{
		web.Get("/", web.Public, h.PublicPage(h.showHome)),
		web.Get("/manage", web.Working, show(h, h.manageHome)),
	}
}

func (h *Handlers) showHome(c *fiber.Ctx) (parts.Page, error) {
	home, err := h.Store.Home(c.UserContext(), web.Actor(c))
	if err != nil {
		return nil, err
	}
	page := views.HomeShow{Home: home, PDF: h.pdf != nil}
	f := h.PublicFrame(c, web.Locale(c).T("site.name"))
	f.Description, f.Feed = f.L.T("public.home_lead"), "/feed.atom"
	page.Frame = f
	return page, nil
}

func (h *Handlers) manageHome(c *fiber.Ctx) (views.ManageHome, error) {
	home, err := h.Store.WorkingHome(c.UserContext(), web.Actor(c))
	if err != nil {
		return views.ManageHome{}, err
	}
	return views.ManageHome{Frame: h.WorkingFrame(c, "nav.working_area"), Home: home}, nil
}
