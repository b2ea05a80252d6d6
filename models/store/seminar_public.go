package store

import (
	"context"

	"consultations/models"
)

// PublicSeminar reads an announced seminar with its organisers and editions,
// always in three queries.
func (s *Store) PublicSeminar(ctx context.Context, _ models.Actor, series, slug string) (models.SeminarPage, error) {
	var page models.SeminarPage
	q := s.db.Read(ctx).Raw("SELECT "+publicColumns+`,
		m.series_id, m.venue, m.about, m.languages, m.admission, m.seats, m.seats_taken, m.waiting, m.opens_at, m.closes_at, m.version, `+agendaOf+`, `+programmeTimes+
		fromPublic+" AND s.slug = ? AND m.slug = ?", series, slug)
	if err := s.db.One(q, "seminar.public", &page); err != nil {
		return page, err
	}
	err := s.db.Classify("seminar.public_organisers", s.db.Read(ctx).Raw(`SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role, o.hosts, g.kind
		FROM organisers o JOIN organisations g ON g.id = o.organisation_id WHERE o.seminar_id = ? ORDER BY o.position, o.id`, page.ID).Scan(&page.Organisers).Error)
	if err != nil {
		return page, err
	}
	err = s.db.Classify("seminar.public_editions", s.db.Read(ctx).Raw(`SELECT d.id, y.kind, d.number, d.kind AS edition_kind, d.title, d.reason, d.published_at, d.withdrawn_at, d.earlier_publication, `+pointKinds+`
		FROM editions d JOIN summaries y ON y.id = d.summary_id WHERE d.seminar_id = ? ORDER BY d.published_at DESC, d.id`, page.ID).Scan(&page.Editions).Error)
	return page, err
}

// Agenda reads the published programme of a seminar; an unpublished one is not
// found.
func (s *Store) Agenda(ctx context.Context, _ models.Actor, seminarID string) ([]models.AgendaSession, error) {
	var sessions []models.AgendaSession
	err := s.db.Classify("session.agenda", s.db.Read(ctx).Raw(`SELECT n.id, n.title, n.about, n.kind, n.attribution, n.room, n.starts_local, n.ends_local, n.starts_at, n.ends_at
		FROM sessions n JOIN seminars m ON m.id = n.seminar_id
		WHERE n.seminar_id = ? AND (m.status <> 'draft' AND m.status <> 'postponed' AND m.agenda_published) ORDER BY n.starts_at, n.id`, seminarID).Scan(&sessions).Error)
	if err != nil || len(sessions) == 0 {
		return sessions, err
	}
	var people []models.AgendaPerson
	err = s.db.Classify("session.agenda_people", s.db.Read(ctx).Raw(`SELECT p.session_id, p.name, p.post, p.capacity
		FROM session_people p JOIN sessions n ON n.id = p.session_id WHERE n.seminar_id = ? ORDER BY p.session_id, p.position, p.id`, seminarID).Scan(&people).Error)
	of := map[string]int{}
	for i, n := range sessions {
		of[n.ID] = i
	}
	for _, p := range people {
		if i, ok := of[p.SessionID]; ok {
			sessions[i].People = append(sessions[i].People, p)
		}
	}
	return sessions, err
}
