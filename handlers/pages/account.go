package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// AccountRoutes serve the accounts that administrators keep.
func (h *Handlers) AccountRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/accounts", web.Working, h.listAccounts),
		web.Post("/manage/accounts", web.Working, h.createAccount),
		web.Get("/manage/accounts/new", web.Working, h.newAccount),
		web.Get("/manage/accounts/:account", web.Working, h.showAccount),
		web.Post("/manage/accounts/:account", web.Working, h.editAccount),
		web.Post("/manage/accounts/:account/links", web.Working, h.mailLink),
		web.Post("/manage/accounts/:account/suspension", web.Working, h.disableAccount),
		web.Post("/manage/accounts/:account/suspension/removal", web.Working, h.enableAccount),
	}
}

func (h *Handlers) listAccounts(c *fiber.Ctx) error {
	find, cursor := web.Query(c, "q"), web.Query(c, "cursor")
	accounts, err := h.Store.Accounts(c.UserContext(), web.Actor(c), find, cursor, 0)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, views.AccountList{Frame: h.WorkingFrame(c, "account.list"), Accounts: accounts, Find: find, Cursor: cursor})
}

func (h *Handlers) newAccount(c *fiber.Ctx) error {
	page, err := h.accountForm(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) accountForm(c *fiber.Ctx) (views.AccountNew, error) {
	if !models.MayKeepAccounts(web.Actor(c)) {
		return views.AccountNew{}, models.Missing()
	}
	f := h.WorkingFrame(c, "account.new")
	f.Crumbs = accountCrumbs(f.L)
	return views.AccountNew{Frame: f, Form: models.AccountInput{Language: f.L.Code()}}, nil
}

func (h *Handlers) createAccount(c *fiber.Ctx) error {
	var in models.AccountInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	a, err := h.Store.CreateAccount(c.UserContext(), web.Actor(c), in)
	if err != nil {
		return again(h, c, err, h.accountForm, func(p *views.AccountNew, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.AccountPath(a.ID), "flash.account_created")
}

// accountPage gathers the page of an account for who keeps accounts.
func (h *Handlers) accountPage(c *fiber.Ctx) (views.AccountShow, error) {
	if !models.MayKeepAccounts(web.Actor(c)) {
		return views.AccountShow{}, models.Missing() // their own is at /account
	}
	of, err := h.Store.Account(c.UserContext(), web.Actor(c), web.Param(c, "account"))
	if err != nil {
		return views.AccountShow{}, err
	}
	f := h.WorkingFrame(c, "account.list")
	f.Title, f.Crumbs = of.Name, accountCrumbs(f.L)
	return views.AccountShow{Frame: f, Of: of, Form: models.AccountInput{Email: of.Email, Name: of.Name, Language: of.Language}}, nil
}

func (h *Handlers) showAccount(c *fiber.Ctx) error {
	page, err := h.accountPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) editAccount(c *fiber.Ctx) error {
	var in struct {
		models.AccountInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "account")
	err := h.Store.EditAccount(c.UserContext(), web.Actor(c), id, in.Seen, in.AccountInput)
	if err != nil {
		return again(h, c, err, h.accountPage, func(p *views.AccountShow, wrong models.Problems) { p.Form, p.Problems = in.AccountInput, wrong })
	}
	return h.SeeOther(c, views.AccountPath(id), "flash.saved")
}

func (h *Handlers) mailLink(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.SendSignInLink(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, views.AccountPath(id), "flash.link_sent")
}

func (h *Handlers) disableAccount(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.DisableAccount(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, views.AccountPath(id), "flash.account_disabled")
}

func (h *Handlers) enableAccount(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.EnableAccount(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, views.AccountPath(id), "flash.account_enabled")
}

func accountCrumbs(l *views.Locale) []views.NavLink {
	return []views.NavLink{{Href: "/manage/accounts", Label: l.T("account.list")}}
}
