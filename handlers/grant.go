package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// newGrant asks in steps, each an address of its own: the role, the seminar
// if the role needs one, the rest.
func (h *Handlers) newGrant(c *fiber.Ctx) error {
	in := models.GrantInput{Role: models.Role(c.Query("role")), SeriesID: c.Query("series"), SeminarID: c.Query("seminar")}
	for _, known := range models.Roles {
		if in.Role == known {
			return h.showGrant(c, fiber.StatusOK, in, nil)
		}
	}
	in.Role = ""
	return h.showGrant(c, fiber.StatusOK, in, nil)
}

func (h *Handlers) showGrant(c *fiber.Ctx, status int, in models.GrantInput, problems models.Problems) error {
	choices, err := h.store.GrantChoices(c.UserContext(), actor(c), in.SeminarID)
	if err != nil {
		return err
	}
	of, err := h.store.Account(c.UserContext(), actor(c), param(c, "account"))
	if err != nil {
		return err
	}
	f := h.working(c, "grant.add")
	f.Crumbs = append(accountCrumbs(f.L), parts.NavLink{Href: models.AccountPath(of.ID), Label: of.Name})
	return h.show(c, status, views.GrantNew{Frame: f, AccountID: of.ID, Name: of.Name, Form: in, Choices: choices, Problems: problems})
}

func (h *Handlers) addGrant(c *fiber.Ctx) error {
	var in models.GrantInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "account")
	_, err := h.store.AddGrant(c.UserContext(), actor(c), id, in)
	if problems := models.ProblemsOf(err); problems != nil {
		return h.showGrant(c, fiber.StatusUnprocessableEntity, in, problems)
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, models.AccountPath(id), "flash.role_added")
}

func (h *Handlers) removeGrant(c *fiber.Ctx) error {
	id := param(c, "account")
	if err := h.store.RemoveGrant(c.UserContext(), actor(c), id, param(c, "grant")); err != nil {
		return err
	}
	return h.seeOther(c, models.AccountPath(id), "flash.role_removed")
}
