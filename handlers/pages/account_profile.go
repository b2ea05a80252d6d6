package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// ProfileRoutes serve the reader's own account.
func (h *Handlers) ProfileRoutes() []web.Route {
	return []web.Route{
		web.Get("/account", web.SignedIn, show(h, h.profile)),
		web.PostForm("/account", web.SignedIn, save(h, h.saveProfile, h.profile)),
		web.Post("/account/password", web.SignedIn, saveWith(h, h.setPassword, h.profile, refillPassword).Do),
		web.Post("/account/address", web.SignedIn, saveWith(h, h.requestAddress, h.profile, refillAddress).Do),
		web.Get("/account/address/:token", web.Personal, show(h, h.addressShow)),
		web.Post("/account/address/:token", web.Personal, h.confirmNewAddress),
		web.Post("/account/sign-ins/removal", web.SignedIn, h.endOtherSignIns),
	}
}

// profile builds the page of the reader's own account.
func (h *Handlers) profile(c *fiber.Ctx) (views.AccountProfile, error) {
	by := web.Actor(c)
	of, err := h.Store.Account(c.UserContext(), by, by.AccountID)
	if err != nil {
		return views.AccountProfile{}, err
	}
	needs, err := h.Store.NeedsCurrentPassword(c.UserContext(), by)
	if err != nil {
		return views.AccountProfile{}, err
	}
	f := h.PersonalFrame(c, "account.title")
	f.Account = by.Name
	if by.HasRole() {
		f = h.WorkingFrame(c, "account.title")
	}
	return views.AccountProfile{Frame: f, Of: of, SignInID: by.SignInID, NeedsCurrent: needs,
		FormOf: views.NewForm(models.ProfileInput{Name: of.Name, Language: of.Language})}, nil
}

func refillPassword(p *views.AccountProfile, _ models.PasswordInput, wrong models.Problems) {
	p.PasswordProblems = wrong
}

func (h *Handlers) saveProfile(c *fiber.Ctx, in models.ProfileInput) (done, error) {
	err := h.Store.EditProfile(c.UserContext(), web.Actor(c), web.Seen(c), in)
	return done{"/account", "flash.saved"}, err
}

// setPassword counts attempts like sign-ins, because it asks for the current
// password.
func (h *Handlers) setPassword(c *fiber.Ctx, in models.PasswordInput) (done, error) {
	if err := h.Limit(c, models.SignInsPerAccount, web.Actor(c).AccountID); err != nil {
		return done{}, err
	}
	err := h.Store.SetPassword(c.UserContext(), web.Actor(c), in)
	return done{"/account", "flash.password_set"}, err
}

func (h *Handlers) endOtherSignIns(c *fiber.Ctx) error {
	if err := h.Store.EndOtherSignIns(c.UserContext(), web.Actor(c)); err != nil {
		return err
	}
	return h.SeeOther(c, "/account", "flash.sign_ins_ended")
}

func refillAddress(p *views.AccountProfile, in models.AddressInput, wrong models.Problems) {
	p.Address, p.AddressProblems = in.Email, wrong
}

// requestAddress counts attempts like sign-ins, because it asks for the current
// password, and e-mails, because they go to any address.
func (h *Handlers) requestAddress(c *fiber.Ctx, in models.AddressInput) (done, error) {
	if err := h.LimitNewAddress(c); err != nil {
		return done{}, err
	}
	err := h.Store.RequestAddress(c.UserContext(), web.Actor(c), in)
	return done{"/account", "flash.address_asked"}, err
}

// addressShow shows a button: programs that look at mails open links, and must
// not confirm anything.
func (h *Handlers) addressShow(c *fiber.Ctx) (views.AddressConfirm, error) {
	return views.AddressConfirm{Frame: h.PersonalFrame(c, "account.address_confirm")}, nil
}

func (h *Handlers) confirmNewAddress(c *fiber.Ctx) error {
	err := h.Store.ConfirmNewAddress(c.UserContext(), web.Actor(c), web.Param(c, "token"))
	if models.CodeOf(err) == models.SpentLink().Code {
		if err := h.LimitAddress(c, models.LinkTriesPerAddress); err != nil {
			return err
		}
		return h.Show(c, fiber.StatusConflict, views.AddressConfirm{Frame: h.PersonalFrame(c, "account.address_confirm"), Spent: true})
	}
	if err != nil {
		return err
	}
	return h.SeeOther(c, "/account", "flash.address_changed")
}
