package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) noteRoutes() []Route {
	return []Route{
		{"GET", "/manage/seminars/:seminar/notes", Working, h.listNotes},
		{"POST", "/manage/seminars/:seminar/notes", Working, h.addNote},
		{"GET", "/manage/seminars/:seminar/notes/:note", Working, h.showNote},
		{"POST", "/manage/seminars/:seminar/notes/:note", Working, h.editNote},
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
	ctx, by, id := c.UserContext(), actor(c), param(c, "seminar")
	seminar, err := h.store.WorkingSeminar(ctx, by, id)
	if err != nil {
		return views.NoteList{}, err
	}
	sessions, err := h.store.NoteSessions(ctx, by, id)
	if err != nil {
		return views.NoteList{}, err
	}
	notes, err := h.store.Notes(ctx, by, id, "")
	if err != nil {
		return views.NoteList{}, err
	}
	f := h.working(c, "note.title")
	f.Crumbs = deskCrumbs(f.L, seminar)
	return views.NoteList{
		Frame: f, Parts: views.SeminarParts(f.L, seminar, by, views.PartNotes), SeminarID: id, Sessions: sessions, Notes: notes, By: by, Zone: seminar.TimeZone,
		Form: models.NoteInput{Language: f.L.Code()}, Session: strings.Clone(c.Query("session")),
	}, nil
}

func (h *Handlers) listNotes(c *fiber.Ctx) error {
	page, err := h.notePage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addNote(c *fiber.Ctx) error {
	var in noteForm
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.AddNote(c.UserContext(), actor(c), in.Session, in.NoteInput)
	if err != nil {
		return again(h, c, err, h.notePage, func(p *views.NoteList, wrong models.Problems) {
			p.Form, p.Session, p.Problems = in.NoteInput, in.Session, wrong
		})
	}
	return h.seeOther(c, models.NotesPath(param(c, "seminar")), "flash.note_added")
}

// noteEditPage gathers the form for one note.
func (h *Handlers) noteEditPage(c *fiber.Ctx) (views.NoteEdit, error) {
	id := param(c, "seminar")
	seminar, err := h.store.WorkingSeminar(c.UserContext(), actor(c), id)
	if err != nil {
		return views.NoteEdit{}, err
	}
	note, err := h.store.Note(c.UserContext(), actor(c), id, param(c, "note"))
	if err != nil {
		return views.NoteEdit{}, err
	}
	if !note.MayEdit(actor(c)) {
		return views.NoteEdit{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.working(c, "note.edit")
	f.Crumbs = append(deskCrumbs(f.L, seminar), parts.NavLink{Href: models.NotesPath(id), Label: f.L.T("note.title")})
	return views.NoteEdit{Frame: f, SeminarID: id, Note: note, Form: models.NoteInput{Language: note.Language, Body: note.Body}, Seen: note.Version}, nil
}

func (h *Handlers) showNote(c *fiber.Ctx) error {
	page, err := h.noteEditPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editNote(c *fiber.Ctx) error {
	var in noteForm
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if _, err := h.noteEditPage(c); err != nil {
		return err // not of this seminar, or not one's own
	}
	_, err := h.store.EditNote(c.UserContext(), actor(c), param(c, "note"), in.Seen, in.NoteInput)
	if err != nil {
		return again(h, c, err, h.noteEditPage, func(p *views.NoteEdit, wrong models.Problems) { p.Form, p.Problems = in.NoteInput, wrong })
	}
	return h.seeOther(c, models.NotesPath(param(c, "seminar")), "flash.saved")
}
