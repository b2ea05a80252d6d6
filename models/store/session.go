package store

import (
	"context"

	"consultations/models"
)

// AddSession adds a session to the programme. Clashes are shown but do not
// prevent it.
func (s *Store) AddSession(ctx context.Context, by models.Actor, seminarID string, in models.SessionInput) (models.Session, error) {
	var n models.Session
	err := s.write(ctx, by, "session.add", func(t *tx) error {
		m, err := t.lockSeminarToEdit(by, seminarID)
		if err != nil {
			return err
		}
		var people []models.SessionPerson
		if n, people, err = in.Check(models.Session{SeminarID: seminarID}, m.Location()); err != nil {
			return err
		}
		before, err := t.entryTimes(m.ID)
		if err != nil {
			return err
		}
		now := s.db.Now()
		n.ID, n.CreatedAt, n.UpdatedAt, n.Version = models.NewID(now), now, now, 1
		if err := t.Create(&n).Error; err != nil {
			return err
		}
		if err := t.setPeople(n.ID, people); err != nil {
			return err
		}
		n.Informed, err = t.agendaChanged(m, n.ID, before, in.Notify)
		return err
	})
	return n, err
}

// EditSession changes a session and its people.
func (s *Store) EditSession(ctx context.Context, by models.Actor, seminarID, id string, seen int, in models.SessionInput) (models.Session, error) {
	var n models.Session
	err := s.write(ctx, by, "session.edit", func(t *tx) error {
		m, err := t.lockSeminarToEdit(by, seminarID)
		if err != nil {
			return err
		}
		if err := t.Where("id = ? AND seminar_id = ?", id, seminarID).Take(&n).Error; err != nil {
			return err
		}
		if n.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		before, err := t.entryTimes(m.ID)
		if err != nil {
			return err
		}
		old := n
		var people []models.SessionPerson
		if n, people, err = in.Check(n, m.Location()); err != nil {
			return err
		}
		n.UpdatedAt, n.Version = s.db.Now(), seen+1
		if err := t.Select("*").Omit("ID", "SeminarID", "CreatedAt").Updates(&n).Error; err != nil {
			return err
		}
		if err := t.setPeople(id, people); err != nil {
			return err
		}
		n.Informed, err = t.agendaChanged(m, id, before, in.Notify && n.IsMoved(old))
		return err
	})
	return n, err
}

// RemoveSession removes a session from the programme. A session with notes, or
// on which a point is based, stays. The number is that of the people who are
// informed by e-mail.
func (s *Store) RemoveSession(ctx context.Context, by models.Actor, seminarID, id string) (informed int, err error) {
	err = s.write(ctx, by, "session.remove", func(t *tx) error {
		m, err := t.lockSeminarToEdit(by, seminarID)
		if err != nil {
			return err
		}
		if err := t.Where("id = ? AND seminar_id = ?", id, seminarID).Take(&models.Session{}).Error; err != nil {
			return err // before the next check, which must say nothing about another seminar
		}
		var used int64
		if err := t.Raw("SELECT (SELECT count(*) FROM notes WHERE session_id = ?) + (SELECT count(*) FROM point_sources WHERE session_id = ?)", id, id).Row().Scan(&used); err != nil {
			return err
		}
		if used > 0 {
			return models.Refuse(models.Conflict, "session.has_notes")
		}
		before, err := t.entryTimes(m.ID)
		if err != nil {
			return err
		}
		if err := t.Delete(&models.Session{}, "id = ?", id).Error; err != nil {
			return err
		}
		informed, err = t.agendaChanged(m, id, before, true)
		return err
	})
	return informed, err
}

func (t *tx) setPeople(sessionID string, people []models.SessionPerson) error {
	if err := t.Where("session_id = ?", sessionID).Delete(&models.SessionPerson{}).Error; err != nil {
		return err
	}
	for i := range people {
		people[i].ID, people[i].SessionID = models.NewID(t.s.db.Now()), sessionID
	}
	if len(people) == 0 {
		return nil
	}
	return t.Create(&people).Error
}

// agendaChanged publishes a change of a published programme. before is the
// calendar entry's times before the change; notify is whether those who have a
// seat are told. The number is how many they are.
func (t *tx) agendaChanged(m models.Seminar, sessionID string, before entryTimes, notify bool) (informed int, err error) {
	if m.AgendaPublished {
		if err := t.seminarChanged(m); err != nil {
			return 0, err
		}
	}
	if err := t.entryChanged(m.ID, before); err != nil {
		return 0, err
	}
	if notify && m.Status == models.SeminarAnnounced && m.AgendaPublished {
		if informed, err = t.mailSeated(m.ID, models.MailProgramme); err != nil {
			return 0, err
		}
	}
	return informed, t.record(subject{kind: "session", id: sessionID, series: m.SeriesID, seminar: m.ID}, nil)
}

// Sessions lists the programme of a seminar with its people, for those who
// work on it.
func (s *Store) Sessions(ctx context.Context, by models.Actor, seminarID string) ([]models.SessionRow, error) {
	if _, err := s.WorkingSeminar(ctx, by, seminarID); err != nil {
		return nil, err
	}
	return s.sessions(ctx, seminarID)
}

func (s *Store) sessions(ctx context.Context, seminarID string) ([]models.SessionRow, error) {
	var rows []models.SessionRow
	err := s.db.Read(ctx).Table("sessions").Where("seminar_id = ?", seminarID).Order("starts_at, id").Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return rows, s.db.Classify("session.list", err)
	}
	var people []models.SessionPerson
	err = s.db.Read(ctx).Raw("SELECT p.* FROM session_people p JOIN sessions n ON n.id = p.session_id WHERE n.seminar_id = ? ORDER BY p.position, p.id", seminarID).Scan(&people).Error
	of := map[string]int{}
	for i, n := range rows {
		of[n.ID] = i
	}
	for _, p := range people {
		if i, ok := of[p.SessionID]; ok {
			rows[i].People = append(rows[i].People, p)
		}
	}
	return rows, s.db.Classify("session.list", err)
}

// Session reads one session of a seminar with its people.
func (s *Store) Session(ctx context.Context, by models.Actor, seminarID, id string) (models.SessionRow, error) {
	var n models.SessionRow
	if _, err := s.WorkingSeminar(ctx, by, seminarID); err != nil {
		return n, err
	}
	if err := s.db.One(s.db.Read(ctx).Table("sessions").Where("id = ? AND seminar_id = ?", id, seminarID), "session.read", &n); err != nil {
		return models.SessionRow{}, err
	}
	err := s.db.All(s.db.Read(ctx).Where("session_id = ?", id).Order("position, id"), "session.read", &n.People)
	return n, err
}
