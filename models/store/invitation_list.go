package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// Invitation reads one invitation for the invited person and for the
// organisers.
func (s *Store) Invitation(ctx context.Context, by models.Actor, id string) (models.InvitationPage, error) {
	if !models.IsID(id) {
		return models.InvitationPage{}, models.Missing()
	}
	p, err := s.invitation(s.db.Read(ctx), by, id)
	if err != nil {
		return models.InvitationPage{}, err
	}
	p.Entities, err = s.EntitiesToName(ctx, by)
	return p, err
}

// InvitationLetter reads the data of an invitation mail, for the program
// itself. version is the version the mail was enqueued for: if the reading
// connection does not have it yet, the writing connection is used.
func (s *Store) InvitationLetter(ctx context.Context, by models.Actor, id string, version int) (models.InvitationPage, error) {
	if !by.IsSystem() {
		return models.InvitationPage{}, models.Missing()
	}
	p, err := s.invitation(s.db.Read(ctx), by, id)
	if models.KindOf(err) == models.NotFound || err == nil && p.Version < version {
		return s.invitation(s.db.Primary(ctx), by, id)
	}
	return p, err
}

func (s *Store) invitation(g *gorm.DB, by models.Actor, id string) (models.InvitationPage, error) {
	var i models.Invitation
	if err := s.db.One(g.Raw("SELECT * FROM invitations WHERE id = ?", id), "invitation.read", &i); err != nil {
		return models.InvitationPage{}, err
	}
	g = g.Session(&gorm.Session{NewDB: true})
	var seminar models.Seminar
	if err := s.db.One(g.Raw("SELECT "+seatColumns+" FROM seminars WHERE id = ?", i.SeminarID), "invitation.read", &seminar); err != nil {
		return models.InvitationPage{}, err
	}
	if !i.MaySee(by, seminar) {
		return models.InvitationPage{}, models.Missing()
	}
	p := i.Page()
	if !seminar.MayListParticipants(by) {
		p.Refusal = models.Refusal{} // for the organisers
	}
	if i.EntityID != "" {
		var e models.Entity
		if err := s.db.One(g.Raw("SELECT names FROM entities WHERE id = ?", string(i.EntityID)), "invitation.read", &e); err != nil {
			return p, err
		}
		p.Entity = e.Names
	}
	if i.RegistrationID != "" {
		err := s.db.Classify("invitation.read", g.Raw(`SELECT r.person_id FROM registrations r JOIN persons p ON p.id = r.person_id
			WHERE r.id = ? AND p.email_key = ?`, string(i.RegistrationID), i.EmailKey).Scan(&p.PersonID).Error)
		if err != nil {
			return p, err
		}
	}
	p.Status, p.Full, p.Refused = i.StateAt(s.db.Now(), seminar), seminar.IsFull(), i.MayAnswer(by, seminar, s.db.Now())
	if err := s.db.One(g.Raw("SELECT "+seminarColumns+" FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = ?", seminar.ID), "invitation.read", &p.Seminar); err != nil {
		return p, err
	}
	var organisers []models.OrganiserRow
	err := s.db.Classify("invitation.read", g.Raw(`SELECT o.*, g.name FROM organisers o JOIN organisations g ON g.id = o.organisation_id
		WHERE o.seminar_id = ? AND o.role IN ? ORDER BY o.position, o.id`, seminar.ID, models.ClearingRoles).Scan(&organisers).Error)
	for _, o := range organisers {
		p.Hosts = append(p.Hosts, o.Shown())
	}
	return p, err
}

// undeliveredInvitation is the condition for an invitation i without a reply
// whose last e-mail could not be delivered.
const undeliveredInvitation = "(i.mail_refused_at IS NOT NULL AND i.status = 'sent')"

// Invitations lists the invitations to a seminar, oldest first, for the
// organisers and the secretariat. The filter keeps those that have all its words
// in the name, the address or the institution. The audit log records that the
// names were read, without the names.
func (s *Store) Invitations(ctx context.Context, by models.Actor, seminarID string, f models.InvitationFilter) (models.InvitationList, error) {
	var list models.InvitationList
	seminar, err := s.WorkingSeminar(ctx, by, seminarID)
	if err != nil {
		return list, err
	}
	if !seminar.MayListParticipants(by) {
		return list, models.Missing()
	}
	var at time.Time
	var last string
	after, err := models.DecodeCursor(f.Cursor, &at, &last)
	if err != nil {
		return list, err
	}
	size := models.PageSize(f.Limit)
	q := found(s.db.Read(ctx), f.Name).Table("invitations i").Joins("LEFT JOIN entities e ON e.id = i.entity_id").
		Select("i.*, e.names AS entity").Where("i.seminar_id = ?", seminar.ID).Order("i.created_at, i.id").Limit(size + 1)
	if after {
		q = q.Where("(i.created_at > ? OR (i.created_at = ? AND i.id > ?))", at, at, last)
	}
	if f.Undelivered {
		q = q.Where(undeliveredInvitation)
	}
	var rows []models.InvitationRow
	if err := s.db.All(q, "invitation.list", &rows); err != nil {
		return list, err
	}
	now := s.db.Now()
	for n := range rows {
		i := models.Invitation{ID: rows[n].ID, Status: rows[n].Status, AnswerBy: rows[n].AnswerBy}
		rows[n].Status = i.StateAt(now, seminar)
		rows[n].MayRevoke, rows[n].MayResend = i.MayRevoke(by, seminar, now) == nil, i.MayResend(by, seminar, now) == nil
	}
	list.Page = models.CutPage(rows, size, func(r models.InvitationRow) string {
		return models.EncodeCursor(r.CreatedAt, r.ID)
	})
	list.MayEdit, list.Refused, list.AnswersBy = seminar.MayEdit(by), seminar.MayInvite(now), seminar.AnswersUntil(now)
	if err := s.db.One(s.db.Read(ctx).Raw("SELECT "+seminarColumns+" FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = ?", seminar.ID), "invitation.list", &list.RegistrationSeminar); err != nil {
		return list, err
	}
	if list.Entities, err = s.EntitiesToName(ctx, by); err != nil {
		return list, err
	}
	return list, s.write(ctx, by, "invitation.list", func(t *tx) error {
		return t.record(ofSeminar(seminar), map[string]any{"rows": len(list.Items)})
	})
}
