package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

func (h *Handlers) accountRoutes() []Route {
	return []Route{
		{"GET", "/account", SignedIn, h.showOwnAccount},
		{"POST", "/account", SignedIn, h.saveProfile},
		{"POST", "/account/password", SignedIn, h.setPassword},
		{"POST", "/account/sign-ins/removal", SignedIn, h.endOtherSignIns},
		{"GET", "/manage/accounts", Working, h.listAccounts},
		{"POST", "/manage/accounts", Working, h.createAccount},
		{"GET", "/manage/accounts/new", Working, h.newAccount},
		{"GET", "/manage/accounts/:account", Working, h.showAccount},
		{"POST", "/manage/accounts/:account", Working, h.editAccount},
		{"POST", "/manage/accounts/:account/links", Working, h.mailLink},
		{"POST", "/manage/accounts/:account/suspension", Working, h.disableAccount},
		{"POST", "/manage/accounts/:account/suspension/removal", Working, h.enableAccount},
		{"GET", "/manage/accounts/:account/grants/new", Working, h.newGrant},
		{"POST", "/manage/accounts/:account/grants", Working, h.addGrant},
		{"POST", "/manage/accounts/:account/grants/:grant/removal", Working, h.removeGrant},
	}
}

// ownAccount gathers the page of the reader's own account.
func (h *Handlers) ownAccount(c *fiber.Ctx) (views.AccountOwn, error) {
	by := actor(c)
	of, err := h.store.Account(c.UserContext(), by, by.AccountID)
	if err != nil {
		return views.AccountOwn{}, err
	}
	needs, err := h.store.NeedsCurrentPassword(c.UserContext(), by)
	if err != nil {
		return views.AccountOwn{}, err
	}
	f := h.personal(c, "account.title")
	f.Account = by.Name
	if by.Works() {
		f = h.working(c, "account.title")
	}
	return views.AccountOwn{Frame: f, Of: of, SignInID: by.SignInID, NeedsCurrent: needs,
		Form: models.ProfileInput{Name: of.Name, Language: of.Language}}, nil
}

func (h *Handlers) showOwnAccount(c *fiber.Ctx) error {
	page, err := h.ownAccount(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) saveProfile(c *fiber.Ctx) error {
	var in struct {
		models.ProfileInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	err := h.store.EditProfile(c.UserContext(), actor(c), in.Seen, in.ProfileInput)
	if err != nil {
		return again(h, c, err, h.ownAccount, func(p *views.AccountOwn, wrong models.Problems) { p.Form, p.Problems = in.ProfileInput, wrong })
	}
	return h.seeOther(c, "/account", "flash.saved")
}

// setPassword counts tries like a sign-in: the present password is asked.
func (h *Handlers) setPassword(c *fiber.Ctx) error {
	var in models.PasswordInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.limit(c, models.SignInsPerAccount, actor(c).AccountID); err != nil {
		return err
	}
	err := h.store.SetPassword(c.UserContext(), actor(c), in)
	if err != nil {
		return again(h, c, err, h.ownAccount, func(p *views.AccountOwn, wrong models.Problems) { p.PasswordProblems = wrong })
	}
	return h.seeOther(c, "/account", "flash.password_set")
}

func (h *Handlers) endOtherSignIns(c *fiber.Ctx) error {
	if err := h.store.EndOtherSignIns(c.UserContext(), actor(c)); err != nil {
		return err
	}
	return h.seeOther(c, "/account", "flash.sign_ins_ended")
}

func (h *Handlers) listAccounts(c *fiber.Ctx) error {
	find, cursor := strings.Clone(c.Query("q")), strings.Clone(c.Query("cursor"))
	accounts, err := h.store.Accounts(c.UserContext(), actor(c), find, cursor, 0)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.AccountList{Frame: h.working(c, "account.list"), Accounts: accounts, Find: find, Cursor: cursor})
}

func (h *Handlers) newAccount(c *fiber.Ctx) error {
	page, err := h.accountForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) accountForm(c *fiber.Ctx) (views.AccountNew, error) {
	if !models.MayKeepAccounts(actor(c)) {
		return views.AccountNew{}, models.Missing()
	}
	f := h.working(c, "account.new")
	f.Crumbs = accountCrumbs(f.L)
	return views.AccountNew{Frame: f, Form: models.AccountInput{Language: f.L.Code()}}, nil
}

func (h *Handlers) createAccount(c *fiber.Ctx) error {
	var in models.AccountInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	a, err := h.store.CreateAccount(c.UserContext(), actor(c), in)
	if err != nil {
		return again(h, c, err, h.accountForm, func(p *views.AccountNew, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.AccountPath(a.ID), "flash.account_created")
}

// accountPage gathers the page of an account for who keeps accounts.
func (h *Handlers) accountPage(c *fiber.Ctx) (views.AccountShow, error) {
	if !models.MayKeepAccounts(actor(c)) {
		return views.AccountShow{}, models.Missing() // their own is at /account
	}
	of, err := h.store.Account(c.UserContext(), actor(c), param(c, "account"))
	if err != nil {
		return views.AccountShow{}, err
	}
	f := h.working(c, "account.list")
	f.Title, f.Crumbs = of.Name, accountCrumbs(f.L)
	return views.AccountShow{Frame: f, Of: of, Form: models.AccountInput{Email: of.Email, Name: of.Name, Language: of.Language}}, nil
}

func (h *Handlers) showAccount(c *fiber.Ctx) error {
	page, err := h.accountPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editAccount(c *fiber.Ctx) error {
	var in struct {
		models.AccountInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "account")
	err := h.store.EditAccount(c.UserContext(), actor(c), id, in.Seen, in.AccountInput)
	if err != nil {
		return again(h, c, err, h.accountPage, func(p *views.AccountShow, wrong models.Problems) { p.Form, p.Problems = in.AccountInput, wrong })
	}
	return h.seeOther(c, models.AccountPath(id), "flash.saved")
}

func (h *Handlers) mailLink(c *fiber.Ctx) error {
	id := param(c, "account")
	if err := h.store.SendSignInLink(c.UserContext(), actor(c), id); err != nil {
		return err
	}
	return h.seeOther(c, models.AccountPath(id), "flash.link_sent")
}

func (h *Handlers) disableAccount(c *fiber.Ctx) error {
	id := param(c, "account")
	if err := h.store.DisableAccount(c.UserContext(), actor(c), id); err != nil {
		return err
	}
	return h.seeOther(c, models.AccountPath(id), "flash.account_disabled")
}

func (h *Handlers) enableAccount(c *fiber.Ctx) error {
	id := param(c, "account")
	if err := h.store.EnableAccount(c.UserContext(), actor(c), id); err != nil {
		return err
	}
	return h.seeOther(c, models.AccountPath(id), "flash.account_enabled")
}

func accountCrumbs(l *locale.Locale) []parts.NavLink {
	return []parts.NavLink{{Href: "/manage/accounts", Label: l.T("account.list")}}
}
