package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// GrantRoutes serve the roles of an account.
func (h *Handlers) GrantRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/accounts/:account/grants/new", web.Working, h.newGrant),
		web.PostForm("/manage/accounts/:account/grants", web.Working, web.Form{Do: h.addGrant, Again: h.addGrantAgain}),
		web.Post("/manage/accounts/:account/grants/:grant/removal", web.Working, h.removeGrant),
		web.Post("/manage/accounts/:account/grants/:grant/restoration", web.Working, h.restoreGrant),
	}
}

// newGrant asks in steps, each with an address of its own: the role, the
// seminar if the role needs one, then the rest.
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
	choices, err := h.Store.GrantChoices(c.UserContext(), web.Actor(c), in.SeminarID)
	if err != nil {
		return err
	}
	of, err := h.Store.Account(c.UserContext(), web.Actor(c), web.Param(c, "account"))
	if err != nil {
		return err
	}
	f := h.WorkingFrame(c, "grant.add", of.Name)
	f.Crumbs = append(accountCrumbs(f.L), parts.Crumb{Href: models.AccountPath(of.ID), Label: locale.Fragment{Text: of.Name, Dir: "auto"}})
	return h.Show(c, status, views.GrantNew{Frame: f, AccountID: of.ID, Name: of.Name, Form: in, Choices: choices, Problems: problems})
}

func (h *Handlers) addGrant(c *fiber.Ctx) error {
	var in models.GrantInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "account")
	_, err := h.Store.AddGrant(c.UserContext(), web.Actor(c), id, in)
	if problems := models.ProblemsOf(err); problems != nil {
		return h.showGrant(c, fiber.StatusUnprocessableEntity, in, problems)
	}
	if err != nil {
		return err
	}
	return h.SeeOther(c, models.AccountPath(id), "flash.role_added")
}

// addGrantAgain shows the last step as it was sent with an old token.
func (h *Handlers) addGrantAgain(c *fiber.Ctx) error {
	var in models.GrantInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	return h.showGrant(c, fiber.StatusForbidden, in, models.Problems{"csrf": {Code: web.NotSaved(c)}})
}

func (h *Handlers) removeGrant(c *fiber.Ctx) error {
	var in models.ReasonInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "account")
	if err := h.Store.RemoveGrant(c.UserContext(), web.Actor(c), id, web.Param(c, "grant"), in); err != nil {
		return err
	}
	if id == web.Actor(c).AccountID { // who gave up their own administration no longer opens the page
		by, err := h.Store.ActorOf(c.UserContext(), models.Public, web.Actor(c).SignInID)
		if err != nil {
			return err
		}
		if !models.MayKeepAccounts(by) {
			return h.SeeOther(c, "/account", "flash.own_role_removed")
		}
	}
	return h.SeeOther(c, models.AccountPath(id), "flash.role_removed")
}

func (h *Handlers) restoreGrant(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.RestoreGrant(c.UserContext(), web.Actor(c), id, web.Param(c, "grant")); err != nil {
		return err
	}
	return h.SeeOther(c, models.AccountPath(id), "flash.role_restored")
}
