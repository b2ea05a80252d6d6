package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) signInRoutes() []Route {
	return []Route{
		{"GET", "/sign-in", Personal, h.showSignIn},
		{"POST", "/sign-in", Personal, h.signIn},
		{"GET", "/sign-in/links", Personal, h.showLinkSent},
		{"POST", "/sign-in/links", Personal, h.requestLink},
		{"GET", "/sign-in/link/:token", Personal, h.showLink},
		{"POST", "/sign-in/link/:token", Personal, h.signInWithLink},
		{"POST", "/sign-out", Personal, h.signOut},
	}
}

func (h *Handlers) showSignIn(c *fiber.Ctx) error {
	next, _ := samePath(c.Query("next", "/manage"))
	if actor(c).SignedIn() {
		return c.Redirect(next, fiber.StatusSeeOther)
	}
	return h.show(c, fiber.StatusOK, views.SignInShow{Frame: h.personal(c, "sign_in.title"), Form: models.SignInInput{Next: next}})
}

// signIn begins a sign-in by password. Tries are counted before the password
// is looked at, also the right ones: a burst of tries at once counts whole.
func (h *Handlers) signIn(c *fiber.Ctx) error {
	var in models.SignInInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.limitAddress(c, models.SignInsPerAddress); err != nil {
		return err
	}
	if err := h.limit(c, models.SignInsPerAccount, models.EmailKey(in.Email)); err != nil {
		return err
	}
	fresh, err := h.store.SignInWithPassword(c.UserContext(), actor(c), in, models.Browser)
	if problems := models.ProblemsOf(err); problems != nil {
		in.Next, _ = samePath(in.Next)
		return h.show(c, fiber.StatusUnprocessableEntity, views.SignInShow{Frame: h.personal(c, "sign_in.title"), Form: in, Problems: problems})
	}
	if err != nil {
		return err
	}
	return h.begin(c, fresh, in.Next)
}

// begin gives the browser its sign-in and goes on to where the person wanted.
func (h *Handlers) begin(c *fiber.Ctx, fresh models.FreshSignIn, next string) error {
	if before := actor(c); before.SignInID != "" && before.SignInID != fresh.SignInID {
		if err := h.store.SignOut(c.UserContext(), before); err != nil && models.KindOf(err) == "" {
			return err
		}
	}
	if err := h.remember(c, fresh); err != nil {
		return err
	}
	if c.Cookies("language") == "" {
		h.keepLanguage(c, fresh.Language)
	}
	who, err := h.store.ActorOf(c.UserContext(), models.Public, fresh.SignInID)
	if err != nil {
		return err
	}
	to, ok := samePath(next)
	if !ok {
		to = "/manage"
	}
	if to == "/manage" && !who.Works() {
		to = "/account"
	}
	return h.seeOther(c, to, "")
}

// keepLanguage remembers the language of an account on a browser where none
// was chosen.
func (h *Handlers) keepLanguage(c *fiber.Ctx, code string) {
	c.Cookie(&fiber.Cookie{Name: "language", Value: code, Path: "/", HTTPOnly: true, Secure: h.secureCookies(), SameSite: "Lax", MaxAge: 365 * 24 * 3600})
}

// requestLink answers the same, and does the same work, whether or not there
// is an account.
func (h *Handlers) requestLink(c *fiber.Ctx) error {
	var in models.SignInInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.limitAddress(c, models.LinksPerAddress); err != nil {
		return err
	}
	if err := h.limit(c, models.LinksPerAccount, models.EmailKey(in.Email)); err != nil {
		return err
	}
	err := h.store.RequestSignInLink(c.UserContext(), actor(c), in)
	if problems := models.ProblemsOf(err); problems != nil {
		in.Next, _ = samePath(in.Next)
		return h.show(c, fiber.StatusUnprocessableEntity, views.SignInShow{Frame: h.personal(c, "sign_in.title"), Form: in, LinkProblems: problems})
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, "/sign-in/links", "")
}

func (h *Handlers) showLinkSent(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, views.SignInLinkSent{Frame: h.personal(c, "sign_in.link_sent_title")})
}

// showLink shows a button: programs that look at mails open links, and must
// not use them up.
func (h *Handlers) showLink(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, views.SignInLinkShow{Frame: h.personal(c, "sign_in.link_title")})
}

func (h *Handlers) signInWithLink(c *fiber.Ctx) error {
	if err := h.limitAddress(c, models.LinkTriesPerAddress); err != nil {
		return err
	}
	fresh, err := h.store.SignInWithLink(c.UserContext(), actor(c), param(c, "token"), models.Browser)
	if models.CodeOf(err) == models.SpentLink().Code {
		return h.show(c, fiber.StatusConflict, views.SignInLinkShow{Frame: h.personal(c, "sign_in.link_title"), Spent: true})
	}
	if err != nil {
		return err
	}
	return h.begin(c, fresh, "/manage")
}

func (h *Handlers) signOut(c *fiber.Ctx) error {
	if actor(c).SignedIn() {
		if err := h.store.SignOut(c.UserContext(), actor(c)); err != nil {
			return err
		}
	}
	h.forget(c)
	return h.seeOther(c, "/sign-in", "flash.signed_out")
}
