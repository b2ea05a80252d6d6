package store

import (
	"context"

	"consultations/models"
)

// CreateSummary starts a summary of a seminar; there is one of each kind.
func (s *Store) CreateSummary(ctx context.Context, by models.Actor, seminarID string, in models.SummaryInput) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "summary.create", func(t *tx) error {
		seminar, err := t.lockSeminar(seminarID)
		switch {
		case err != nil:
			return err
		case !seminar.MaySeeWorkingArea(by):
			return models.Missing()
		case !seminar.MayDraft(by):
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		if m, err = in.Check(models.Summary{SeminarID: seminarID, Status: models.SummaryDraft, Authors: models.List{}}); err != nil {
			return err
		}
		if err := t.checkSpeakers(m, seminar); err != nil {
			return err
		}
		var n int64
		if err := t.Model(&models.Summary{}).Where("seminar_id = ? AND kind = ?", seminarID, m.Kind).Count(&n).Error; err != nil {
			return err
		}
		p := models.Problems{}
		p.Require(n == 0, "kind", "summary.kind_taken")
		if err := p.Err(); err != nil {
			return err
		}
		m = m.Changed(by)
		now := s.db.Now()
		m.ID, m.CreatedAt, m.UpdatedAt, m.Version = models.NewID(now), now, now, 1
		if err := t.Create(&m).Error; err != nil {
			return err
		}
		return t.record(ofSummary(m, seminar), nil)
	})
	return m, err
}

// EditSummary changes the title, introduction and other texts of a summary;
// seen is the version that was shown.
func (s *Store) EditSummary(ctx context.Context, by models.Actor, id string, seen int, in models.SummaryInput) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "summary.edit", func(t *tx) error {
		old, seminar, err := t.lockSummary(by, id)
		if err != nil {
			return err
		}
		if err := old.MayChange(by, seminar); err != nil {
			return err
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if m, err = in.Check(old); err != nil {
			return err
		}
		if err := t.checkSpeakers(m, seminar); err != nil {
			return err
		}
		if err := t.Select("Title", "Intro", "IssuedPlace", "IssuedOn", "Reference", "ReferenceURL").Updates(&m).Error; err != nil {
			return err
		}
		m, err = t.summaryChanged(m, seminar)
		return err
	})
	return m, err
}

// SubmitSummary sends a text to review or to clearance, or takes it back.
// Decisions already made on this revision remain valid.
func (s *Store) SubmitSummary(ctx context.Context, by models.Actor, id string, to models.SummaryStatus) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "summary.submit", func(t *tx) error {
		var seminar models.Seminar
		var err error
		if m, seminar, err = t.lockSummary(by, id); err != nil {
			return err
		}
		points, err := t.points(id)
		if err != nil {
			return err
		}
		organisers, err := t.clearers(seminar.ID)
		if err != nil {
			return err
		}
		if err := m.Submit(by, seminar, to, len(points), len(organisers)); err != nil {
			return err
		}
		if to == models.SummaryClearance { // sessions may have changed since the text was saved
			speakers, err := t.speakers(seminar.ID)
			if err != nil {
				return err
			}
			if err := models.NamedSpeakers(m, points, speakers).Err(); err != nil {
				return err
			}
		}
		from := m.Status
		m.Status = to
		if err := t.keepWords(&m, seminar); err != nil {
			return err
		}
		if err := t.moveSummary(&m, seminar, map[string]any{"from": from, "revision": m.Revision}); err != nil {
			return err
		}
		return t.mailClearance(m, seminar, from)
	})
	return m, err
}

// BeginCorrection turns a cleared text into a draft, so that it can be changed
// and published again. Published editions stay as they are.
func (s *Store) BeginCorrection(ctx context.Context, by models.Actor, id string) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "summary.correct", func(t *tx) error {
		old, seminar, err := t.lockSummary(by, id)
		if err != nil {
			return err
		}
		if m, err = old.Correct(by, seminar); err != nil {
			return err
		}
		return t.moveSummary(&m, seminar, map[string]any{"revision": m.Revision})
	})
	return m, err
}

// moveSummary writes the new status of a summary, which the clearances may
// advance to cleared.
func (t *tx) moveSummary(m *models.Summary, seminar models.Seminar, detail map[string]any) error {
	if err := t.clearIfComplete(m); err != nil {
		return err
	}
	m.UpdatedAt, m.Version = t.s.db.Now(), m.Version+1
	if err := t.Select("Status", "Authors", "Revision", "SharedWords", "UpdatedAt", "Version").Updates(m).Error; err != nil {
		return err
	}
	detail["to"] = m.Status
	return t.record(ofSummary(*m, seminar), detail)
}

// summaryChanged starts a new revision when needed. Every change of the text or
// its points calls it, so that no old clearance remains in force.
func (t *tx) summaryChanged(m models.Summary, seminar models.Seminar) (models.Summary, error) {
	return t.newRevision(m.Changed(t.by), seminar, m.Revision)
}

// newRevision writes a text that has changed since a revision, whose replies
// are void.
func (t *tx) newRevision(m models.Summary, seminar models.Seminar, voided int) (models.Summary, error) {
	if err := t.keepWords(&m, seminar); err != nil {
		return m, err
	}
	m.UpdatedAt, m.Version = t.s.db.Now(), m.Version+1
	if err := t.Select("Status", "Authors", "Revision", "SharedWords", "UpdatedAt", "Version").Updates(&m).Error; err != nil {
		return m, err
	}
	if err := t.record(ofSummary(m, seminar), map[string]any{"revision": m.Revision, "status": m.Status}); err != nil {
		return m, err
	}
	return m, t.mailVoided(m, seminar, voided)
}

// lockSummary locks a summary that the actor may see until the transaction
// ends, and reads its seminar.
func (t *tx) lockSummary(by models.Actor, id string) (models.Summary, models.Seminar, error) {
	var m models.Summary
	var seminar models.Seminar
	if err := t.Raw("SELECT * FROM summaries WHERE id = ?"+t.s.db.LockRow(), id).Take(&m).Error; err != nil {
		return m, seminar, err
	}
	if err := t.Where("id = ?", m.SeminarID).Take(&seminar).Error; err != nil {
		return m, seminar, err
	}
	if !m.MaySee(by, seminar) {
		return m, seminar, models.Missing()
	}
	return m, seminar, nil
}

func ofSummary(m models.Summary, seminar models.Seminar) subject {
	return subject{kind: "summary", id: m.ID, series: seminar.SeriesID, seminar: seminar.ID}
}

// Summary reads one working text without its points.
func (s *Store) Summary(ctx context.Context, by models.Actor, id string) (models.Summary, error) {
	d, err := s.summaryHead(ctx, by, id)
	return d.Summary, err
}

// Summaries lists the summaries of a seminar that the actor may read.
func (s *Store) Summaries(ctx context.Context, by models.Actor, seminarID string) ([]models.SummaryRow, error) {
	seminar, err := s.WorkingSeminar(ctx, by, seminarID)
	if err != nil {
		return nil, err
	}
	var rows []models.SummaryRow
	err = s.db.Classify("summary.list", s.db.Read(ctx).Table("summaries y").
		Select(`y.*, (SELECT count(*) FROM points p WHERE p.summary_id = y.id) AS points,
			(SELECT count(*) FROM editions d WHERE d.summary_id = y.id) AS editions,
			COALESCE((SELECT max(d.number) FROM editions d WHERE d.summary_id = y.id AND d.withdrawn_at IS NULL), 0) AS edition`).
		Where("y.seminar_id = ? AND (? OR y.seminar_id IN ? AND y.status IN ('clearance', 'cleared'))",
			seminarID, seminar.MayDraft(by) || seminar.MayEdit(by), coOrganised(by)).
		Order("y.created_at, y.id").Scan(&rows).Error)
	return rows, err
}

// coOrganised lists the seminars whose summaries the actor clears.
func coOrganised(by models.Actor) []string {
	ids := nobody
	for _, g := range by.Grants {
		if g.Role == models.CoOrganiser && g.SeminarID != "" {
			ids = append(ids, string(g.SeminarID))
		}
	}
	return ids
}
