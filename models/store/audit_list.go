package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// Audit reads the audit log, newest first: all of it for administrators, and
// the entries of their own series and seminars for organisers.
func (s *Store) Audit(ctx context.Context, by models.Actor, f models.AuditFilter, cursor string, limit int) (models.Page[models.AuditRow], error) {
	if !models.MayReadAudit(by) {
		return models.Page[models.AuditRow]{}, models.Missing()
	}
	var at time.Time
	var last string
	after, err := models.DecodeCursor(cursor, &at, &last)
	if err != nil {
		return models.Page[models.AuditRow]{}, err
	}
	if _, _, err := f.Check(); err != nil {
		return models.Page[models.AuditRow]{}, err
	}
	size := models.PageSize(limit)
	q := auditOf(s.db.Read(ctx).Table("audit_entries e"), by).
		Select(`e.id, e.at, e.account_id, a.name AS who, e.via, e.verb, e.subject_kind, e.subject_id, b.name AS about, e.series_id, s.title AS series_title,
			e.seminar_id, m.title AS seminar_title, m.label AS seminar_label, m.place AS seminar_place, e.detail`).
		Joins("LEFT JOIN accounts a ON a.id = e.account_id").
		Joins("LEFT JOIN accounts b ON b.id = e.subject_id AND e.subject_kind = 'account'").
		Joins("LEFT JOIN seminars m ON m.id = e.seminar_id").
		Joins("LEFT JOIN series s ON s.id = COALESCE(e.series_id, m.series_id)").
		Order("e.at DESC, e.id DESC").Limit(size + 1)
	if f.AccountID != "" {
		q = q.Where("e.account_id = ?", f.AccountID)
	}
	q = inFilter(q, f)
	if after {
		q = q.Where("(e.at, e.id) < (?, ?)", at, last)
	}
	var rows []models.AuditRow
	if err := s.db.All(q, "audit.list", &rows); err != nil {
		return models.Page[models.AuditRow]{}, err
	}
	return models.CutPage(rows, size, func(r models.AuditRow) string {
		return models.EncodeCursor(r.At, r.ID)
	}), nil
}

// inFilter keeps the entries that a filter shows, whoever made them.
func inFilter(q *gorm.DB, f models.AuditFilter) *gorm.DB {
	if f.SeriesID != "" {
		q = q.Where("(e.series_id = ? OR e.seminar_id IN (SELECT id FROM seminars WHERE series_id = ?))", f.SeriesID, f.SeriesID)
	}
	if f.SeminarID != "" {
		q = q.Where("e.seminar_id = ?", f.SeminarID)
	}
	if f.SubjectID != "" {
		q = q.Where("e.subject_id = ?", f.SubjectID)
	}
	if f.Kind != "" {
		q = q.Where("e.subject_kind = ?", f.Kind)
	}
	if f.Verb != "" {
		q = q.Where("e.verb = ?", f.Verb)
	}
	from, before, _ := f.Check() // a day that is none narrows nothing
	if !from.IsZero() {
		q = q.Where("e.at >= ?", from)
	}
	if !before.IsZero() {
		q = q.Where("e.at < ?", before)
	}
	return q
}

// auditOf limits a query to the entries that the actor may read.
func auditOf(q *gorm.DB, by models.Actor) *gorm.DB {
	all, series, seminars := models.AuditReach(by)
	if all {
		return q
	}
	return q.Where("(e.series_id IN ? OR e.seminar_id IN ? OR e.seminar_id IN (SELECT id FROM seminars WHERE series_id IN ?))",
		orNone(series), orNone(seminars), orNone(series))
}

// orNone makes an empty list usable with IN, which needs at least one value.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

// AuditScopes lists the series, seminars and accounts by which the actor may
// filter the log. If there are too many accounts to choose from, only those with
// entries that f shows are listed.
func (s *Store) AuditScopes(ctx context.Context, by models.Actor, f models.AuditFilter) (models.AuditChoices, error) {
	var c models.AuditChoices
	all, series, seminars := models.AuditReach(by)
	if !models.MayReadAudit(by) {
		return c, models.Missing()
	}
	q := s.db.Read(ctx).Table("seminars m").Joins("JOIN series s ON s.id = m.series_id").
		Select(namedSeminar).
		Order("s.created_at, s.id, m.number, m.id").Limit(5000)
	if !all {
		q = q.Where("(m.id IN ? OR m.series_id IN ?)", orNone(seminars), orNone(series))
	}
	if err := s.db.All(q, "audit.seminars", &c.Seminars); err != nil {
		return c, err
	}
	q = s.db.Read(ctx).Table("series").Select("id, title AS name").Order("created_at, id").Limit(1000)
	if !all {
		q = q.Where("id IN ?", orNone(series))
	}
	if err := s.db.All(q, "audit.series", &c.Series); err != nil {
		return c, err
	}
	people, err := s.auditPeople(ctx, by, models.AuditFilter{AccountID: f.AccountID})
	if c.Accounts = people; err != nil || len(people) <= models.AuditPeople {
		return c, err
	}
	people, err = s.auditPeople(ctx, by, f)
	c.Accounts, c.NotEverybody = people[:min(len(people), models.AuditPeople)], true
	return c, err
}

// auditPeople lists those who made entries that the actor may read and a filter
// shows, the one that it names first; one more than can be chosen from.
func (s *Store) auditPeople(ctx context.Context, by models.Actor, f models.AuditFilter) ([]models.AccountRow, error) {
	wrote := func(f models.AuditFilter) *gorm.DB {
		return inFilter(auditOf(s.db.Read(ctx).Table("audit_entries e").Select("1").Where("e.account_id = a.id"), by), f)
	}
	var people []models.AccountRow
	err := s.db.All(s.db.Read(ctx).Table("accounts a").Select("a.id, a.email, a.name, a.language, a.status, CASE WHEN a.id = ? THEN 0 ELSE 1 END AS place", f.AccountID).
		Where("(EXISTS (?) OR a.id = ? AND EXISTS (?))", wrote(f), f.AccountID, wrote(models.AuditFilter{})).
		Order("place, a.order_key, a.id").Limit(models.AuditPeople+1), "audit.accounts", &people)
	return people, err
}
