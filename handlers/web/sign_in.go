package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/adapters/keys"
	"consultations/models"
)

// The cookies of a signed-in browser: one that authorises requests, and one
// that keeps it signed in. Their names get the prefix that binds them to this
// host.
const (
	accessCookie  = "access"
	refreshCookie = "refresh"
)

// findActor identifies the reader. The account and its grants are read for
// each request; a request without cookies needs no query.
func (w *Web) findActor(c *fiber.Ctx) error {
	found, err := w.whoAsks(c)
	if err != nil {
		return err
	}
	if found.SignedIn() {
		c.Locals(actorKey, found)
	}
	w.bindForms(c)
	return c.Next()
}

func (w *Web) whoAsks(c *fiber.Ctx) (models.Actor, error) {
	if token := c.Cookies(w.cookie(accessCookie)); token != "" {
		if access, err := w.Keys.ParseAccess(token, string(models.Browser)); err == nil {
			found, err := w.actorOf(c, access)
			if models.KindOf(err) == models.NotFound {
				w.Forget(c)
				return models.Public, nil
			}
			return found, err
		}
	}
	token := strings.Clone(c.Cookies(w.cookie(refreshCookie)))
	if token == "" {
		return models.Public, nil
	}
	fresh, err := w.Refreshed(c, token, models.Browser)
	if models.KindOf(err) == models.Forbidden {
		w.Forget(c)
		return models.Public, nil
	}
	if err != nil {
		return models.Public, err
	}
	if err := w.Remember(c, fresh); err != nil {
		return models.Public, err
	}
	return w.actorOf(c, keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID})
}

// actorOf loads the holder of a sign-in; a token that names another account
// than the sign-in is rejected.
func (w *Web) actorOf(c *fiber.Ctx, a keys.Access) (models.Actor, error) {
	found, err := w.Store.ActorOf(c.UserContext(), models.Public, a.SignInID)
	if err == nil && found.AccountID != a.AccountID {
		return models.Public, models.Missing()
	}
	return found, err
}

// Refreshed replaces this refresh token by the next. The next one is derived
// from this one with a key of the ring, so that two tabs that ask at the same
// time get the same.
func (w *Web) Refreshed(c *fiber.Ctx, token string, client models.Client) (models.FreshSignIn, error) {
	if len(token) > 200 {
		return models.FreshSignIn{}, models.SignInOver()
	}
	next := w.Keys.Derive("refresh", fingerprint(token))
	return w.Store.RefreshSignIn(c.UserContext(), models.Public, token, next, client)
}

// Remember sets the cookies of a sign-in.
func (w *Web) Remember(c *fiber.Ctx, fresh models.FreshSignIn) error {
	access, err := w.Keys.SignAccess(keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID, Audience: string(models.Browser)}, models.AccessLife)
	if err != nil {
		return err
	}
	w.setCookie(c, accessCookie, access, models.AccessLife)
	w.setCookie(c, refreshCookie, fresh.Refresh, models.RefreshLife)
	return nil
}

// Forget removes the cookies of a sign-in.
func (w *Web) Forget(c *fiber.Ctx) {
	for _, name := range []string{accessCookie, refreshCookie} {
		if c.Cookies(w.cookie(name)) != "" {
			w.setCookie(c, name, "", 0)
		}
	}
}

// Bearer identifies the caller of the API. A wrong token is rejected; without
// a token, the caller is the public.
func (w *Web) Bearer(c *fiber.Ctx) error {
	header := c.Get(fiber.HeaderAuthorization)
	if header == "" {
		return c.Next()
	}
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return unauthorised(c)
	}
	access, err := w.Keys.ParseAccess(strings.TrimSpace(token), string(models.API))
	if errors.Is(err, keys.ErrToken) {
		return unauthorised(c)
	}
	if err != nil {
		return err
	}
	found, err := w.actorOf(c, access)
	if models.KindOf(err) == models.NotFound {
		return unauthorised(c)
	}
	if err != nil {
		return err
	}
	c.Locals(actorKey, found)
	return c.Next()
}

func unauthorised(c *fiber.Ctx) error {
	c.Set(fiber.HeaderWWWAuthenticate, `Bearer error="invalid_token"`)
	return fiber.ErrUnauthorized
}

// mustSignIn redirects a reader without an account to the sign-in page, and
// back afterwards. The page that answers a form carries its fields.
func (w *Web) mustSignIn(c *fiber.Ctx) error {
	if Actor(c).SignedIn() {
		return c.Next()
	}
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return w.AskToSignIn(c)
	}
	return c.Redirect("/sign-in?next="+escaped(string(c.Request().RequestURI())), fiber.StatusSeeOther)
}
