package store

import (
	"context"

	"gorm.io/gorm"

	"consultations/models"
)

// AddNote adds a note on a session.
func (s *Store) AddNote(ctx context.Context, by models.Actor, seminarID, sessionID string, in models.NoteInput) (models.Note, error) {
	var n models.Note
	err := s.write(ctx, by, "note.add", func(t *tx) error {
		m, err := t.seminarOfNotes(by, seminarID, sessionID)
		if err != nil {
			return err
		}
		if !by.SignedIn() { // a note needs an author
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		var session models.Session
		if err := t.Take(&session, "id = ?", sessionID).Error; err != nil {
			return err
		}
		if err := session.TakesNotes(); err != nil {
			return err
		}
		if n, err = in.Check(models.Note{SessionID: sessionID, AuthorID: by.AccountID}); err != nil {
			return err
		}
		now := s.db.Now()
		n.ID, n.CreatedAt, n.UpdatedAt, n.Version = models.NewID(now), now, now, 1
		if err := t.Create(&n).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "note", id: n.ID, series: m.SeriesID, seminar: m.ID}, nil)
	})
	return n, err
}

// EditNote changes a note of the actor's own; seen is the version that was on
// the screen.
func (s *Store) EditNote(ctx context.Context, by models.Actor, seminarID, id string, seen int, in models.NoteInput) (models.Note, error) {
	var n models.Note
	err := s.write(ctx, by, "note.edit", func(t *tx) error {
		if err := t.Raw("SELECT * FROM notes WHERE id = ?"+s.db.LockRow(), id).Take(&n).Error; err != nil {
			return err
		}
		m, err := t.seminarOfNotes(by, seminarID, n.SessionID)
		switch {
		case err != nil:
			return err
		case !n.MayEdit(by):
			return models.Refuse(models.Forbidden, "page.forbidden")
		case n.Version != seen:
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if n, err = in.Check(n); err != nil {
			return err
		}
		n.UpdatedAt, n.Version = s.db.Now(), seen+1
		if err := t.Select("Language", "Body", "UpdatedAt", "Version").Updates(&n).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "note", id: n.ID, series: m.SeriesID, seminar: m.ID}, map[string]any{"version": n.Version})
	})
	return n, err
}

// seminarOfNotes reads the seminar of a session on which the actor may write
// notes.
func (t *tx) seminarOfNotes(by models.Actor, seminarID, sessionID string) (models.Seminar, error) {
	var m models.Seminar
	if err := t.Raw("SELECT m.* FROM seminars m JOIN sessions n ON n.seminar_id = m.id WHERE m.id = ? AND n.id = ?", seminarID, sessionID).Take(&m).Error; err != nil {
		return m, err
	}
	if !m.MayWriteNotes(by, sessionID) {
		return m, models.Missing()
	}
	return m, nil
}

// Notes lists the notes on a seminar's sessions that the actor may read, in
// the order of the programme. An empty session means all sessions.
func (s *Store) Notes(ctx context.Context, by models.Actor, seminarID, sessionID string) ([]models.NoteRow, error) {
	m, err := s.WorkingSeminar(ctx, by, seminarID)
	if err != nil {
		return nil, err
	}
	return s.notes(ctx, by, m, sessionID)
}

func (s *Store) notes(ctx context.Context, by models.Actor, m models.Seminar, sessionID string) ([]models.NoteRow, error) {
	q := s.noteRows(ctx, by, m)
	if sessionID != "" {
		q = q.Where("o.session_id = ?", sessionID)
	}
	var rows []models.NoteRow
	err := s.db.Classify("note.list", q.Order("n.starts_at, n.id, o.created_at, o.id").Scan(&rows).Error)
	return rows, err
}

// ruleOf is the attribution rule of a session n; empty for a break, which has
// none.
const ruleOf = "CASE WHEN n.kind = 'break' THEN '' ELSE n.attribution END AS attribution"

// noteRows starts a query for the notes of a seminar that the actor may read.
func (s *Store) noteRows(ctx context.Context, by models.Actor, m models.Seminar) *gorm.DB {
	return s.db.Read(ctx).Table("notes o").Joins("JOIN sessions n ON n.id = o.session_id JOIN accounts a ON a.id = o.author_id").
		Select("o.*, a.name AS author, n.title AS session_title, "+ruleOf).
		Where("n.seminar_id = ? AND (? OR n.id IN ?)", m.ID, m.MayReadNotes(by, ""), grantedSessions(by))
}

// NoteSessions lists the sessions of a seminar on which the actor may write
// notes, without breaks.
func (s *Store) NoteSessions(ctx context.Context, by models.Actor, seminarID string) ([]models.SessionRow, error) {
	m, err := s.WorkingSeminar(ctx, by, seminarID)
	if err != nil {
		return nil, err
	}
	rows, err := s.sessions(ctx, seminarID)
	mine := rows[:0]
	for _, n := range rows {
		if n.TakesNotes() == nil && m.MayWriteNotes(by, n.ID) {
			mine = append(mine, n)
		}
	}
	return mine, err
}

// Note reads one note of a seminar that the actor may read.
func (s *Store) Note(ctx context.Context, by models.Actor, seminarID, id string) (models.NoteRow, error) {
	m, err := s.WorkingSeminar(ctx, by, seminarID)
	if err != nil {
		return models.NoteRow{}, err
	}
	var n models.NoteRow
	err = s.db.One(s.noteRows(ctx, by, m).Where("o.id = ?", id), "note.read", &n)
	return n, err
}
