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
	q := s.db.Read(ctx).Raw("SELECT "+seminarColumns+`, m.admission, m.seats, m.seats_taken, m.waiting, m.opens_at, m.confirm_hours
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
		WHERE (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?) ORDER BY sort_key, id`, today, today).Scan(&rows).Error)
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
	if !head.ForRegistration().MayEdit(by) {
		return models.RegistrationSeminar{}, models.Missing()
	}
	return head, nil
}

// RegistrationLetter reads the data of a mail about a registration, for the
// program itself. If the reading connection does not have the version yet for
// which the mail was enqueued, the writing connection is used.
func (s *Store) RegistrationLetter(ctx context.Context, by models.Actor, mail models.MailRegistration) (models.RegistrationLetter, error) {
	if !by.IsSystem() {
		return models.RegistrationLetter{}, models.Missing()
	}
	if mail.Mail == models.MailAgain { // repeats a version
		return s.letter(s.db.Primary(ctx), mail)
	}
	l, err := s.letter(s.db.Read(ctx), mail)
	if models.KindOf(err) == models.NotFound || err == nil && l.Version < mail.Version {
		return s.letter(s.db.Primary(ctx), mail)
	}
	return l, err
}

func (s *Store) letter(g *gorm.DB, mail models.MailRegistration) (models.RegistrationLetter, error) {
	var l models.RegistrationLetter
	position := "0" // the other e-mails hold the position of the moment when they became due
	if mail.Mail == models.MailAgain {
		position = positionOf
	}
	q := g.Raw("SELECT "+seminarColumns+", r.id AS registration_id, r.person_id, r.status, r.reason, "+position+` AS position, r.email, r.honorific, r.name, r.language, r.offer_expires_at, r.updated_at, r.version, r.confirm_by, r.address_confirmed_at,
		m.sequence AS seminar_sequence, m.updated_at AS seminar_updated_at, `+programmeTimes+`,
		(SELECT sum(o.version) FROM registrations o WHERE o.seminar_id = r.seminar_id AND o.person_id = r.person_id) AS person_sequence,
		EXISTS (SELECT 1 FROM registrations o WHERE o.seminar_id = r.seminar_id AND o.person_id = r.person_id AND o.id > r.id) AS is_replaced,
		COALESCE((SELECT x.name FROM shared_addresses x WHERE x.id = ? AND x.registration_id = r.id), '') AS not_registered
		FROM registrations r JOIN seminars m ON m.id = r.seminar_id JOIN series s ON s.id = m.series_id WHERE r.id = ?`, mail.Nonce, mail.RegistrationID)
	err := s.db.One(q, "registration.letter", &l)
	return l, err
}
