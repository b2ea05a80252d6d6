package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// RegistrationForm reads the data of the public registration form of an
// announced seminar.
func (s *Store) RegistrationForm(ctx context.Context, by models.Actor, series, seminar string) (models.RegistrationForm, error) {
	var f models.RegistrationForm
	q := s.db.Read(ctx).Raw("SELECT "+seminarColumns+`, m.admission, m.seats, m.seats_taken, m.waiting, m.opens_at
		FROM seminars m JOIN series s ON s.id = m.series_id WHERE s.slug = ? AND m.slug = ? AND (m.status <> 'draft')`, series, seminar)
	if err := s.db.One(q, "registration.form", &f); err != nil {
		return f, err
	}
	var err error
	f.Entities, err = s.EntitiesToName(ctx, by)
	return f, err
}

// PublicSeminarID finds the seminar at a public address.
func (s *Store) PublicSeminarID(ctx context.Context, _ models.Actor, series, seminar string) (string, error) {
	var found struct{ ID string }
	q := s.db.Read(ctx).Raw("SELECT m.id FROM seminars m JOIN series s ON s.id = m.series_id WHERE s.slug = ? AND m.slug = ? AND (m.status <> 'draft')", series, seminar)
	err := s.db.One(q, "seminar.public_id", &found)
	return found.ID, err
}

// EntitiesToName lists the States and other entities that a person can select
// today.
func (s *Store) EntitiesToName(ctx context.Context, _ models.Actor) ([]models.Choice, error) {
	today := s.db.Now().Format(time.DateOnly)
	var rows []struct {
		ID      string
		Names   models.Text
		SortKey string
	}
	err := s.db.Classify("entity.to_name", s.db.Read(ctx).Raw(`SELECT id, names, sort_key FROM entities
		WHERE (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?) ORDER BY sort_key, id LIMIT 1000`, today, today).Scan(&rows).Error)
	named := make([]models.Choice, len(rows))
	for i, r := range rows {
		named[i] = models.Choice{ID: r.ID, Name: r.Names, SortKey: r.SortKey}
	}
	return named, err
}

// RegistrationHead reads the seminar to which the organisers are about to add a
// person.
func (s *Store) RegistrationHead(ctx context.Context, by models.Actor, seminarID string) (models.RegistrationSeminar, error) {
	var head models.RegistrationSeminar
	if !models.IsID(seminarID) {
		return head, models.Missing()
	}
	err := s.db.One(s.db.Read(ctx).Raw("SELECT "+seminarColumns+" FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = ?", seminarID), "registration.head", &head)
	if err != nil {
		return head, err
	}
	if seminar := (models.Seminar{ID: head.SeminarID, SeriesID: head.SeriesID, Status: head.SeminarStatus}); !seminar.MayEdit(by) {
		return models.RegistrationSeminar{}, models.Missing()
	}
	return head, nil
}

// RegistrationLetter reads the data of a mail about a registration, for the
// program itself. version is the version the mail was enqueued for: if the
// reading connection does not have it yet, the writing connection is used.
func (s *Store) RegistrationLetter(ctx context.Context, by models.Actor, id string, version int) (models.RegistrationLetter, error) {
	if !by.IsSystem() {
		return models.RegistrationLetter{}, models.Missing()
	}
	l, err := s.letter(s.db.Read(ctx), id)
	if models.KindOf(err) == models.NotFound || err == nil && l.Version < version {
		return s.letter(s.db.Primary(ctx), id)
	}
	return l, err
}

func (s *Store) letter(g *gorm.DB, id string) (models.RegistrationLetter, error) {
	var l models.RegistrationLetter
	q := g.Raw("SELECT "+seminarColumns+", r.id AS registration_id, r.person_id, r.status, r.reason, "+positionOf+` AS position, r.email, r.honorific, r.name, r.language, r.offer_expires_at, r.updated_at, r.version,
		COALESCE((SELECT min(n.starts_local) FROM sessions n WHERE n.seminar_id = m.id AND m.agenda_published), '') AS first_session,
		COALESCE((SELECT max(n.ends_local) FROM sessions n WHERE n.seminar_id = m.id AND m.agenda_published), '') AS last_session
		FROM registrations r JOIN seminars m ON m.id = r.seminar_id JOIN series s ON s.id = m.series_id WHERE r.id = ?`, id)
	err := s.db.One(q, "registration.letter", &l)
	return l, err
}
