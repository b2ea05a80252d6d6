package store

import (
	"context"

	"consultations/models"
)

// SeminarDesk reads everything that the working page of a seminar shows. The
// number of queries does not depend on the number of rows.
func (s *Store) SeminarDesk(ctx context.Context, by models.Actor, id string) (models.SeminarDesk, error) {
	var d models.SeminarDesk
	var err error
	if d.Head, d.Seminar, err = s.seminarHead(ctx, by, id); err != nil {
		return d, err
	}
	if d.Organisers, err = s.organisers(ctx, id); err != nil {
		return d, err
	}
	if d.Sessions, err = s.sessions(ctx, id); err != nil {
		return d, err
	}
	d.StillMissing = d.Seminar.StillMissing(len(d.Organisers), len(d.Sessions), s.db.Now())
	d.Line = d.Seminar.RegistrationLine(s.db.Now())
	d.Clashes = models.Clashes(d.Seminar, d.Sessions)
	return d, s.deskCounts(ctx, &d)
}

func (s *Store) deskCounts(ctx context.Context, d *models.SeminarDesk) error {
	var rows []struct {
		Status models.RegistrationStatus
		N      int
	}
	err := s.db.Read(ctx).Raw("SELECT status, count(*) AS n FROM registrations WHERE seminar_id = ? GROUP BY status", d.Seminar.ID).Scan(&rows).Error
	if err != nil {
		return s.db.Classify("seminar.desk", err)
	}
	d.Counts = map[models.RegistrationStatus]int{}
	for _, r := range rows {
		d.Counts[r.Status] = r.N
	}
	return nil
}
