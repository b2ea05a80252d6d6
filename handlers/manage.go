package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
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
	return locale(c).Code()
}

// again reports whether a save is answered with its form: something must be
// corrected, or somebody else saved first. status is what HTTP calls it.
func again(err error) (problems models.Problems, conflict bool, status int) {
	if problems := models.ProblemsOf(err); problems != nil {
		return problems, false, fiber.StatusUnprocessableEntity
	}
	if models.CodeOf(err) == "page.changed_meanwhile" {
		return nil, true, fiber.StatusConflict
	}
	return nil, false, 0
}
