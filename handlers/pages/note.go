package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// NoteRoutes serve the notes of a seminar.
func (h *Handlers) NoteRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/notes", web.Working, h.listNotes),
		web.Post("/manage/seminars/:seminar/notes", web.Working, h.addNote),
		web.Get("/manage/seminars/:seminar/notes/:note", web.Working, h.showNote),
		web.Post("/manage/seminars/:seminar/notes/:note", web.Working, h.editNote),
	}
}

// noteForm is what the forms of notes send.
type noteForm struct {
	models.NoteInput
	Session string `form:"session"`
	Seen    int    `form:"seen"`
}

// notePage gathers the notes of a seminar that the reader may read.
func (h *Handlers) notePage(c *fiber.Ctx) (views.NoteList, error) {
	ctx, by, id := c.UserContext(), web.Actor(c), web.Param(c, "seminar")
	seminar, err := h.Store.WorkingSeminar(ctx, by, id)
	if err != nil {
		return views.NoteList{}, err
	}
	sessions, err := h.Store.NoteSessions(ctx, by, id)
	if err != nil {
		return views.NoteList{}, err
	}
	notes, err := h.Store.Notes(ctx, by, id, "")
	if err != nil {
		return views.NoteList{}, err
	}
	f := h.WorkingFrame(c, "note.title")
	f.Crumbs = deskCrumbs(f.L, seminar)
	return views.NoteList{
		Frame: f, Parts: views.SeminarParts(f.L, seminar, by, views.PartNotes), SeminarID: id, Sessions: sessions, Notes: notes, By: by, Zone: seminar.TimeZone,
		Form: models.NoteInput{Language: f.L.Code()}, Session: web.Query(c, "session"),
	}, nil
}

func (h *Handlers) listNotes(c *fiber.Ctx) error {
	page, err := h.notePage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) addNote(c *fiber.Ctx) error {
	var in noteForm
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	_, err := h.Store.AddNote(c.UserContext(), web.Actor(c), in.Session, in.NoteInput)
	if err != nil {
		return again(h, c, err, h.notePage, func(p *views.NoteList, wrong models.Problems) {
			p.Form, p.Session, p.Problems = in.NoteInput, in.Session, wrong
		})
	}
	return h.SeeOther(c, views.NotesPath(web.Param(c, "seminar")), "flash.note_added")
}

// noteEditPage gathers the form for one note.
func (h *Handlers) noteEditPage(c *fiber.Ctx) (views.NoteEdit, error) {
	id := web.Param(c, "seminar")
	seminar, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return views.NoteEdit{}, err
	}
	note, err := h.Store.Note(c.UserContext(), web.Actor(c), id, web.Param(c, "note"))
	if err != nil {
		return views.NoteEdit{}, err
	}
	if !note.MayEdit(web.Actor(c)) {
		return views.NoteEdit{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.WorkingFrame(c, "note.edit")
	f.Crumbs = append(deskCrumbs(f.L, seminar), views.NavLink{Href: views.NotesPath(id), Label: f.L.T("note.title")})
	return views.NoteEdit{Frame: f, SeminarID: id, Note: note, Form: models.NoteInput{Language: note.Language, Body: note.Body}, Seen: note.Version}, nil
}

func (h *Handlers) showNote(c *fiber.Ctx) error {
	page, err := h.noteEditPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) editNote(c *fiber.Ctx) error {
	var in noteForm
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if _, err := h.noteEditPage(c); err != nil {
		return err // not of this seminar, or not one's own
	}
	_, err := h.Store.EditNote(c.UserContext(), web.Actor(c), web.Param(c, "note"), in.Seen, in.NoteInput)
	if err != nil {
		return again(h, c, err, h.noteEditPage, func(p *views.NoteEdit, wrong models.Problems) { p.Form, p.Problems = in.NoteInput, wrong })
	}
	return h.SeeOther(c, views.NotesPath(web.Param(c, "seminar")), "flash.saved")
}
