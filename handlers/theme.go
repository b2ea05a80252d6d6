package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// addTheme adds a theme from the page of its series.
func (h *Handlers) addTheme(c *fiber.Ctx) error {
	var in models.ThemeInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.AddTheme(c.UserContext(), actor(c), param(c, "series"), in)
	if err != nil {
		return again(h, c, err, h.seriesDesk, func(p *views.SeriesDesk, wrong models.Problems) { p.Theme, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.ManageSeriesPath(param(c, "series"))+"#themes", "flash.saved")
}

// themeForm gathers the form for a theme that the reader may rename.
func (h *Handlers) themeForm(c *fiber.Ctx) (views.ThemeForm, error) {
	desk, err := h.seriesDesk(c)
	if err != nil {
		return views.ThemeForm{}, err
	}
	if !desk.MayTheme {
		return views.ThemeForm{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.working(c, "theme.edit")
	f.Crumbs = []parts.NavLink{{Href: models.ManageSeriesPath(desk.Series.ID), Label: f.L.Text(desk.Series.Title).Text}}
	for _, t := range desk.Themes {
		if t.ID == c.Params("theme") {
			in := formLanguage(c, t.Name)
			return views.ThemeForm{Frame: f, SeriesID: t.SeriesID, ThemeID: t.ID, Seen: t.Version, Name: t.Name, Form: models.ThemeInput{Name: t.Name.In[in], Language: in}}, nil
		}
	}
	return views.ThemeForm{}, models.Missing()
}

func (h *Handlers) editThemeForm(c *fiber.Ctx) error {
	page, err := h.themeForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editTheme(c *fiber.Ctx) error {
	var in struct {
		models.ThemeInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	series := param(c, "series")
	_, err := h.store.EditTheme(c.UserContext(), actor(c), series, param(c, "theme"), in.Seen, in.ThemeInput)
	if err != nil {
		return again(h, c, err, h.themeForm, func(p *views.ThemeForm, wrong models.Problems) { p.Form, p.Problems = in.ThemeInput, wrong })
	}
	return h.seeOther(c, models.ManageSeriesPath(series)+"#themes", "flash.saved")
}
