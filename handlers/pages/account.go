package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// AccountRoutes serve the accounts that administrators manage.
func (h *Handlers) AccountRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/accounts", web.Working, show(h, h.accountList)),
		web.PostForm("/manage/accounts", web.Working, save(h, h.createAccount, h.accountForm)),
		web.Get("/manage/accounts/new", web.Working, show(h, h.accountForm)),
		web.Get("/manage/accounts/:account", web.Working, show(h, h.accountPage)),
		web.PostForm("/manage/accounts/:account", web.Working, save(h, h.editAccount, h.accountPage)),
		web.Post("/manage/accounts/:account/links", web.Working, h.mailLink),
		web.Post("/manage/accounts/:account/suspension", web.Working, h.disableAccount),
		web.Post("/manage/accounts/:account/suspension/removal", web.Working, h.enableAccount),
	}
}

func (h *Handlers) accountList(c *fiber.Ctx) (views.AccountList, error) {
	find, cursor := web.Query(c, "q"), web.Query(c, "cursor")
	accounts, err := h.Store.Accounts(c.UserContext(), web.Actor(c), find, cursor, 0)
	if err != nil {
		return views.AccountList{}, err
	}
	return views.AccountList{Frame: h.WorkingFrame(c, "account.list"), Accounts: accounts, Find: find, Cursor: cursor}, nil
}

func (h *Handlers) accountForm(c *fiber.Ctx) (views.AccountNew, error) {
	if !models.MayKeepAccounts(web.Actor(c)) {
		return views.AccountNew{}, models.Missing()
	}
	f := h.WorkingFrame(c, "account.new")
	f.Crumbs = accountCrumbs(f.L)
	return views.AccountNew{Frame: f, FormOf: views.NewForm(models.AccountInput{Language: f.L.Code()})}, nil
}

func (h *Handlers) createAccount(c *fiber.Ctx, in models.AccountInput) (done, error) {
	a, err := h.Store.CreateAccount(c.UserContext(), web.Actor(c), in)
	return done{models.AccountPath(a.ID), "flash.account_created"}, err
}

// accountPage builds the account page for administrators.
func (h *Handlers) accountPage(c *fiber.Ctx) (views.AccountShow, error) {
	if !models.MayKeepAccounts(web.Actor(c)) {
		return views.AccountShow{}, models.Missing() // one's own account is at /account
	}
	of, err := h.Store.Account(c.UserContext(), web.Actor(c), web.Param(c, "account"))
	if err != nil {
		return views.AccountShow{}, err
	}
	f := h.WorkingFrame(c, "account.list")
	f.Title, f.Crumbs = of.Name, accountCrumbs(f.L)
	return views.AccountShow{Frame: f, Of: of, IsOwn: of.ID == web.Actor(c).AccountID, FormOf: views.NewForm(models.AccountInput{Email: of.Email, Name: of.Name, Language: of.Language})}, nil
}

func (h *Handlers) editAccount(c *fiber.Ctx, in models.AccountInput) (done, error) {
	id := web.Param(c, "account")
	err := h.Store.EditAccount(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.AccountPath(id), "flash.saved"}, err
}

func (h *Handlers) mailLink(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	of, err := h.Store.Account(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return err
	}
	if err := h.Store.SendSignInLink(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	flash := "flash.link_sent"
	if of.IsNew {
		flash = "flash.welcome_sent"
	}
	return h.SeeOther(c, models.AccountPath(id), flash)
}

func (h *Handlers) disableAccount(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.DisableAccount(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, models.AccountPath(id), "flash.account_disabled")
}

func (h *Handlers) enableAccount(c *fiber.Ctx) error {
	id := web.Param(c, "account")
	if err := h.Store.EnableAccount(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, models.AccountPath(id), "flash.account_enabled")
}

func accountCrumbs(l *locale.Locale) []parts.Crumb {
	return []parts.Crumb{{Href: "/manage/accounts", Label: locale.Plain(l, l.T("account.list"))}}
}
