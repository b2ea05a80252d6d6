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

// NoteRoutes serve the notes of a seminar.
func (h *Handlers) NoteRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/notes", web.Working, show(h, h.notePage)),
		web.PostForm("/manage/seminars/:seminar/notes", web.Working, save(h, h.addNote, h.notePage)),
		web.Get("/manage/seminars/:seminar/notes/:note", web.Working, show(h, h.noteEditPage)),
		web.PostForm("/manage/seminars/:seminar/notes/:note", web.Working, save(h, h.editNote, h.noteEditPage)),
	}
}

// noteSession is the session chosen for a new note, in the form or in the
// address.
func noteSession(c *fiber.Ctx) string { return strings.Clone(c.FormValue("session")) }

// notePage builds the page of the notes of a seminar that the reader may
// read.
func (h *Handlers) notePage(c *fiber.Ctx) (views.NoteList, error) {
	ctx, by, id := c.UserContext(), web.Actor(c), web.Param(c, "seminar")
	head, err := h.Store.SeminarHead(ctx, by, id)
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
	f := h.seminarFrame(c, head, "note.title")
	return views.NoteList{
		Frame: f, Head: head, SeminarID: id, Sessions: sessions, Notes: notes, By: by, Zone: head.TimeZone,
		FormOf: views.NewForm(models.NoteInput{Language: f.L.Code()}), Session: noteSession(c),
	}, nil
}

func (h *Handlers) addNote(c *fiber.Ctx, in models.NoteInput) (done, error) {
	_, err := h.Store.AddNote(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), noteSession(c), in)
	return done{models.NotesPath(web.Param(c, "seminar")), "flash.note_added"}, err
}

// noteEditPage builds the form for one note.
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
	f := h.belowSeminar(c, seminar, "note.edit", web.Locale(c).Text(note.SessionTitle).Text)
	f.Crumbs = append(f.Crumbs, parts.Crumb{Href: models.NotesPath(id), Label: locale.Plain(f.L, f.L.T("note.title"))})
	return views.NoteEdit{Frame: f, SeminarID: id, Note: note, FormOf: views.NewForm(note.Input()), Seen: note.Version}, nil
}

func (h *Handlers) editNote(c *fiber.Ctx, in models.NoteInput) (done, error) {
	_, err := h.Store.EditNote(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), web.Param(c, "note"), web.Seen(c), in)
	return done{models.NotesPath(web.Param(c, "seminar")), "flash.saved"}, err
}
