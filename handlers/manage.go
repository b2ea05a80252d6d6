package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) manageRoutes() []Route {
	return []Route{{"GET", "/manage", Working, h.showManage}}
}

func (h *Handlers) showManage(c *fiber.Ctx) error {
	home, err := h.store.WorkingHome(c.UserContext(), actor(c))
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.ManageHome{Frame: h.working(c, "nav.working_area"), Home: home})
}

// formLanguage is the language in which a form writes: asked for in the address,
// else that of the original, else the reader's.
func formLanguage(c *fiber.Ctx, t models.Text) string {
	if in := strings.Clone(c.Query("in")); models.IsLanguage(in) {
		return in
	}
	if t.Original != "" {
		return t.Original
	}
	return localeOf(c).Code()
}

// again answers a save that was refused. What its sender can mend brings the
// form back, filled in with what was sent: fields to correct, or that somebody
// else saved first. Any other refusal is passed on.
func again[P parts.Page](h *Handlers, c *fiber.Ctx, err error, form func(*fiber.Ctx) (P, error), fill func(*P, models.Problems)) error {
	problems, status := models.ProblemsOf(err), fiber.StatusUnprocessableEntity
	if models.CodeOf(err) == "page.changed_meanwhile" {
		problems, status = models.Problems{"seen": {Code: "form.changed_meanwhile"}}, fiber.StatusConflict
	}
	if problems == nil {
		return err
	}
	page, err := form(c)
	if err != nil {
		return err
	}
	fill(&page, problems)
	return h.show(c, status, page)
}
