package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

func (h *Handlers) seminarRoutes() []Route {
	routes := []Route{
		{"GET", "/manage/series/:series/seminars/new", Working, h.newSeminar},
		{"POST", "/manage/series/:series/seminars", Working, h.createSeminar},
		{"GET", "/manage/seminars/:seminar", Working, h.showSeminarDesk},
		{"GET", "/manage/seminars/:seminar/edit", Working, h.editSeminarForm},
		{"POST", "/manage/seminars/:seminar/edit", Working, h.editSeminar},
		{"POST", "/manage/seminars/:seminar/agenda", Working, h.publishAgenda},
	}
	for _, m := range []struct {
		noun, flash string
		to          models.SeminarState
	}{
		{"announcement", "flash.seminar_announced", models.SeminarAnnounced}, {"postponement", "flash.seminar_postponed", models.SeminarPostponed},
		{"cancellation", "flash.seminar_cancelled", models.SeminarCancelled}, {"conclusion", "flash.seminar_concluded", models.SeminarConcluded},
		{"archive", "flash.seminar_archived", models.SeminarArchived},
	} {
		routes = append(routes, Route{"POST", "/manage/seminars/:seminar/" + m.noun, Working, h.moveSeminar(m.to, m.flash)})
	}
	return routes
}

// newSeminarForm gathers the form of a new seminar.
func (h *Handlers) newSeminarForm(c *fiber.Ctx) (views.SeminarForm, error) {
	series, err := h.seriesToEdit(c)
	if err != nil {
		return views.SeminarForm{}, err
	}
	entities, err := h.store.Entities(c.UserContext(), actor(c))
	f := h.working(c, "seminar.new")
	f.Crumbs = []parts.NavLink{{Href: models.ManageSeriesPath(series.ID), Label: f.L.Text(series.Title).Text}}
	return views.SeminarForm{Frame: f, Series: series, Entities: entities,
		Form: models.SeminarInput{Language: formLanguage(c, series.Title), Admission: models.AdmissionOpen}}, err
}

func (h *Handlers) newSeminar(c *fiber.Ctx) error {
	page, err := h.newSeminarForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) createSeminar(c *fiber.Ctx) error {
	var in models.SeminarInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	m, err := h.store.CreateSeminar(c.UserContext(), actor(c), param(c, "series"), in)
	if err != nil {
		return again(h, c, err, h.newSeminarForm, func(p *views.SeminarForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(m.ID), "flash.seminar_created")
}

func (h *Handlers) showSeminarDesk(c *fiber.Ctx) error {
	desk, err := h.store.SeminarDesk(c.UserContext(), actor(c), param(c, "seminar"))
	if err != nil {
		return err
	}
	m := desk.Seminar
	f := h.working(c, "seminar.one")
	f.Title = f.L.TitleOrPlace(m.Title, m.Label, m.Place).Text
	f.Crumbs = []parts.NavLink{{Href: models.ManageSeriesPath(desk.Series.ID), Label: f.L.Text(desk.Series.Title).Text}}
	return h.show(c, fiber.StatusOK, views.SeminarDesk{Frame: f, Parts: views.SeminarParts(f.L, m, actor(c), views.PartOverview), Desk: desk})
}

// seminarToEdit finds a seminar that the reader may change.
func (h *Handlers) seminarToEdit(c *fiber.Ctx) (models.Seminar, error) {
	m, err := h.store.WorkingSeminar(c.UserContext(), actor(c), param(c, "seminar"))
	if err == nil && !m.MayEdit(actor(c)) {
		err = models.Refuse(models.Forbidden, "page.forbidden")
	}
	return m, err
}

func (h *Handlers) seminarForm(c *fiber.Ctx) (views.SeminarForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SeminarForm{}, err
	}
	series, err := h.store.Series(c.UserContext(), actor(c), m.SeriesID)
	if err != nil {
		return views.SeminarForm{}, err
	}
	entities, err := h.store.Entities(c.UserContext(), actor(c))
	f := h.working(c, "seminar.edit")
	f.Crumbs = deskCrumbs(f.L, m)
	return views.SeminarForm{Frame: f, Series: series, Seminar: m, Entities: entities, Form: m.Input(formLanguage(c, m.Place)), Seen: m.Version}, err
}

// deskCrumbs leads to the desk of a seminar.
func deskCrumbs(l *locale.Locale, m models.Seminar) []parts.NavLink {
	return []parts.NavLink{{Href: models.ManageSeminarPath(m.ID), Label: l.TitleOrPlace(m.Title, m.Label, m.Place).Text}}
}

func (h *Handlers) editSeminarForm(c *fiber.Ctx) error {
	page, err := h.seminarForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSeminar(c *fiber.Ctx) error {
	var in struct {
		models.SeminarInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "seminar")
	_, err := h.store.EditSeminar(c.UserContext(), actor(c), id, in.Seen, in.SeminarInput)
	if err != nil {
		return again(h, c, err, h.seminarForm, func(p *views.SeminarForm, wrong models.Problems) { p.Form, p.Problems = in.SeminarInput, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(id), "flash.saved")
}

func (h *Handlers) moveSeminar(to models.SeminarState, flash string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := param(c, "seminar")
		if err := h.store.MoveSeminar(c.UserContext(), actor(c), id, to); err != nil {
			return err
		}
		return h.seeOther(c, models.ManageSeminarPath(id), flash)
	}
}

func (h *Handlers) publishAgenda(c *fiber.Ctx) error {
	var in struct {
		Published bool `form:"published"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "seminar")
	if err := h.store.PublishAgenda(c.UserContext(), actor(c), id, in.Published); err != nil {
		return err
	}
	return h.seeOther(c, models.ManageSeminarPath(id)+"#programme", "flash.saved")
}
