package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views/parts"
)

// mostKept bounds the fields that a sign-in page carries, so that they fit into
// one request again however they are encoded.
const mostKept = 256 << 10

// unsent answers a form whose token is not the reader's: because the sign-in
// ended, because the reader signed in again, or because the browser sent no
// cookies. Nothing is changed. The form is shown again as it was sent, if it
// surely comes from a page of this site and, in the working area, from a page
// that was shown to the same account.
func (w *Web) unsent(c *fiber.Ctx, r Route) error {
	expired := models.Refuse(models.Forbidden, "page.expired")
	if r.Again == nil || !w.isSurelyFromHere(c) {
		return expired
	}
	if r.Audience == Personal {
		return r.Again(c)
	}
	switch a := Actor(c); {
	case !a.SignedIn():
		return w.AskToSignIn(c)
	case r.Audience == Working && !a.HasRole():
		return fiber.ErrNotFound
	}
	own, err := w.isOwnToken(c)
	if err != nil {
		return err
	}
	if !own {
		return expired
	}
	return r.Again(c)
}

// isSurelyFromHere reports whether the browser itself says that a page of this
// site sent the form.
func (w *Web) isSurelyFromHere(c *fiber.Ctx) bool {
	return c.Get("Sec-Fetch-Site") == "same-origin" || sameOrigin(c.Get(fiber.HeaderOrigin), w.BaseURL)
}

// isOwnToken reports whether the form was shown to the account that now sends
// it, in this sign-in or an earlier one. A form without a token names no other
// account.
func (w *Web) isOwnToken(c *fiber.Ctx) (bool, error) {
	token := formToken(c)
	if token == "" {
		return true, nil
	}
	ids, err := w.Store.OwnSignIns(c.UserContext(), Actor(c))
	for _, id := range ids {
		if w.Keys.IsDerived("form", signInBound(id), token) {
			return true, nil
		}
	}
	return false, err
}

// Unsent are the fields of the form that was just sent, with their address, to
// be carried through signing in. A form that is too large, or that no page of
// this site has shown, is not kept.
func Unsent(c *fiber.Ctx) parts.Kept {
	if formToken(c) == "" {
		return parts.Kept{}
	}
	return kept(c, string(c.Request().RequestURI()), "")
}

// NotSaved is the key of the reason why a form is shown again as it was sent.
func NotSaved(c *fiber.Ctx) string {
	if c.FormValue(parts.KeptMark) != "" {
		return "form.send_kept"
	}
	return "form.send_again"
}

// sent is the form that this response answers, to be sent along when the reader
// changes the language; empty if it cannot be shown again. Of a form that it
// carries itself, only what the sign-in page may carry is taken over.
func sent(c *fiber.Ctx) parts.Kept {
	if again, _ := c.Locals(againKey).(bool); !again {
		return parts.Kept{}
	}
	k, carried := Unsent(c), Kept(c)
	k.Fields = slices.DeleteFunc(k.Fields, func(f parts.KeptField) bool {
		return f.Name == parts.KeptTo || strings.HasPrefix(f.Name, parts.KeptPrefix)
	})
	if carried.IsEmpty() || k.IsEmpty() {
		return k
	}
	k.Fields = append(k.Fields, parts.KeptField{Name: parts.KeptTo, Value: carried.To})
	for _, f := range carried.Fields {
		k.Fields = append(k.Fields, parts.KeptField{Name: parts.KeptPrefix + f.Name, Value: f.Value})
	}
	return k
}

// Kept are the fields that the sign-in page carries.
func Kept(c *fiber.Ctx) parts.Kept {
	return kept(c, c.FormValue(parts.KeptTo), parts.KeptPrefix)
}

func kept(c *fiber.Ctx, to, prefix string) parts.Kept {
	to, ok := SamePath(strings.Clone(to))
	k, size := parts.Kept{To: to}, 0
	if !ok || c.Request().PostArgs().Len() > mostFields {
		return parts.Kept{}
	}
	for key, value := range c.Request().PostArgs().All() {
		name, ours := strings.CutPrefix(string(key), prefix)
		if !ours || name == "" || name == parts.KeptMark || name == parts.KeptLanguage || isSecret(name) {
			continue
		}
		if size += len(name) + len(value); size > mostKept {
			return parts.Kept{}
		}
		k.Fields = append(k.Fields, parts.KeptField{Name: name, Value: string(value)})
	}
	if len(k.Fields) == 0 {
		return parts.Kept{}
	}
	return k
}

// isSecret reports the names of password fields.
func isSecret(name string) bool {
	return name == "current" || name == "new" || strings.Contains(name, "password")
}
