package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// SignInRoutes serve signing in and out.
func (h *Handlers) SignInRoutes() []web.Route {
	return []web.Route{
		web.Get("/sign-in", web.Personal, h.showSignIn),
		web.Post("/sign-in", web.Personal, h.signIn),
		web.Get("/sign-in/links", web.Personal, show(h, h.signInLinkSent)),
		web.Post("/sign-in/links", web.Personal, h.requestLink),
		web.Get("/sign-in/link/:token", web.Personal, show(h, h.signInLinkShow)),
		web.Post("/sign-in/link/:token", web.Personal, h.signInWithLink),
		web.Post("/sign-out", web.Personal, h.signOut),
	}
}

func (h *Handlers) showSignIn(c *fiber.Ctx) error {
	next, _ := web.SamePath(c.Query("next", "/manage"))
	if web.Actor(c).SignedIn() {
		return c.Redirect(next, fiber.StatusSeeOther)
	}
	return h.Show(c, fiber.StatusOK, views.SignInShow{Frame: h.PersonalFrame(c, "sign_in.title"), Form: models.SignInInput{Next: next}})
}

// signIn starts a sign-in by password. Attempts are counted before the
// password is checked, including successful ones, so that a burst of
// simultaneous attempts is counted in full.
func (h *Handlers) signIn(c *fiber.Ctx) error {
	var in models.SignInInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if err := h.LimitAddress(c, models.SignInsPerAddress); err != nil {
		return err
	}
	if err := h.LimitFrom(c, models.SignInsPerAccount, models.EmailKey(in.Email)); err != nil {
		return err
	}
	if err := h.Slow(c, models.SignInsFromAnywhere, models.EmailKey(in.Email)); err != nil {
		return err
	}
	fresh, err := h.Store.SignInWithPassword(c.UserContext(), web.Actor(c), in, models.Browser)
	if problems := models.ProblemsOf(err); problems != nil {
		in.Next, _ = web.SamePath(in.Next)
		return h.Show(c, fiber.StatusUnprocessableEntity, views.SignInShow{Frame: h.PersonalFrame(c, "sign_in.title"), Form: in, Problems: problems})
	}
	if err != nil {
		return err
	}
	return h.begin(c, fresh, in.Next)
}

// begin gives the browser its sign-in and continues to the page that the
// person wanted.
func (h *Handlers) begin(c *fiber.Ctx, fresh models.FreshSignIn, next string) error {
	if before := web.Actor(c); before.SignInID != "" && before.SignInID != fresh.SignInID {
		if err := h.Store.SignOut(c.UserContext(), before); err != nil && models.KindOf(err) == "" {
			return err
		}
	}
	if err := h.Remember(c, fresh); err != nil {
		return err
	}
	h.KeepLanguage(c, fresh.Language)
	who, err := h.Store.ActorOf(c.UserContext(), models.Public, fresh.SignInID)
	if err != nil {
		return err
	}
	to, ok := web.SamePath(next)
	if !ok {
		to = "/manage"
	}
	if to == "/manage" && !who.HasRole() {
		to = "/account"
	}
	return h.SeeOther(c, to, "")
}

// requestLink gives the same answer, and does the same work, whether or not
// there is an account.
func (h *Handlers) requestLink(c *fiber.Ctx) error {
	var in models.SignInInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if err := h.LimitAddress(c, models.LinksPerAddress); err != nil {
		return err
	}
	if err := h.LimitFrom(c, models.LinksPerAccount, models.EmailKey(in.Email)); err != nil {
		return err
	}
	err := h.Limit(c, models.LinksFromAnywhere, models.EmailKey(in.Email))
	if models.KindOf(err) == models.TooMany { // the last link in the mailbox is still valid
		return h.SeeOther(c, "/sign-in/links", "")
	}
	if err != nil {
		return err
	}
	err = h.Store.RequestSignInLink(c.UserContext(), web.Actor(c), in)
	if problems := models.ProblemsOf(err); problems != nil {
		in.Next, _ = web.SamePath(in.Next)
		return h.Show(c, fiber.StatusUnprocessableEntity, views.SignInShow{Frame: h.PersonalFrame(c, "sign_in.title"), Form: in, LinkProblems: problems})
	}
	if err != nil {
		return err
	}
	return h.SeeOther(c, "/sign-in/links", "")
}

func (h *Handlers) signInLinkSent(c *fiber.Ctx) (views.SignInLinkSent, error) {
	return views.SignInLinkSent{Frame: h.PersonalFrame(c, "sign_in.link_sent_title")}, nil
}

// signInLinkShow shows a button: programs that look at mails open links, and must
// not use them up.
func (h *Handlers) signInLinkShow(c *fiber.Ctx) (views.SignInLinkShow, error) {
	return views.SignInLinkShow{Frame: h.PersonalFrame(c, "sign_in.link_title")}, nil
}

func (h *Handlers) signInWithLink(c *fiber.Ctx) error {
	// A link that is valid works, whatever others at this network address tried.
	fresh, err := h.Store.SignInWithLink(c.UserContext(), web.Actor(c), web.Param(c, "token"), models.Browser)
	if models.CodeOf(err) == models.SpentLink().Code {
		if err := h.LimitAddress(c, models.LinkTriesPerAddress); err != nil {
			return err
		}
		return h.Show(c, fiber.StatusConflict, views.SignInLinkShow{Frame: h.PersonalFrame(c, "sign_in.link_title"), Spent: true})
	}
	if err != nil {
		return err
	}
	return h.begin(c, fresh, "/manage")
}

func (h *Handlers) signOut(c *fiber.Ctx) error {
	if web.Actor(c).SignedIn() {
		if err := h.Store.SignOut(c.UserContext(), web.Actor(c)); err != nil {
			return err
		}
	}
	h.Forget(c)
	return h.SeeOther(c, "/sign-in", "flash.signed_out")
}
