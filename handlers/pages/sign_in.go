package pages

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// SignInRoutes serve signing in and out.
func (h *Handlers) SignInRoutes() []web.Route {
	return []web.Route{
		web.Get("/sign-in", web.Personal, h.showSignIn),
		web.PostForm("/sign-in", web.Personal, web.Form{Do: h.signIn, Again: h.signInAgain}),
		web.Get("/sign-in/links", web.Personal, show(h, h.signInLinkSent)),
		web.PostForm("/sign-in/links", web.Personal, web.Form{Do: h.requestLink, Again: h.requestLinkAgain}),
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
	return h.Show(c, fiber.StatusOK, h.signInPage(c, models.SignInInput{Next: next}))
}

// signInPage is the page for signing in, which carries the fields of a form
// that was not saved.
func (h *Handlers) signInPage(c *fiber.Ctx, in models.SignInInput) views.SignInShow {
	in.Next, _ = web.SamePath(in.Next)
	return views.SignInShow{Frame: h.PersonalFrame(c, "sign_in.title"), Form: in, Kept: web.Kept(c)}
}

// askToSignIn answers a form that was sent without a sign-in.
func (h *Handlers) askToSignIn(c *fiber.Ctx) error {
	page := h.signInPage(c, models.SignInInput{})
	page.Form.Next, page.Kept, page.Unsent = page.Path, web.Unsent(c), true
	page.Path, page.Query = "/sign-in", "next="+url.QueryEscape(page.Form.Next)
	return h.Show(c, fiber.StatusForbidden, page)
}

// signInAgain answers a sign-in form with an old token: somebody who has
// signed in meanwhile goes on to where they wanted.
func (h *Handlers) signInAgain(c *fiber.Ctx) error {
	var in models.SignInInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if web.Actor(c).SignedIn() {
		return h.goOn(c, in.Next, web.Actor(c))
	}
	page := h.signInPage(c, in)
	page.Problems = models.Problems{"csrf": {Code: web.NotSaved(c)}}
	return h.Show(c, fiber.StatusForbidden, page)
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
		page := h.signInPage(c, in)
		page.Problems = problems
		return h.Show(c, fiber.StatusUnprocessableEntity, page)
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
	return h.goOn(c, next, who)
}

// goOn continues to the page that the person wanted, or leads back to the form
// that was not saved. The form is never sent by itself.
func (h *Handlers) goOn(c *fiber.Ctx, next string, who models.Actor) error {
	if k := web.Kept(c); !k.IsEmpty() {
		f := h.PersonalFrame(c, "sign_in.done")
		f.Account, f.Path = who.Name, "/sign-in"
		return h.Show(c, fiber.StatusOK, views.SignInKept{Frame: f, Kept: k})
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
	next, ok := web.SamePath(in.Next)
	if in.Next = next; !ok || len(next) > models.MaxNext {
		in.Next = ""
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
		page := h.signInPage(c, in)
		page.LinkProblems = problems
		return h.Show(c, fiber.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	if k := web.Kept(c); !k.IsEmpty() {
		page, err := h.signInLinkSent(c)
		if err != nil {
			return err
		}
		page.Kept = k
		page.Sent.Fields = append(page.Sent.Fields, parts.KeptField{Name: linkWasSent, Value: "true"})
		return h.Show(c, fiber.StatusOK, page)
	}
	return h.SeeOther(c, "/sign-in/links", "")
}

// linkWasSent is the field of a form that asked for a link and is shown again
// in another language, if the link was sent.
const linkWasSent = "link_sent"

// requestLinkAgain is signInAgain for the form that asks for a link.
func (h *Handlers) requestLinkAgain(c *fiber.Ctx) error {
	k := web.Kept(c)
	if c.FormValue(linkWasSent) == "" || k.IsEmpty() {
		return h.signInAgain(c)
	}
	page, err := h.signInLinkSent(c)
	if err != nil {
		return err
	}
	page.Kept = k
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) signInLinkSent(c *fiber.Ctx) (views.SignInLinkSent, error) {
	return views.SignInLinkSent{Frame: h.PersonalFrame(c, "sign_in.link_sent_title")}, nil
}

// signInLinkShow shows a button: programs that look at mails open links, and must
// not use them up.
func (h *Handlers) signInLinkShow(c *fiber.Ctx) (views.SignInLinkShow, error) {
	if err := h.readBySignInLink(c); err != nil {
		return views.SignInLinkShow{}, err
	}
	next, _ := web.SamePath(c.Query("next", "/manage"))
	return views.SignInLinkShow{Frame: h.PersonalFrame(c, "sign_in.link_title"), Next: next}, nil
}

// readBySignInLink answers in the language of the account to which a link was
// sent.
func (h *Handlers) readBySignInLink(c *fiber.Ctx) error {
	return web.Prefer(c, func() (string, error) {
		return h.Store.SignInLinkLanguage(c.UserContext(), web.Actor(c), web.Param(c, "token"))
	})
}

func (h *Handlers) signInWithLink(c *fiber.Ctx) error {
	if err := h.readBySignInLink(c); err != nil {
		return err
	}
	next, ok := web.SamePath(strings.Clone(c.FormValue("next")))
	if !ok {
		next = "/manage"
	}
	// A link that is valid works, whatever others at this network address tried.
	fresh, err := h.Store.SignInWithLink(c.UserContext(), web.Actor(c), web.Param(c, "token"), models.Browser)
	if models.CodeOf(err) == models.SpentLink().Code {
		if err := h.LimitAddress(c, models.LinkTriesPerAddress); err != nil {
			return err
		}
		return h.Show(c, fiber.StatusConflict, views.SignInLinkShow{Frame: h.PersonalFrame(c, "sign_in.link_title"), Next: next, Spent: true})
	}
	if err != nil {
		return err
	}
	return h.begin(c, fresh, next)
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
