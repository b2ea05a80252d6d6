package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// PointRoutes serve the points of a summary.
func (h *Handlers) PointRoutes() []web.Route {
	return []web.Route{
		web.PostForm("/manage/summaries/:summary/points", web.Working, save(h, h.addPoint, h.newPointPage)),
		web.Get("/manage/summaries/:summary/points/new", web.Working, show(h, h.newPointPage)),
		web.Get("/manage/summaries/:summary/points/:point", web.Working, show(h, h.pointPage)),
		web.PostForm("/manage/summaries/:summary/points/:point", web.Working, save(h, h.editPoint, h.pointPage)),
		web.Post("/manage/summaries/:summary/points/:point/position", web.Working, h.movePoint),
		web.Post("/manage/summaries/:summary/points/:point/removal", web.Working, h.removePoint),
	}
}

func (h *Handlers) newPointPage(c *fiber.Ctx) (views.PointForm, error) {
	d, err := h.textToChange(c, "point.new")
	return views.PointForm{Desk: d, FormOf: views.NewForm(models.PointInput{Kind: "finding", Voice: "participants", Strength: "noted", Language: d.Of.Summary.Language})}, err
}

func (h *Handlers) addPoint(c *fiber.Ctx, in models.PointInput) (done, error) {
	id := web.Param(c, "summary")
	p, err := h.Store.AddPoint(c.UserContext(), web.Actor(c), id, in)
	return done{models.DeskPath(id) + "#" + p.Code, "flash.saved"}, err
}

func (h *Handlers) pointPage(c *fiber.Ctx) (views.PointForm, error) {
	d, err := h.desk(c, "point.edit")
	if err != nil {
		return views.PointForm{}, err
	}
	p, err := d.Of.Point(web.Param(c, "point"))
	if err == nil {
		d, err = toChange(d)
	}
	d.About = append([]string{p.Code}, d.About...)
	return views.PointForm{Desk: d, Point: p, FormOf: views.NewForm(p.Input(textLanguage(c, d.Of.Summary))), Seen: p.Version}, err
}

func (h *Handlers) editPoint(c *fiber.Ctx, in models.PointInput) (done, error) {
	p, err := h.Store.EditPoint(c.UserContext(), web.Actor(c), web.Param(c, "summary"), web.Param(c, "point"), web.Seen(c), in)
	return done{models.DeskPath(web.Param(c, "summary")) + "#" + p.Code, "flash.saved"}, err
}

func (h *Handlers) movePoint(c *fiber.Ctx) error {
	if err := h.Store.MovePoint(c.UserContext(), web.Actor(c), web.Param(c, "summary"), web.Param(c, "point"), c.FormValue("to") == "down"); err != nil {
		return err
	}
	return h.SeeOther(c, models.DeskPath(web.Param(c, "summary"))+"#points", "")
}

func (h *Handlers) removePoint(c *fiber.Ctx) error {
	if err := h.Store.RemovePoint(c.UserContext(), web.Actor(c), web.Param(c, "summary"), web.Param(c, "point"), web.Seen(c)); err != nil {
		return err
	}
	return h.SeeOther(c, models.DeskPath(web.Param(c, "summary"))+"#points", "flash.point_removed")
}
