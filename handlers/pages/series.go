package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// SeriesRoutes serve the work on a series.
func (h *Handlers) SeriesRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/series/new", web.Working, show(h, h.newSeriesForm)),
		web.PostForm("/manage/series", web.Working, save(h, h.createSeries, h.newSeriesForm)),
		web.Get("/manage/series/:series", web.Working, show(h, h.seriesDesk)),
		web.Get("/manage/series/:series/edit", web.Working, show(h, h.seriesForm)),
		web.PostForm("/manage/series/:series/edit", web.Working, save(h, h.editSeries, h.seriesForm)),
	}
}

func (h *Handlers) newSeriesForm(c *fiber.Ctx) (views.SeriesForm, error) {
	if !models.MayCreateSeries(web.Actor(c)) {
		return views.SeriesForm{}, models.Missing()
	}
	f := h.WorkingFrame(c, "series.new")
	return views.SeriesForm{Frame: f, FormOf: views.NewForm(models.SeriesInput{Language: f.L.Code()})}, nil
}

func (h *Handlers) createSeries(c *fiber.Ctx, in models.SeriesInput) (done, error) {
	series, err := h.Store.CreateSeries(c.UserContext(), web.Actor(c), in)
	return done{models.ManageSeriesPath(series.ID), "flash.series_created"}, err
}

// seriesDesk builds the working page of a series.
func (h *Handlers) seriesDesk(c *fiber.Ctx) (views.SeriesDesk, error) {
	desk, err := h.Store.SeriesDesk(c.UserContext(), web.Actor(c), web.Param(c, "series"))
	if err != nil {
		return views.SeriesDesk{}, err
	}
	f := h.WorkingFrame(c, "series.one", web.Locale(c).Text(desk.Series.Title).Text)
	return views.SeriesDesk{Frame: f, SeriesDesk: desk, Theme: models.ThemeInput{Language: f.L.Code()}}, nil
}

// seriesToEdit finds a series that the reader may change.
func (h *Handlers) seriesToEdit(c *fiber.Ctx) (models.Series, error) {
	series, err := h.Store.Series(c.UserContext(), web.Actor(c), web.Param(c, "series"))
	if err == nil && !series.MayEdit(web.Actor(c)) {
		err = models.Refuse(models.Forbidden, "page.forbidden")
	}
	return series, err
}

func (h *Handlers) seriesForm(c *fiber.Ctx) (views.SeriesForm, error) {
	series, err := h.seriesToEdit(c)
	f := h.belowSeries(c, series, "series.edit")
	return views.SeriesForm{Frame: f, Series: series, FormOf: views.NewForm(series.Input(formLanguage(c, series.Title))), Seen: series.Version}, err
}

// belowSeries is the frame of a page of a series, or of something in it with a
// name.
func (h *Handlers) belowSeries(c *fiber.Ctx, series models.Series, title string, about ...string) parts.Frame {
	name := web.Locale(c).Text(series.Title)
	f := h.WorkingFrame(c, title, append(about, name.Text)...)
	f.Crumbs = []parts.Crumb{{Href: models.ManageSeriesPath(series.ID), Label: name}}
	return f
}

func (h *Handlers) editSeries(c *fiber.Ctx, in models.SeriesInput) (done, error) {
	id := web.Param(c, "series")
	_, err := h.Store.EditSeries(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.ManageSeriesPath(id), "flash.saved"}, err
}
