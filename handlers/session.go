package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/adapters/keys"
	"consultations/models"
)

// The cookies of a browser that is signed in: what it may do now, and what
// keeps it signed in. Names get the prefix that binds them to this host.
const (
	accessCookie  = "access"
	refreshCookie = "refresh"
)

// session finds out who asks. The account and its grants are read afresh for
// each request; a request without cookies asks the database nothing.
func (h *Handlers) session(c *fiber.Ctx) error {
	found, err := h.whoAsks(c)
	if err != nil {
		return err
	}
	if found.SignedIn() {
		c.Locals(actorKey, found)
	}
	h.bindForms(c)
	return c.Next()
}

func (h *Handlers) whoAsks(c *fiber.Ctx) (models.Actor, error) {
	if token := c.Cookies(h.cookie(accessCookie)); token != "" {
		if access, err := h.Keys.ParseAccess(token, string(models.Browser)); err == nil {
			found, err := h.actorOf(c, access)
			if models.KindOf(err) == models.NotFound {
				h.forget(c)
				return models.Public, nil
			}
			return found, err
		}
	}
	token := strings.Clone(c.Cookies(h.cookie(refreshCookie)))
	if token == "" {
		return models.Public, nil
	}
	fresh, err := h.refreshed(c, token, models.Browser)
	if models.KindOf(err) == models.Forbidden {
		h.forget(c)
		return models.Public, nil
	}
	if err != nil {
		return models.Public, err
	}
	if err := h.remember(c, fresh); err != nil {
		return models.Public, err
	}
	return h.actorOf(c, keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID})
}

// actorOf loads who holds a sign-in; a token that names another account than
// the sign-in has is nothing.
func (h *Handlers) actorOf(c *fiber.Ctx, a keys.Access) (models.Actor, error) {
	found, err := h.store.ActorOf(c.UserContext(), models.Public, a.SignInID)
	if err == nil && found.AccountID != a.AccountID {
		return models.Public, models.Missing()
	}
	return found, err
}

// refreshed puts the next refresh token in the place of this one. The next is
// made from this one by a key of the ring, so that two tabs that ask at once
// get the same.
func (h *Handlers) refreshed(c *fiber.Ctx, token string, client models.Client) (models.FreshSignIn, error) {
	if len(token) > 200 {
		return models.FreshSignIn{}, models.SignInOver()
	}
	next := h.Keys.Derive("refresh", fingerprint(token))
	return h.store.RefreshSignIn(c.UserContext(), models.Public, token, next, client)
}

// remember gives the browser the cookies of a sign-in.
func (h *Handlers) remember(c *fiber.Ctx, fresh models.FreshSignIn) error {
	access, err := h.Keys.SignAccess(keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID, Audience: string(models.Browser)}, models.AccessLife)
	if err != nil {
		return err
	}
	h.setCookie(c, accessCookie, access, models.AccessLife)
	h.setCookie(c, refreshCookie, fresh.Refresh, models.RefreshLife)
	return nil
}

// forget takes the cookies of a sign-in away.
func (h *Handlers) forget(c *fiber.Ctx) {
	for _, name := range []string{accessCookie, refreshCookie} {
		if c.Cookies(h.cookie(name)) != "" {
			h.setCookie(c, name, "", 0)
		}
	}
}

// setCookie sets a cookie that scripts cannot read and other sites cannot
// send with a form; an empty one is removed.
func (h *Handlers) setCookie(c *fiber.Ctx, name, value string, life time.Duration) {
	cookie := &fiber.Cookie{Name: h.cookie(name), Value: value, Path: "/", HTTPOnly: true, Secure: h.secureCookies(), SameSite: "Lax", MaxAge: int(life / time.Second)}
	if value == "" {
		cookie.Expires = time.Unix(1, 0)
	}
	c.Cookie(cookie)
}

// bearer finds out who asks through the API. A wrong token is said to be
// wrong; no token is the public.
func (h *Handlers) bearer(c *fiber.Ctx) error {
	header := c.Get(fiber.HeaderAuthorization)
	if header == "" {
		return c.Next()
	}
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return unauthorised(c)
	}
	access, err := h.Keys.ParseAccess(strings.TrimSpace(token), string(models.API))
	if errors.Is(err, keys.ErrToken) {
		return unauthorised(c)
	}
	if err != nil {
		return err
	}
	found, err := h.actorOf(c, access)
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

// mustSignIn leads a reader without an account to the sign-in page, and back
// afterwards. A form is refused: what it would do is not kept anywhere.
func (h *Handlers) mustSignIn(c *fiber.Ctx) error {
	if actor(c).SignedIn() {
		return c.Next()
	}
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return models.Refuse(models.Forbidden, "sign_in.needed")
	}
	return c.Redirect("/sign-in?next="+escaped(string(c.Request().RequestURI())), fiber.StatusSeeOther)
}

// fingerprint names a secret without telling it.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
