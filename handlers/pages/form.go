package pages

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views/parts"
)

// formLanguage is the language in which a form writes: asked for in the address,
// or sent with the form, else that of the original, else the reader's.
func formLanguage(c *fiber.Ctx, t models.Text) string {
	in := web.Query(c, "in")
	if c.Method() == fiber.MethodPost {
		in = strings.Clone(c.FormValue("language"))
	}
	if models.IsLanguage(in) {
		return in
	}
	if t.Original != "" {
		return t.Original
	}
	return web.Locale(c).Code()
}

// show answers with the page that gather builds.
func show[P parts.Page](h *Handlers, gather func(*fiber.Ctx) (P, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		page, err := gather(c)
		if err != nil {
			return err
		}
		return h.Show(c, fiber.StatusOK, page)
	}
}

// done is where a change leads: an address, and the key of the message that
// is shown there.
type done struct{ to, flash string }

// refillable is a page with one form, which can be shown again as it was sent.
type refillable[P, I any] interface {
	*P
	Refill(in I, wrong models.Problems)
}

// save answers a form: it binds what was sent, makes the change and goes to
// where that leads. If the change was refused, gather builds the page of the
// form again, filled in with what was sent.
func save[I any, P parts.Page, R refillable[P, I]](h *Handlers, change func(*fiber.Ctx, I) (done, error), gather func(*fiber.Ctx) (P, error)) web.Form {
	return saveWith(h, change, gather, func(page *P, in I, wrong models.Problems) { R(page).Refill(in, wrong) })
}

// saveWith is save for a page that has more than one form, or whose form
// needs more than what was sent.
func saveWith[I any, P parts.Page](h *Handlers, change func(*fiber.Ctx, I) (done, error), gather func(*fiber.Ctx) (P, error), refill func(*P, I, models.Problems)) web.Form {
	return web.Form{Again: unsent(h, gather, refill), Do: func(c *fiber.Ctx) error {
		var in I
		if err := h.Bind(c, &in); err != nil {
			return err
		}
		next, err := change(c, in)
		if err != nil {
			return again(h, c, err, in, gather, refill)
		}
		return h.SeeOther(c, next.to, next.flash)
	}}
}

// unsent shows a form as it was sent with a token that is no longer valid, to
// be sent again. It keeps the version that its sender saw, so that a change by
// somebody else is still noticed.
func unsent[I any, P parts.Page](h *Handlers, gather func(*fiber.Ctx) (P, error), refill func(*P, I, models.Problems)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		var in I
		if err := h.Bind(c, &in); err != nil {
			return err
		}
		page, err := gather(c)
		if err != nil {
			return err
		}
		refill(&page, in, models.Problems{"seen": {Code: web.NotSaved(c), Args: []any{"seen", strings.Clone(c.FormValue("seen"))}}})
		return h.Show(c, fiber.StatusForbidden, page)
	}
}

// again answers a save that was refused. What its sender can mend brings the
// form back, filled in with what was sent: fields to correct, or the values
// that somebody else saved first, each beside what was typed. The form then
// carries the new version, so that sending it again replaces them. Any other
// refusal is passed on.
func again[I any, P parts.Page](h *Handlers, c *fiber.Ctx, err error, in I, gather func(*fiber.Ctx) (P, error), refill func(*P, I, models.Problems)) error {
	problems, status := models.ProblemsOf(err), fiber.StatusUnprocessableEntity
	changed := models.CodeOf(err) == "page.changed_meanwhile"
	if changed {
		problems, status = models.Problems{"seen": {Code: "form.changed_meanwhile"}}, fiber.StatusConflict
	}
	if problems == nil {
		return err
	}
	page, err := gather(c)
	if err != nil {
		return err
	}
	if of, ok := any(&page).(interface{ Present() I }); ok && changed && c.FormValue("seen") != "" {
		differing(problems, of.Present(), in)
	}
	refill(&page, in, problems)
	return h.Show(c, status, page)
}
