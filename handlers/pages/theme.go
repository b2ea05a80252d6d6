package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// ThemeRoutes serve the themes of a series.
func (h *Handlers) ThemeRoutes() []web.Route {
	return []web.Route{
		web.Post("/manage/series/:series/themes", web.Working, h.addTheme),
		web.Get("/manage/series/:series/themes/:theme", web.Working, h.editThemeForm),
		web.Post("/manage/series/:series/themes/:theme", web.Working, h.editTheme),
	}
}

// addTheme adds a theme from the page of its series.
func (h *Handlers) addTheme(c *fiber.Ctx) error {
	var in models.ThemeInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	_, err := h.Store.AddTheme(c.UserContext(), web.Actor(c), web.Param(c, "series"), in)
	if err != nil {
		return again(h, c, err, h.seriesDesk, func(p *views.SeriesDesk, wrong models.Problems) { p.Theme, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.ManageSeriesPath(web.Param(c, "series"))+"#themes", "flash.saved")
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
	f := h.WorkingFrame(c, "theme.edit")
	f.Crumbs = []views.NavLink{{Href: views.ManageSeriesPath(desk.Series.ID), Label: f.L.Say(desk.Series.Title).Text}}
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
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) editTheme(c *fiber.Ctx) error {
	var in struct {
		models.ThemeInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	series := web.Param(c, "series")
	_, err := h.Store.EditTheme(c.UserContext(), web.Actor(c), series, web.Param(c, "theme"), in.Seen, in.ThemeInput)
	if err != nil {
		return again(h, c, err, h.themeForm, func(p *views.ThemeForm, wrong models.Problems) { p.Form, p.Problems = in.ThemeInput, wrong })
	}
	return h.SeeOther(c, views.ManageSeriesPath(series)+"#themes", "flash.saved")
}
