package web

import (
	"github.com/gofiber/fiber/v2"

	"consultations/views"
	"consultations/views/parts"
)

// WorkingFrame is the frame of a page of the working area.
func (w *Web) WorkingFrame(c *fiber.Ctx, title string, about ...string) parts.Frame {
	f := w.PersonalFrame(c, title, about...)
	f.Account = Actor(c).Name
	f.Nav = views.WorkingNav(f.L, Actor(c), string(c.Request().URI().Path()))
	return f
}

// PersonalFrame is the frame of a page for one reader outside the working
// area: the sign-in form, or a page opened by a personal link.
func (w *Web) PersonalFrame(c *fiber.Ctx, title string, about ...string) parts.Frame {
	l := Locale(c)
	return parts.Frame{
		L: l, Title: l.T(title), About: about, Path: w.readAt(c), Query: rawQuery(c), BaseURL: w.BaseURL,
		CSRF: csrfToken(c), Flash: w.flash(c, l), Sent: sent(c),
	}
}

// PublicFrame is the frame of a page that is the same for every reader.
func (w *Web) PublicFrame(c *fiber.Ctx, title string, about ...string) parts.Frame {
	l := Locale(c)
	return parts.Frame{L: l, Title: title, About: about, Path: Path(c), Query: rawQuery(c), BaseURL: w.BaseURL, Public: true}
}
