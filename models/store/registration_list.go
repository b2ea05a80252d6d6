package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// seminarColumns are the columns of a seminar m and its series s on pages and in
// e-mails about registrations.
const seminarColumns = `m.id AS seminar_id, m.series_id, s.slug AS series_slug, s.title AS series_title, m.slug AS seminar_slug, m.title, m.label, m.place, m.venue,
	(SELECT h.names FROM entities h WHERE h.id = m.host_entity_id) AS host, m.status AS seminar_status, m.reason AS seminar_reason, m.time_zone, m.starts_on, m.ends_on, m.year, ` + contactOf + `, m.closes_at, ` + agendaOf

// Registration reads one registration for its holder or the organisers.
func (s *Store) Registration(ctx context.Context, by models.Actor, id string) (models.RegistrationPage, error) {
	var p models.RegistrationPage
	if !models.IsID(id) {
		return p, models.Missing()
	}
	q := s.db.Read(ctx).Raw("SELECT "+seminarColumns+", "+registrationColumns+`, r.person_id, r.entity_id, e.names AS entity, r.updated_at
		FROM registrations r JOIN seminars m ON m.id = r.seminar_id JOIN series s ON s.id = m.series_id LEFT JOIN entities e ON e.id = r.entity_id
		WHERE r.id = ?`, id)
	if err := s.db.One(q, "registration.read", &p); err != nil {
		return p, err
	}
	r := models.Registration{ID: p.ID, PersonID: p.PersonID, Status: p.Status, OfferExpiresAt: p.OfferExpiresAt, AddressConfirmation: p.AddressConfirmation}
	seminar := p.ForRegistration()
	if !r.MaySee(by, seminar) {
		return models.RegistrationPage{}, models.Missing()
	}
	p.Moves, p.OfferIsOver = s.moves(r, seminar, by), r.OfferIsOver(seminar, s.db.Now())
	_, refused := r.ConfirmAddress(by, seminar, s.db.Now())
	p.MayConfirmAddress = p.IsAwaited(p.Status) && refused == nil
	p.MayCorrect = r.MayCorrect(by, seminar) == nil
	if p.MayList = seminar.MayListParticipants(by); !p.MayList {
		p.Refusal = models.Refusal{} // for the organisers, who can correct the address
		return p, nil
	}
	err := s.db.Read(ctx).Raw("SELECT name FROM shared_addresses WHERE registration_id = ? ORDER BY created_at, id", id).Scan(&p.NotRegistered).Error
	return p, s.db.Classify("registration.read", err)
}

// LinkLanguage is the language in which the holder of a personal link is written
// to; empty if the link opens nothing.
func (s *Store) LinkLanguage(ctx context.Context, by models.Actor) (string, error) {
	switch {
	case by.Via != models.ViaLink:
		return "", models.Missing()
	case by.InvitationID != "":
		return s.oneLanguage(ctx, "invitation.language", "SELECT language FROM invitations WHERE id = ?", by.InvitationID)
	}
	return s.oneLanguage(ctx, "registration.language", "SELECT language FROM registrations WHERE id = ? AND person_id = ?", by.RegistrationID, by.PersonID)
}

// oneLanguage reads one language; empty if no row is found.
func (s *Store) oneLanguage(ctx context.Context, verb, query string, args ...any) (string, error) {
	var code string
	err := s.db.Read(ctx).Raw(query, args...).Scan(&code).Error
	return code, s.db.Classify(verb, err)
}

// moves lists the status changes that the actor may make now.
func (s *Store) moves(r models.Registration, seminar models.Seminar, by models.Actor) []models.RegistrationStatus {
	var can []models.RegistrationStatus
	for _, to := range r.Moves(by, seminar) {
		if r.Move(by, seminar, to, s.db.Now()) == nil {
			can = append(can, to)
		}
	}
	return can
}

// registrationColumns are the columns of a registration r and its entity e in
// lists and on pages.
const registrationColumns = "r.id, r.status, " + positionOf + ` AS position, r.offer_expires_at, r.email, r.honorific, r.name, r.family_name, r.post, r.institution,
	r.capacity, r.language, r.needs, r.reason, r.created_at, r.version, r.mail_refused_at, r.mail_refused_code, r.confirm_by, r.address_confirmed_at`

// Registrations lists the registrations for a seminar in order of arrival or by
// family name, for the organisers and the secretariat. The audit log records
// that names and needs were read, without any of them.
func (s *Store) Registrations(ctx context.Context, by models.Actor, seminarID string, f models.RegistrationFilter) (models.RegistrationList, error) {
	list, seminar, err := s.registrationFigures(ctx, by, seminarID)
	if err != nil {
		return list, err
	}
	size := models.PageSize(f.Limit)
	q := s.db.Read(ctx).Table("registrations r").Joins("LEFT JOIN entities e ON e.id = r.entity_id").
		Select(registrationColumns+", r.order_key, e.names AS entity").Where("r.seminar_id = ?", seminar.ID).Limit(size + 1)
	q, cursor, err := ordered(found(q, f.Name), f)
	if err != nil {
		return list, err
	}
	if f.Status != "" {
		q = q.Where("(r.status = ?)", f.Status)
	}
	if f.Undelivered {
		q = q.Where(undeliveredRegistration)
	}
	var rows []models.RegistrationRow
	if err := s.db.All(q, "registration.list", &rows); err != nil {
		return list, err
	}
	for i := range rows {
		r := models.Registration{ID: rows[i].ID, Status: rows[i].Status, OfferExpiresAt: rows[i].OfferExpiresAt}
		rows[i].Moves = s.moves(r, seminar, by)
	}
	list.Page = models.CutPage(rows, size, cursor)
	return list, s.write(ctx, by, "registration.list", func(t *tx) error {
		return t.record(subject{"seminar", seminar.ID, seminar.SeriesID, seminar.ID}, map[string]any{"rows": len(list.Items)})
	})
}

// undeliveredRegistration is the condition for an active registration r whose
// last e-mail could not be delivered.
const undeliveredRegistration = "(r.mail_refused_at IS NOT NULL AND r.status IN ('pending', 'confirmed', 'waitlisted', 'offered'))"

// exportPage is how many registrations are read at a time for a table.
const exportPage = 1000

// RegistrationsToExport reads all registrations for a seminar, however many,
// oldest first, for the organisers and the secretariat, and hands them to add
// page by page. The log records that they were read.
func (s *Store) RegistrationsToExport(ctx context.Context, by models.Actor, seminarID string, add func([]models.RegistrationRow) error) (models.RegistrationSeminar, error) {
	list, seminar, err := s.registrationFigures(ctx, by, seminarID)
	if err != nil {
		return list.RegistrationSeminar, err
	}
	var page models.RegistrationFilter
	all := 0
	for read := exportPage; read == exportPage; {
		q := s.db.Read(ctx).Table("registrations r").Joins("LEFT JOIN entities e ON e.id = r.entity_id").
			Select(registrationColumns+", r.order_key, e.names AS entity").Where("r.seminar_id = ?", seminar.ID).Limit(exportPage)
		q, cursor, err := ordered(q, page)
		if err != nil {
			return list.RegistrationSeminar, err
		}
		var rows []models.RegistrationRow
		if err := s.db.All(q, "registration.export", &rows); err != nil {
			return list.RegistrationSeminar, err
		}
		if err := add(rows); err != nil {
			return list.RegistrationSeminar, err
		}
		if read = len(rows); read > 0 {
			page.Cursor = cursor(rows[read-1])
		}
		all += read
	}
	return list.RegistrationSeminar, s.write(ctx, by, "registration.export", func(t *tx) error {
		return t.record(subject{"seminar", seminar.ID, seminar.SeriesID, seminar.ID}, map[string]any{"rows": all})
	})
}

// ordered sorts a list of registrations r and continues it after the cursor of
// the filter. It returns how the cursor of a row is made in that order.
func ordered(q *gorm.DB, f models.RegistrationFilter) (*gorm.DB, func(models.RegistrationRow) string, error) {
	var last string
	if f.Order == models.ByName {
		var order, key string
		after, err := models.DecodeCursor(f.Cursor, &order, &key, &last)
		if after {
			q = q.Where("(r.order_key, r.id) > (?, ?)", key, last)
		}
		return q.Order("r.order_key, r.id"), func(r models.RegistrationRow) string { return models.EncodeCursor(models.ByName, r.OrderKey, r.ID) }, err
	}
	var at time.Time
	after, err := models.DecodeCursor(f.Cursor, &at, &last)
	if after {
		q = q.Where("(r.created_at, r.id) > (?, ?)", at, last)
	}
	return q.Order("r.created_at, r.id"), func(r models.RegistrationRow) string { return models.EncodeCursor(r.CreatedAt, r.ID) }, err
}

// registrationFigures reads the figures above the list, if the actor may read
// the list at all.
func (s *Store) registrationFigures(ctx context.Context, by models.Actor, seminarID string) (models.RegistrationList, models.Seminar, error) {
	var list models.RegistrationList
	var seminar models.Seminar
	if !models.IsID(seminarID) {
		return list, seminar, models.Missing()
	}
	var head struct {
		models.RegistrationSeminar
		Seats      *int
		SeatsTaken int
		Waiting    int
		Admission  models.Admission
	}
	q := s.db.Read(ctx).Raw("SELECT "+seminarColumns+", m.seats, m.seats_taken, m.waiting, m.admission FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = ?", seminarID)
	if err := s.db.One(q, "registration.figures", &head); err != nil {
		return list, seminar, err
	}
	seminar = head.ForRegistration()
	if !seminar.MayListParticipants(by) {
		return list, seminar, models.Missing()
	}
	list = models.RegistrationList{RegistrationSeminar: head.RegistrationSeminar, Seats: head.Seats, SeatsTaken: head.SeatsTaken, Waiting: head.Waiting,
		Admission: head.Admission, MayEdit: seminar.MayEdit(by), Counts: map[models.RegistrationStatus]int{}}
	counted := seminar
	counted.Seats, counted.SeatsTaken, counted.Waiting, counted.Admission = head.Seats, head.SeatsTaken, head.Waiting, head.Admission
	list.MayAdd = list.MayEdit && counted.MayRegister(by, s.db.Now()) == nil
	var counts []struct {
		Status models.RegistrationStatus
		N      int
	}
	err := s.db.Classify("registration.figures", s.db.Read(ctx).Raw("SELECT status, count(*) AS n FROM registrations WHERE seminar_id = ? GROUP BY status", seminarID).Scan(&counts).Error)
	for _, c := range counts {
		list.Counts[c.Status] = c.N
	}
	return list, seminar, err
}
