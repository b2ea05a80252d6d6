package store

import (
	"context"
	"slices"

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
		if err := t.checkSpeakers(p, seminar); err != nil {
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

// checkSpeakers refuses a text that names somebody who spoke in confidence.
func (t *tx) checkSpeakers(text interface{ CheckSpeakers([]models.Speaker) error }, seminar models.Seminar) error {
	speakers, err := t.speakers(seminar.ID)
	if err != nil {
		return err
	}
	return text.CheckSpeakers(speakers)
}

// mostPoints limits a summary, so that its page and document stay readable.
const mostPoints = 500

// EditPoint changes a point; seen is the version that was on the screen.
func (s *Store) EditPoint(ctx context.Context, by models.Actor, summaryID, id string, seen int, in models.PointInput) (models.Point, error) {
	var p models.Point
	err := s.changePoint(ctx, by, "point.edit", summaryID, id, &seen, models.Summary.Changed, func(t *tx, points []models.Point, at int, seminar models.Seminar) error {
		var err error
		if p, err = in.Check(points[at], codes(points, id)); err != nil {
			return err
		}
		if err := t.checkSpeakers(p, seminar); err != nil {
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

// RemovePoint removes a point from the text; editions keep theirs.
func (s *Store) RemovePoint(ctx context.Context, by models.Actor, summaryID, id string, seen int) error {
	return s.changePoint(ctx, by, "point.remove", summaryID, id, &seen, models.Summary.Changed, func(t *tx, points []models.Point, at int, _ models.Seminar) error {
		return t.Delete(&points[at]).Error
	})
}

// MovePoint exchanges a point with the one of its kind before or after it. The
// first one of a kind cannot move up, the last one cannot move down.
func (s *Store) MovePoint(ctx context.Context, by models.Actor, summaryID, id string, down bool) error {
	return s.changePoint(ctx, by, "point.move", summaryID, id, nil, models.Summary.Reordered, func(t *tx, points []models.Point, at int, _ models.Seminar) error {
		with := models.Neighbour(points, at, down)
		if with < 0 {
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

// changePoint applies one change to a point of a summary that the actor may
// change, and starts a new revision of the text. seen is the version that was
// on the screen; nil is for changes that cannot overwrite anybody's text. text
// is what follows for the summary.
func (s *Store) changePoint(ctx context.Context, by models.Actor, verb, summaryID, id string, seen *int, text func(models.Summary, models.Actor) models.Summary, change func(t *tx, points []models.Point, at int, seminar models.Seminar) error) error {
	return s.write(ctx, by, verb, func(t *tx) error {
		m, seminar, err := t.lockSummary(by, summaryID)
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
		at := slices.IndexFunc(points, func(p models.Point) bool { return p.ID == id })
		if at < 0 {
			return models.Missing()
		}
		if seen != nil && points[at].Version != *seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if err := change(t, points, at, seminar); err != nil {
			return err
		}
		_, err = t.newRevision(text(m, by), seminar, m.Revision)
		return err
	})
}

// Points lists the points of a working text in their order. Those who may read
// sessions and notes also get the sources of each point.
func (s *Store) Points(ctx context.Context, by models.Actor, summaryID string) ([]models.PointRow, error) {
	return s.pointsFor(ctx, by, summaryID, "")
}

// Point reads one point of a working text.
func (s *Store) Point(ctx context.Context, by models.Actor, summaryID, id string) (models.PointRow, error) {
	if !models.IsID(id) {
		return models.PointRow{}, models.Missing()
	}
	points, err := s.pointsFor(ctx, by, summaryID, id)
	if err != nil {
		return models.PointRow{}, err
	}
	if len(points) == 0 {
		return models.PointRow{}, models.Missing()
	}
	return points[0], nil
}

func (s *Store) pointsFor(ctx context.Context, by models.Actor, summaryID, id string) ([]models.PointRow, error) {
	d, err := s.summaryHead(ctx, by, summaryID)
	if err != nil {
		return nil, err
	}
	if d.Points, err = s.pointRows(ctx, summaryID, id); err != nil {
		return nil, err
	}
	return d.For(by).Points, nil
}

// pointRows reads the points of a summary with their themes and sources; an
// empty id means all points.
func (s *Store) pointRows(ctx context.Context, summaryID, id string) ([]models.PointRow, error) {
	q := s.db.Read(ctx)
	var points []models.PointRow
	err := q.Raw("SELECT * FROM points WHERE summary_id = ? AND (id = ? OR ? = '') ORDER BY position, id", summaryID, id, id).Scan(&points).Error
	if err != nil {
		return nil, s.db.Classify("point.list", err)
	}
	at := map[string]int{}
	for i, p := range points {
		at[p.ID] = i
	}
	var themes []struct{ PointID, ThemeID string }
	err = q.Raw(`SELECT k.point_id, k.theme_id FROM point_themes k JOIN points p ON p.id = k.point_id JOIN themes h ON h.id = k.theme_id
		WHERE p.summary_id = ? AND (p.id = ? OR ? = '') ORDER BY h.position, h.id`, summaryID, id, id).Scan(&themes).Error
	if err != nil {
		return nil, s.db.Classify("point.list", err)
	}
	for _, k := range themes {
		if i, ok := at[k.PointID]; ok { // a point added since the first query is left out
			points[i].Themes = append(points[i].Themes, k.ThemeID)
		}
	}
	var sources []models.PointSource
	err = q.Raw("SELECT o.* FROM point_sources o JOIN points p ON p.id = o.point_id WHERE p.summary_id = ? AND (p.id = ? OR ? = '') ORDER BY o.id", summaryID, id, id).Scan(&sources).Error
	for _, o := range sources {
		if i, ok := at[o.PointID]; ok {
			points[i].Sources = append(points[i].Sources, o)
		}
	}
	return points, s.db.Classify("point.list", err)
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

// linkPoint stores the themes and sources of a point. Themes must belong to the
// series, sessions and notes to the seminar.
func (t *tx) linkPoint(p models.Point, seminar models.Seminar, in models.PointInput) error {
	var themes []string
	var sessions []models.Session
	var before []models.PointSource
	var notes []models.Note
	if err := t.Model(&models.Theme{}).Where("series_id = ? AND id IN ?", seminar.SeriesID, onlyIDs(in.Themes)).Pluck("id", &themes).Error; err != nil {
		return err
	}
	if err := t.Where("seminar_id = ? AND id IN ?", seminar.ID, onlyIDs(in.Sessions)).Find(&sessions).Error; err != nil {
		return err
	}
	if err := t.Where("point_id = ?", p.ID).Find(&before).Error; err != nil {
		return err
	}
	if err := t.Where("id IN ? AND session_id IN (SELECT id FROM sessions WHERE seminar_id = ?)", onlyIDs(in.Notes), seminar.ID).Find(&notes).Error; err != nil {
		return err
	}
	problems := models.Problems{}
	problems.Require(len(themes) == distinct(in.Themes), "themes", "form.choice")
	problems.Require(len(sessions) == distinct(in.Sessions), "sessions", "form.choice")
	problems.Require(len(notes) == distinct(in.Notes), "notes", "form.choice")
	if err := problems.Err(); err != nil {
		return err
	}
	if err := in.CheckSessions(sessions, before); err != nil {
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
	for _, n := range sessions {
		sources = append(sources, models.PointSource{SessionID: n.ID})
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

// onlyIDs leaves out what no row can be called, which a database might refuse
// to read: it is then missing like any other.
func onlyIDs(ids []string) []string {
	return orNone(slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !models.IsID(id) }))
}

func distinct(ids []string) int {
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen)
}
