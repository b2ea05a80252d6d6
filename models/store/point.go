package store

import (
	"context"

	"consultations/models"
)

// AddPoint adds a point at the end of a summary.
func (s *Store) AddPoint(ctx context.Context, by models.Actor, summaryID string, in models.PointInput) (models.Point, error) {
	var p models.Point
	err := s.write(ctx, by, "point.add", func(t *tx) error {
		m, seminar, err := t.lockSummary(by, summaryID)
		if err != nil {
			return err
		}
		if err := m.MayChange(by, seminar); err != nil {
			return err
		}
		points, err := t.points(summaryID)
		if err != nil {
			return err
		}
		if len(points) >= mostPoints {
			return models.Refuse(models.Conflict, "point.too_many")
		}
		if p, err = in.Check(models.Point{SummaryID: summaryID}, codes(points, "")); err != nil {
			return err
		}
		if n := len(points); n > 0 {
			p.Position = points[n-1].Position
		}
		now := s.db.Now()
		p.ID, p.Position, p.CreatedAt, p.UpdatedAt, p.Version = models.NewID(now), p.Position+1, now, now, 1
		if err := t.Create(&p).Error; err != nil {
			return err
		}
		if err := t.linkPoint(p, seminar, in); err != nil {
			return err
		}
		_, err = t.summaryChanged(m, seminar)
		return err
	})
	return p, err
}

// mostPoints limits a summary, so that pages and documents stay readable.
const mostPoints = 500

// EditPoint changes a point; seen is the version that was shown.
func (s *Store) EditPoint(ctx context.Context, by models.Actor, id string, seen int, in models.PointInput) (models.Point, error) {
	var p models.Point
	err := s.changePoint(ctx, by, "point.edit", id, seen, func(t *tx, points []models.Point, at int, seminar models.Seminar) error {
		var err error
		if p, err = in.Check(points[at], codes(points, id)); err != nil {
			return err
		}
		p.UpdatedAt, p.Version = s.db.Now(), p.Version+1
		if err := t.Select("Code", "Kind", "Body", "Voice", "Strength", "Paragraph", "Addressees", "UpdatedAt", "Version").Updates(&p).Error; err != nil {
			return err
		}
		return t.linkPoint(p, seminar, in)
	})
	return p, err
}

// RemovePoint removes a point from the text; published editions keep it.
func (s *Store) RemovePoint(ctx context.Context, by models.Actor, id string, seen int) error {
	return s.changePoint(ctx, by, "point.remove", id, seen, func(t *tx, points []models.Point, at int, _ models.Seminar) error {
		return t.Delete(&points[at]).Error
	})
}

// MovePoint swaps a point with the one before or after it. The first and the
// last one stay where they are.
func (s *Store) MovePoint(ctx context.Context, by models.Actor, id string, down bool) error {
	return s.changePoint(ctx, by, "point.move", id, anyVersion, func(t *tx, points []models.Point, at int, _ models.Seminar) error {
		with := at - 1
		if down {
			with = at + 1
		}
		if with < 0 || with >= len(points) {
			return models.Refuse(models.Conflict, "point.no_further")
		}
		points[at], points[with] = points[with], points[at]
		for i := range points {
			if points[i].Position == i+1 {
				continue
			}
			points[i].Position = i + 1
			if err := t.Select("Position").Updates(&points[i]).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// anyVersion is used if a change of a point cannot overwrite another change.
const anyVersion = -1

// changePoint makes one change to a point of a summary whose text the actor
// may change, and creates a new revision of the text.
func (s *Store) changePoint(ctx context.Context, by models.Actor, verb, id string, seen int, change func(t *tx, points []models.Point, at int, seminar models.Seminar) error) error {
	return s.write(ctx, by, verb, func(t *tx) error {
		var p models.Point
		if err := t.Select("id", "summary_id").Where("id = ?", id).Take(&p).Error; err != nil {
			return err
		}
		m, seminar, err := t.lockSummary(by, p.SummaryID)
		if err != nil {
			return err
		}
		if err := m.MayChange(by, seminar); err != nil {
			return err
		}
		points, err := t.points(m.ID)
		if err != nil {
			return err
		}
		at := -1
		for i := range points {
			if points[i].ID == id {
				at = i
			}
		}
		if at < 0 { // removed while waiting for the lock
			return models.Missing()
		}
		if seen != anyVersion && points[at].Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if err := change(t, points, at, seminar); err != nil {
			return err
		}
		_, err = t.summaryChanged(m, seminar)
		return err
	})
}

func (t *tx) points(summaryID string) ([]models.Point, error) {
	var points []models.Point
	err := t.Where("summary_id = ?", summaryID).Order("position, id").Find(&points).Error
	return points, err
}

func codes(points []models.Point, but string) []string {
	var taken []string
	for _, p := range points {
		if p.ID != but {
			taken = append(taken, p.Code)
		}
	}
	return taken
}

// linkPoint writes the themes of a point, and the sessions and notes on which
// it is based. Themes must belong to the series, sessions and notes to the
// seminar.
func (t *tx) linkPoint(p models.Point, seminar models.Seminar, in models.PointInput) error {
	var themes, sessions []string
	var notes []models.Note
	if err := t.Model(&models.Theme{}).Where("series_id = ? AND id IN ?", seminar.SeriesID, orNone(in.Themes)).Pluck("id", &themes).Error; err != nil {
		return err
	}
	if err := t.Model(&models.Session{}).Where("seminar_id = ? AND id IN ?", seminar.ID, orNone(in.Sessions)).Pluck("id", &sessions).Error; err != nil {
		return err
	}
	if err := t.Where("id IN ? AND session_id IN (SELECT id FROM sessions WHERE seminar_id = ?)", orNone(in.Notes), seminar.ID).Find(&notes).Error; err != nil {
		return err
	}
	problems := models.Problems{}
	problems.Require(len(themes) == distinct(in.Themes), "themes", "form.choice")
	problems.Require(len(sessions) == distinct(in.Sessions), "sessions", "form.choice")
	problems.Require(len(notes) == distinct(in.Notes), "notes", "form.choice")
	if err := problems.Err(); err != nil {
		return err
	}
	for _, old := range []string{"point_themes", "point_sources"} {
		if err := t.Exec("DELETE FROM "+old+" WHERE point_id = ?", p.ID).Error; err != nil {
			return err
		}
	}
	for _, theme := range themes {
		if err := t.Exec("INSERT INTO point_themes (point_id, theme_id) VALUES (?, ?)", p.ID, theme).Error; err != nil {
			return err
		}
	}
	var sources []models.PointSource
	for _, id := range sessions {
		sources = append(sources, models.PointSource{SessionID: id})
	}
	for _, n := range notes {
		sources = append(sources, models.PointSource{SessionID: n.SessionID, NoteID: models.Ref(n.ID)})
	}
	for i := range sources {
		sources[i].ID, sources[i].PointID = models.NewID(t.s.db.Now()), p.ID
	}
	if len(sources) == 0 {
		return nil
	}
	return t.Create(&sources).Error
}

func distinct(ids []string) int {
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen)
}
