package wire

import (
	"time"

	"consultations/models"
)

// NoteJSON is a note of a session in the API.
type NoteJSON struct {
	ID          string              `json:"id"`
	SessionID   string              `json:"session_id"`
	Session     TextJSON            `json:"session" doc:"Title of the session"`
	Attribution *models.Attribution `json:"attribution" doc:"Attribution rule of the session; null for a break, which has none"`
	Author      string              `json:"author" doc:"Name"`
	Language    string              `json:"language"`
	Body        string              `json:"body"`
	CreatedAt   time.Time           `json:"created_at"`
	Version     int                 `json:"version"`
}

// NoteShape makes the API's shape of a note.
func NoteShape(n models.NoteRow) NoteJSON {
	return NoteJSON{
		ID: n.ID, SessionID: n.SessionID, Session: textJSON(n.SessionTitle), Attribution: ruleJSON(n.Attribution), Author: n.Author, Language: n.Language,
		Body: n.Body, CreatedAt: n.CreatedAt, Version: n.Version,
	}
}
