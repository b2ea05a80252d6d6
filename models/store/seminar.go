package store

import (
	"context"

	"consultations/models"
)

// CreateSeminar adds a draft to a series, with the next number unless one is
// given.
func (s *Store) CreateSeminar(ctx context.Context, by models.Actor, seriesID string, in models.SeminarInput) (models.Seminar, error) {
	var m models.Seminar
	err := s.write(ctx, by, "seminar.create", func(t *tx) error {
		series, err := t.lockSeries(by, seriesID)
		if err != nil {
			return err
		}
		if !series.MayEdit(by) {
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		if m, err = in.Check(models.Seminar{SeriesID: seriesID, Status: models.SeminarDraft, NextInLine: 1}, series.Regions); err != nil {
			return err
		}
		if err := t.numberSeminar(&m); err != nil {
			return err
		}
		if in.Slug == "" { // a second seminar in the same place and year
			if m.Slug, err = t.freeSlug(seriesID, m.Slug); err != nil {
				return err
			}
		}
		if err := t.seminarIsNew(m); err != nil {
			return err
		}
		now := s.db.Now()
		m.ID, m.CreatedAt, m.UpdatedAt, m.Version = models.NewID(now), now, now, 1
		m.SeatsCeiling = m.Ceiling()
		if err := t.Create(&m).Error; err != nil {
			return err
		}
		return t.record(ofSeminar(m), nil)
	})
	return m, err
}

// EditSeminar changes a seminar; seen is the version that was on the screen.
// Additional seats are offered to the waiting list at once; reducing the number
// removes nobody.
func (s *Store) EditSeminar(ctx context.Context, by models.Actor, id string, seen int, in models.SeminarInput) (models.Seminar, error) {
	var m models.Seminar
	err := s.write(ctx, by, "seminar.edit", func(t *tx) error {
		old, err := t.lockSeminarToEdit(by, id)
		if err != nil {
			return err
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		var series models.Series
		if err := t.Where("id = ?", old.SeriesID).Take(&series).Error; err != nil {
			return err
		}
		if m, err = in.Check(old, series.Regions); err != nil {
			return err
		}
		if err := t.numberSeminar(&m); err != nil {
			return err
		}
		if err := t.seminarIsNew(m); err != nil {
			return err
		}
		m.UpdatedAt, m.Version, m.SeatsCeiling = s.db.Now(), old.Version+1, m.Ceiling()
		if m.IsElsewhere(old) {
			m.Sequence++
		}
		// The counters belong to the seat rule and stay untouched.
		if err := t.Select("*").Omit("ID", "CreatedAt", "SeriesID", "Status", "SeatsTaken", "Waiting", "NextInLine", "AgendaPublished").Updates(&m).Error; err != nil {
			return err
		}
		if m.ConfirmHours == nil && old.ConfirmHours != nil { // nobody is asked any more
			if err := t.Exec("UPDATE registrations SET confirm_by = NULL WHERE seminar_id = ? AND status = 'confirmed'", m.ID).Error; err != nil {
				return err
			}
		}
		if m.IsPublic() {
			if err := t.keepAddress(m.SeriesID, id, old.Slug, m.Slug); err != nil {
				return err
			}
		}
		if m.TimeZone != old.TimeZone {
			if err := t.moveSessionsTo(m); err != nil {
				return err
			}
		}
		if err := t.seminarChanged(m); err != nil {
			return err
		}
		if err := t.record(ofSeminar(m), map[string]any{"version": m.Version}); err != nil {
			return err
		}
		if err := t.wordsChanged(id); err != nil {
			return err
		}
		if in.Notify && m.Status == models.SeminarAnnounced && m.IsElsewhere(old) {
			if m.Informed, err = t.mailParticipants(m, models.MailMoved); err != nil {
				return err
			}
		}
		return t.fillSeats(m.ID)
	})
	return m, err
}

// moveSessionsTo recomputes the instants of the programme from its local times:
// when the time zone is corrected, nine o'clock stays nine o'clock.
func (t *tx) moveSessionsTo(m models.Seminar) error {
	var sessions []models.Session
	if err := t.Where("seminar_id = ?", m.ID).Find(&sessions).Error; err != nil {
		return err
	}
	for i := range sessions {
		sessions[i].SetTimes(m.Location())
		if err := t.Select("StartsAt", "EndsAt").Updates(&sessions[i]).Error; err != nil {
			return err
		}
	}
	return nil
}

// MoveSeminar announces, postpones, cancels, concludes or archives a seminar. A
// series becomes public with its first announced seminar.
func (s *Store) MoveSeminar(ctx context.Context, by models.Actor, id string, to models.SeminarStatus) error {
	return s.moveSeminar(ctx, by, id, to, models.ReasonInput{}, models.AnnouncementInput{})
}

// AnnounceSeminar announces a seminar, also one that was postponed, whose dates
// are confirmed with it.
func (s *Store) AnnounceSeminar(ctx context.Context, by models.Actor, id string, in models.AnnouncementInput) error {
	return s.moveSeminar(ctx, by, id, models.SeminarAnnounced, models.ReasonInput{}, in)
}

// PostponeSeminar postpones a seminar and tells those registered or invited the
// reason.
func (s *Store) PostponeSeminar(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	return s.moveSeminar(ctx, by, id, models.SeminarPostponed, in, models.AnnouncementInput{})
}

// CancelSeminar cancels a seminar and tells those registered or invited the
// reason.
func (s *Store) CancelSeminar(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	return s.moveSeminar(ctx, by, id, models.SeminarCancelled, in, models.AnnouncementInput{})
}

func (s *Store) moveSeminar(ctx context.Context, by models.Actor, id string, to models.SeminarStatus, in models.ReasonInput, announced models.AnnouncementInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "seminar.move", func(t *tx) error {
		m, err := t.lockSeminar(id)
		if err != nil {
			return err
		}
		var organisers, sessions int64
		if err := t.Model(&models.Organiser{}).Where("seminar_id = ?", id).Count(&organisers).Error; err != nil {
			return err
		}
		if err := t.Model(&models.Session{}).Where("seminar_id = ?", id).Count(&sessions).Error; err != nil {
			return err
		}
		if err := m.Move(by, to, m.StillMissing(int(organisers), int(sessions), s.db.Now())); err != nil {
			return err
		}
		if to == models.SeminarAnnounced {
			if err := announced.Check(m); err != nil {
				return err
			}
		}
		from := m.Status
		m.Status, m.Reason, m.UpdatedAt, m.Version = to, reason, s.db.Now(), m.Version+1
		if models.MailOfSeminar(from, to) != "" {
			m.Sequence++
		}
		if err := t.Select("Status", "Reason", "UpdatedAt", "Version", "Sequence").Updates(&m).Error; err != nil {
			return err
		}
		if from == models.SeminarDraft {
			if err := t.announceSeries(m.SeriesID); err != nil {
				return err
			}
		}
		if err := t.seminarChanged(m); err != nil {
			return err
		}
		if err := t.record(ofSeminar(m), map[string]any{"from": from, "to": to}); err != nil {
			return err
		}
		if from == models.SeminarPostponed && to == models.SeminarAnnounced {
			if err := t.renewOffers(m); err != nil {
				return err
			}
		}
		if mail := models.MailOfSeminar(from, to); mail != "" {
			if _, err := t.mailParticipants(m, mail); err != nil {
				return err
			}
		}
		return t.fillSeats(m.ID)
	})
}

// announceSeries makes a series public with its first announced seminar. The
// row is locked: otherwise the search would miss a concurrent edit, and the
// second of two announcements would overwrite the date of the first.
func (t *tx) announceSeries(id string) error {
	var series models.Series
	if err := t.Raw("SELECT * FROM series WHERE id = ?"+t.s.db.LockRow(), id).Take(&series).Error; err != nil {
		return err
	}
	if series.IsPublic() {
		return nil
	}
	now := t.s.db.Now()
	series.AnnouncedAt = &now
	if err := t.Select("AnnouncedAt").Updates(&series).Error; err != nil {
		return err
	}
	return t.indexSeries(series)
}

// PublishAgenda publishes the programme, or hides it again. A programme with
// sessions outside the days of the seminar is not published.
func (s *Store) PublishAgenda(ctx context.Context, by models.Actor, id string, in models.AgendaInput) error {
	return s.write(ctx, by, "seminar.publish_agenda", func(t *tx) error {
		m, err := t.lockSeminarToEdit(by, id)
		if err != nil {
			return err
		}
		published, err := in.Check()
		if err != nil {
			return err
		}
		if published {
			var sessions []models.Session
			if err := t.Where("seminar_id = ?", id).Find(&sessions).Error; err != nil {
				return err
			}
			if err := m.MayPublishAgenda(sessions); err != nil {
				return err
			}
		}
		before, err := t.entryTimes(id)
		if err != nil {
			return err
		}
		m.AgendaPublished, m.Version, m.UpdatedAt = published, m.Version+1, s.db.Now()
		if err := t.Select("AgendaPublished", "Version", "UpdatedAt").Updates(&m).Error; err != nil {
			return err
		}
		if err := t.entryChanged(id, before); err != nil {
			return err
		}
		if err := t.seminarChanged(m); err != nil {
			return err
		}
		return t.record(ofSeminar(m), map[string]any{"published": published})
	})
}

// seminarChanged publishes a change to an announced seminar.
func (t *tx) seminarChanged(m models.Seminar) error {
	if !m.IsPublic() {
		return nil
	}
	t.PublicChanged()
	return t.indexSeminar(m)
}

// lockSeminar locks a seminar until the transaction ends; the caller checks
// permissions.
func (t *tx) lockSeminar(id string) (models.Seminar, error) {
	var m models.Seminar
	err := t.Raw("SELECT * FROM seminars WHERE id = ?"+t.s.db.LockRow(), id).Take(&m).Error
	return m, err
}

// lockSeminarToEdit locks a seminar that the actor may edit.
func (t *tx) lockSeminarToEdit(by models.Actor, id string) (models.Seminar, error) {
	m, err := t.lockSeminar(id)
	switch {
	case err != nil:
		return m, err
	case !m.MaySeeWorkingArea(by) && !m.IsPublic():
		return m, models.Missing()
	case !m.MaySeeWorkingArea(by):
		return m, models.Missing()
	case !m.MayEdit(by):
		return m, models.Refuse(models.Forbidden, "page.forbidden")
	}
	return m, nil
}

// numberSeminar gives a seminar without a number the next one in its series.
func (t *tx) numberSeminar(m *models.Seminar) error {
	if m.Number != 0 {
		return nil
	}
	return t.Raw("SELECT COALESCE(max(number), 0) + 1 FROM seminars WHERE series_id = ? AND id <> ?", m.SeriesID, m.ID).Row().Scan(&m.Number)
}

// seminarIsNew refuses an address or number that another seminar of the series
// has, and a host that does not exist, with problems of the fields.
func (t *tx) seminarIsNew(m models.Seminar) error {
	if err := t.slugIsFree(m.SeriesID, m.Slug, m.ID); err != nil {
		return err
	}
	var n int64
	if err := t.Model(&models.Seminar{}).Where("series_id = ? AND number = ? AND id <> ?", m.SeriesID, m.Number, m.ID).Count(&n).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(n == 0, "number", "form.taken")
	if m.HostEntityID != "" {
		if err := t.Model(&models.Entity{}).Where("id = ?", string(m.HostEntityID)).Count(&n).Error; err != nil {
			return err
		}
		p.Require(n == 1, "host_entity", "form.choice")
	}
	return p.Err()
}

// Seminar reads one seminar that the actor may see.
func (s *Store) Seminar(ctx context.Context, by models.Actor, id string) (models.Seminar, error) {
	var m models.Seminar
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "seminar.read", &m); err != nil {
		return models.Seminar{}, err
	}
	if m.MaySee(by) {
		return m, nil
	}
	if part, err := s.reportsIn(ctx, by, id); err != nil || part {
		return m, err
	}
	return models.Seminar{}, models.Missing()
}

// WorkingSeminar reads one seminar whose working area the actor may see.
func (s *Store) WorkingSeminar(ctx context.Context, by models.Actor, id string) (models.Seminar, error) {
	m, err := s.Seminar(ctx, by, id)
	if err != nil || m.MaySeeWorkingArea(by) {
		return m, err
	}
	if part, err := s.reportsIn(ctx, by, id); err != nil || part {
		return m, err
	}
	return models.Seminar{}, models.Missing()
}

// reportsIn reports whether the actor is rapporteur of a session of the seminar.
func (s *Store) reportsIn(ctx context.Context, by models.Actor, id string) (bool, error) {
	sessions := grantedSessions(by)
	if len(sessions) == 1 {
		return false, nil
	}
	var n int64
	err := s.db.Read(ctx).Model(&models.Session{}).Where("seminar_id = ? AND id IN ?", id, sessions).Count(&n).Error
	return n > 0, s.db.Classify("seminar.read", err)
}

// WorkingSeminars lists the seminars of a series that the actor may see, in
// their order.
func (s *Store) WorkingSeminars(ctx context.Context, by models.Actor, seriesID string) ([]models.Seminar, error) {
	var all []models.Seminar
	err := s.db.All(s.db.Read(ctx).Where("seminars.series_id = ?", seriesID).
		Where("(seminars.status <> 'draft' OR ? OR seminars.series_id IN ? OR seminars.id IN ? OR seminars.id IN (SELECT n.seminar_id FROM sessions n WHERE n.id IN ?))",
			by.IsSystem(), grantedSeries(by), grantedSeminars(by), grantedSessions(by)).
		Order("number, id"), "seminar.list", &all)
	return all, err
}
