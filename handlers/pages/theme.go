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
		web.PostForm("/manage/series/:series/themes", web.Working, saveWith(h, h.addTheme, h.seriesDesk, refillSeriesDesk)),
		web.Get("/manage/series/:series/themes/:theme", web.Working, show(h, h.themeForm)),
		web.PostForm("/manage/series/:series/themes/:theme", web.Working, save(h, h.editTheme, h.themeForm)),
	}
}

func refillSeriesDesk(p *views.SeriesDesk, in models.ThemeInput, wrong models.Problems) {
	p.Theme, p.Problems = in, wrong
}

// addTheme adds a theme from the page of its series.
func (h *Handlers) addTheme(c *fiber.Ctx, in models.ThemeInput) (done, error) {
	_, err := h.Store.AddTheme(c.UserContext(), web.Actor(c), web.Param(c, "series"), in)
	return done{models.ManageSeriesPath(web.Param(c, "series")) + "#themes", "flash.theme_added"}, err
}

// themeForm builds the form for a theme that the reader may rename.
func (h *Handlers) themeForm(c *fiber.Ctx) (views.ThemeForm, error) {
	series, err := h.Store.Series(c.UserContext(), web.Actor(c), web.Param(c, "series"))
	if err != nil {
		return views.ThemeForm{}, err
	}
	if !series.MayTheme(web.Actor(c)) {
		return views.ThemeForm{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	t, err := h.Store.Theme(c.UserContext(), web.Actor(c), series.ID, web.Param(c, "theme"))
	if err != nil {
		return views.ThemeForm{}, err
	}
	f := h.belowSeries(c, series, "theme.edit", web.Locale(c).Text(t.Name).Text)
	in := formLanguage(c, t.Name)
	return views.ThemeForm{Frame: f, SeriesID: series.ID, ThemeID: t.ID, Seen: t.Version, Name: t.Name, FormOf: views.NewForm(models.ThemeInput{Name: t.Name.In[in], Language: in})}, nil
}

func (h *Handlers) editTheme(c *fiber.Ctx, in models.ThemeInput) (done, error) {
	series := web.Param(c, "series")
	_, err := h.Store.EditTheme(c.UserContext(), web.Actor(c), series, web.Param(c, "theme"), web.Seen(c), in)
	return done{models.ManageSeriesPath(series) + "#themes", "flash.saved"}, err
}
