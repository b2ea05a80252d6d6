package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// OwnAccountRoutes serve the reader's own account.
func (h *Handlers) OwnAccountRoutes() []web.Route {
	return []web.Route{
		web.Get("/account", web.SignedIn, h.showOwnAccount),
		web.Post("/account", web.SignedIn, h.saveProfile),
		web.Post("/account/password", web.SignedIn, h.setPassword),
		web.Post("/account/sign-ins/removal", web.SignedIn, h.endOtherSignIns),
	}
}

// ownAccount gathers the page of the reader's own account.
func (h *Handlers) ownAccount(c *fiber.Ctx) (views.AccountOwn, error) {
	by := web.Actor(c)
	of, err := h.Store.Account(c.UserContext(), by, by.AccountID)
	if err != nil {
		return views.AccountOwn{}, err
	}
	needs, err := h.Store.NeedsCurrentPassword(c.UserContext(), by)
	if err != nil {
		return views.AccountOwn{}, err
	}
	f := h.PersonalFrame(c, "account.title")
	f.Account = by.Name
	if by.Works() {
		f = h.WorkingFrame(c, "account.title")
	}
	return views.AccountOwn{Frame: f, Of: of, SignInID: by.SignInID, NeedsCurrent: needs,
		Form: models.ProfileInput{Name: of.Name, Language: of.Language}}, nil
}

func (h *Handlers) showOwnAccount(c *fiber.Ctx) error {
	page, err := h.ownAccount(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) saveProfile(c *fiber.Ctx) error {
	var in struct {
		models.ProfileInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	err := h.Store.EditProfile(c.UserContext(), web.Actor(c), in.Seen, in.ProfileInput)
	if err != nil {
		return again(h, c, err, h.ownAccount, func(p *views.AccountOwn, wrong models.Problems) { p.Form, p.Problems = in.ProfileInput, wrong })
	}
	return h.SeeOther(c, "/account", "flash.saved")
}

// setPassword counts tries like a sign-in: the present password is asked.
func (h *Handlers) setPassword(c *fiber.Ctx) error {
	var in models.PasswordInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if err := h.Limit(c, models.SignInsPerAccount, web.Actor(c).AccountID); err != nil {
		return err
	}
	err := h.Store.SetPassword(c.UserContext(), web.Actor(c), in)
	if err != nil {
		return again(h, c, err, h.ownAccount, func(p *views.AccountOwn, wrong models.Problems) { p.PasswordProblems = wrong })
	}
	return h.SeeOther(c, "/account", "flash.password_set")
}

func (h *Handlers) endOtherSignIns(c *fiber.Ctx) error {
	if err := h.Store.EndOtherSignIns(c.UserContext(), web.Actor(c)); err != nil {
		return err
	}
	return h.SeeOther(c, "/account", "flash.sign_ins_ended")
}
