package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) seriesRoutes() []Route {
	return []Route{
		{"GET", "/manage/series/new", Working, h.newSeries},
		{"POST", "/manage/series", Working, h.createSeries},
		{"GET", "/manage/series/:series", Working, h.showSeriesDesk},
		{"GET", "/manage/series/:series/edit", Working, h.editSeriesForm},
		{"POST", "/manage/series/:series/edit", Working, h.editSeries},
		{"POST", "/manage/series/:series/themes", Working, h.addTheme},
		{"GET", "/manage/series/:series/themes/:theme", Working, h.editThemeForm},
		{"POST", "/manage/series/:series/themes/:theme", Working, h.editTheme},
	}
}

func (h *Handlers) newSeriesForm(c *fiber.Ctx) (views.SeriesForm, error) {
	if !models.MayCreateSeries(actor(c)) {
		return views.SeriesForm{}, models.Missing()
	}
	f := h.working(c, "series.new")
	return views.SeriesForm{Frame: f, Form: models.SeriesInput{Language: f.L.Code()}}, nil
}

func (h *Handlers) newSeries(c *fiber.Ctx) error {
	page, err := h.newSeriesForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) createSeries(c *fiber.Ctx) error {
	var in models.SeriesInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	in.Regions, in.AlternateTitles = listed(in.Regions), listed(in.AlternateTitles)
	series, err := h.store.CreateSeries(c.UserContext(), actor(c), in)
	if err != nil {
		return again(h, c, err, h.newSeriesForm, func(p *views.SeriesForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.ManageSeriesPath(series.ID), "flash.series_created")
}

// seriesDesk gathers the page of a series.
func (h *Handlers) seriesDesk(c *fiber.Ctx) (views.SeriesDesk, error) {
	desk, err := h.store.SeriesDesk(c.UserContext(), actor(c), param(c, "series"))
	if err != nil {
		return views.SeriesDesk{}, err
	}
	f := h.working(c, "series.one")
	f.Title = f.L.Text(desk.Series.Title).Text
	return views.SeriesDesk{Frame: f, SeriesDesk: desk, Theme: models.ThemeInput{Language: formLanguage(c, desk.Series.Title)}}, nil
}

func (h *Handlers) showSeriesDesk(c *fiber.Ctx) error {
	page, err := h.seriesDesk(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

// seriesToEdit finds a series that the reader may change.
func (h *Handlers) seriesToEdit(c *fiber.Ctx) (models.Series, error) {
	series, err := h.store.Series(c.UserContext(), actor(c), param(c, "series"))
	if err == nil && !series.MayEdit(actor(c)) {
		err = models.Refuse(models.Forbidden, "page.forbidden")
	}
	return series, err
}

func (h *Handlers) seriesForm(c *fiber.Ctx) (views.SeriesForm, error) {
	series, err := h.seriesToEdit(c)
	f := h.working(c, "series.edit")
	f.Crumbs = []parts.NavLink{{Href: models.ManageSeriesPath(series.ID), Label: f.L.Text(series.Title).Text}}
	return views.SeriesForm{Frame: f, Series: series, Form: series.Input(formLanguage(c, series.Title)), Seen: series.Version}, err
}

func (h *Handlers) editSeriesForm(c *fiber.Ctx) error {
	page, err := h.seriesForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSeries(c *fiber.Ctx) error {
	var in struct {
		models.SeriesInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	in.Regions, in.AlternateTitles = listed(in.Regions), listed(in.AlternateTitles)
	id := param(c, "series")
	_, err := h.store.EditSeries(c.UserContext(), actor(c), id, in.Seen, in.SeriesInput)
	if err != nil {
		return again(h, c, err, h.seriesForm, func(p *views.SeriesForm, wrong models.Problems) { p.Form, p.Problems = in.SeriesInput, wrong })
	}
	return h.seeOther(c, models.ManageSeriesPath(id), "flash.saved")
}

// listed reads a field in which each line is an entry of a list. A field that
// was not sent is no list at all.
func listed(fields []string) []string {
	var all []string
	for _, field := range fields {
		all = append(all, strings.Split(strings.ReplaceAll(field, "\r\n", "\n"), "\n")...)
	}
	return all
}
