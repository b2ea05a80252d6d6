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
	if d.Seminar, err = s.WorkingSeminar(ctx, by, id); err != nil {
		return d, err
	}
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", d.Seminar.SeriesID), "seminar.desk", &d.Series); err != nil {
		return d, err
	}
	if d.Seminar.HostEntityID != "" {
		var host models.Entity
		if err := s.db.One(s.db.Read(ctx).Where("id = ?", string(d.Seminar.HostEntityID)), "seminar.desk", &host); err != nil {
			return d, err
		}
		d.Host = host.Names
	}
	if d.Organisers, err = s.organisers(ctx, id); err != nil {
		return d, err
	}
	if d.Sessions, err = s.sessions(ctx, id); err != nil {
		return d, err
	}
	d.StillMissing = d.Seminar.StillMissing(len(d.Organisers), len(d.Sessions))
	d.Clashes = models.Clashes(d.Seminar, d.Sessions)
	d.MayEdit = d.Seminar.MayEdit(by)
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
	err = s.db.Read(ctx).Raw(`SELECT (SELECT count(*) FROM summaries WHERE seminar_id = ?), (SELECT count(*) FROM notes o JOIN sessions n ON n.id = o.session_id WHERE n.seminar_id = ?)`,
		d.Seminar.ID, d.Seminar.ID).Row().Scan(&d.Summaries, &d.Notes)
	return s.db.Classify("seminar.desk", err)
}
