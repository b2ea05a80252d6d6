package pages

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SeminarRoutes serve the work on a seminar.
func (h *Handlers) SeminarRoutes() []web.Route {
	routes := []web.Route{
		web.Get("/manage/series/:series/seminars/new", web.Working, show(h, h.newSeminarForm)),
		web.PostForm("/manage/series/:series/seminars", web.Working, save(h, h.createSeminar, h.newSeminarForm)),
		web.Get("/manage/seminars/:seminar", web.Working, show(h, h.seminarDesk)),
		web.Get("/manage/seminars/:seminar/edit", web.Working, show(h, h.seminarForm)),
		web.PostForm("/manage/seminars/:seminar/edit", web.Working, save(h, h.editSeminar, h.seminarForm)),
		web.Post("/manage/seminars/:seminar/agenda", web.Working, h.publishAgenda),
	}
	for _, m := range []struct {
		noun, flash string
		to          models.SeminarStatus
		do          func(c *fiber.Ctx, id string) error
	}{
		{"announcement", "flash.seminar_announced", models.SeminarAnnounced, sent(h, h.Store.AnnounceSeminar)},
		{"postponement", "flash.seminar_postponed", models.SeminarPostponed, sent(h, h.Store.PostponeSeminar)},
		{"cancellation", "flash.seminar_cancelled", models.SeminarCancelled, sent(h, h.Store.CancelSeminar)},
		{"conclusion", "flash.seminar_concluded", models.SeminarConcluded, h.moveTo(models.SeminarConcluded)},
		{"archive", "flash.seminar_archived", models.SeminarArchived, h.moveTo(models.SeminarArchived)},
	} {
		routes = append(routes, web.Post("/manage/seminars/:seminar/"+m.noun, web.Working, h.moveSeminar(m.to, m.do, m.flash)))
	}
	return routes
}

// newSeminarForm builds the form of a new seminar.
func (h *Handlers) newSeminarForm(c *fiber.Ctx) (views.SeminarForm, error) {
	series, err := h.seriesToEdit(c)
	if err != nil {
		return views.SeminarForm{}, err
	}
	entities, err := h.Store.Entities(c.UserContext(), web.Actor(c))
	f := h.belowSeries(c, series, "seminar.new")
	return views.SeminarForm{Frame: f, Series: series, Entities: entities,
		FormOf: views.NewForm(models.SeminarInput{Language: f.L.Code(), Admission: models.AdmissionOpen})}, err
}

func (h *Handlers) createSeminar(c *fiber.Ctx, in models.SeminarInput) (done, error) {
	m, err := h.Store.CreateSeminar(c.UserContext(), web.Actor(c), web.Param(c, "series"), in)
	return done{models.ManageSeminarPath(m.ID), "flash.seminar_created"}, err
}

func (h *Handlers) seminarDesk(c *fiber.Ctx) (views.SeminarDesk, error) {
	desk, err := h.Store.SeminarDesk(c.UserContext(), web.Actor(c), web.Param(c, "seminar"))
	if err != nil {
		return views.SeminarDesk{}, err
	}
	return views.SeminarDesk{Frame: h.seminarFrame(c, desk.Head, "seminar.desk"), Desk: desk}, nil
}

// seminarFrame is the frame of every page below one head.
func (h *Handlers) seminarFrame(c *fiber.Ctx, head models.SeminarHead, title string) parts.Frame {
	f := h.WorkingFrame(c, title, web.Locale(c).TitleOrPlace(head.Title, head.Label, head.Place).Text)
	f.Crumbs = []parts.Crumb{{Href: models.ManageSeriesPath(head.SeriesID), Label: f.L.Text(head.SeriesTitle)}}
	return f
}

// seminarToEdit finds a seminar that the reader may change.
func (h *Handlers) seminarToEdit(c *fiber.Ctx) (models.Seminar, error) {
	m, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), web.Param(c, "seminar"))
	if err == nil && !m.MayEdit(web.Actor(c)) {
		err = models.Refuse(models.Forbidden, "page.forbidden")
	}
	return m, err
}

func (h *Handlers) seminarForm(c *fiber.Ctx) (views.SeminarForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SeminarForm{}, err
	}
	series, err := h.Store.Series(c.UserContext(), web.Actor(c), m.SeriesID)
	if err != nil {
		return views.SeminarForm{}, err
	}
	entities, err := h.Store.Entities(c.UserContext(), web.Actor(c))
	f := h.belowSeminar(c, m, "seminar.edit")
	return views.SeminarForm{Frame: f, Series: series, Seminar: m, Entities: entities, FormOf: views.NewForm(m.Input(formLanguage(c, m.Place))), Seen: m.Version}, err
}

// belowSeminar is the frame of a page below the overview of a seminar, or of
// something in it with a name.
func (h *Handlers) belowSeminar(c *fiber.Ctx, m models.Seminar, title string, about ...string) parts.Frame {
	return h.belowOverview(c, m.ID, web.Locale(c).TitleOrPlace(m.Title, m.Label, m.Place), title, about...)
}

func (h *Handlers) belowOverview(c *fiber.Ctx, id string, seminar locale.Fragment, title string, about ...string) parts.Frame {
	f := h.WorkingFrame(c, title, append(about, seminar.Text)...)
	f.Crumbs = []parts.Crumb{{Href: models.ManageSeminarPath(id), Label: seminar}}
	return f
}

func (h *Handlers) editSeminar(c *fiber.Ctx, in models.SeminarInput) (done, error) {
	id := web.Param(c, "seminar")
	m, err := h.Store.EditSeminar(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.ManageSeminarPath(id), web.Informing("flash.saved", m.Informed)}, err
}

// moveTo changes the status of a seminar, with nothing said.
func (h *Handlers) moveTo(to models.SeminarStatus) func(c *fiber.Ctx, id string) error {
	return func(c *fiber.Ctx, id string) error {
		return h.Store.MoveSeminar(c.UserContext(), web.Actor(c), id, to)
	}
}

func (h *Handlers) moveSeminar(to models.SeminarStatus, do func(c *fiber.Ctx, id string) error, flash string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := web.Param(c, "seminar")
		before, err := h.Store.SeminarHead(c.UserContext(), web.Actor(c), id)
		if err != nil {
			return err
		}
		err = do(c, id)
		if strings.HasPrefix(models.CodeOf(err), "seminar.missing_") { // the overview lists what is missing, with links
			return h.SeeOther(c, models.ManageSeminarPath(id)+"#lacks", "flash.seminar_incomplete")
		}
		if err != nil {
			return err
		}
		said := flash
		if models.MailOfSeminar(before.Status, to) != "" {
			said = web.Informing(flash, before.Has.Told)
		}
		return h.SeeOther(c, models.ManageSeminarPath(id), said)
	}
}

func (h *Handlers) publishAgenda(c *fiber.Ctx) error {
	var in models.AgendaInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "seminar")
	err := h.Store.PublishAgenda(c.UserContext(), web.Actor(c), id, in)
	if models.CodeOf(err) == "session.outside_days" { // the overview lists these sessions with links
		return h.SeeOther(c, models.ManageSeminarPath(id)+"#clashes", "flash.agenda_outside")
	}
	if err != nil {
		return err
	}
	m, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return err
	}
	flash := "flash.agenda_published"
	if !m.AgendaPublished {
		flash = "flash.agenda_withdrawn"
	} else if !m.IsPublic() {
		flash = "flash.agenda_ready"
	}
	return h.SeeOther(c, models.ManageSeminarPath(id)+"#programme", flash)
}
