package store

import (
	"context"

	"consultations/models"
)

// Decide records an organiser's decision on a point, or clears at once all
// points that it has not answered. When no point is open any more, the text is
// cleared.
func (s *Store) Decide(ctx context.Context, by models.Actor, summaryID string, in models.ClearanceInput) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "clearance.decide", func(t *tx) error {
		var seminar models.Seminar
		var err error
		if m, seminar, err = t.lockSummary(by, summaryID); err != nil {
			return err
		}
		organisation, err := in.Organisation(by, m, seminar)
		if err != nil {
			return err
		}
		decision, err := in.Check()
		if err != nil {
			return err
		}
		organisers, err := t.clearersOf(seminar.ID, organisation)
		if err != nil {
			return err
		}
		if len(organisers) == 0 { // the clearance of sponsors and partners is not required
			return models.Refuse(models.Forbidden, "clearance.not_asked")
		}
		points, err := t.decidedPoints(summaryID, in.PointID)
		if err != nil {
			return err
		}
		missing, err := t.missingReplies(m)
		if err != nil {
			return err
		}
		answered := 0
		for _, o := range organisers {
			given, err := t.answersOf(m, o)
			if err != nil {
				return err
			}
			to := in.Concerns(points, given)
			if decision.ID, err = t.recordDecisions(m, o, to, decision); err != nil {
				return err
			}
			answered += len(to)
		}
		from := m.Status
		if err := t.moveSummary(&m, seminar, map[string]any{"decision": decision.Decision, "points": answered, "revision": m.Revision}); err != nil {
			return err
		}
		if err := t.mailObjection(m, seminar, decision); err != nil {
			return err
		}
		if err := t.mailReplied(m, seminar, missing); err != nil {
			return err
		}
		return t.mailClearance(m, seminar, from)
	})
	return m, err
}

// missingReplies counts the replies of organisers that a text in clearance
// still waits for.
func (t *tx) missingReplies(m models.Summary) (int, error) {
	organisers, err := t.clearers(m.SeminarID)
	if err != nil || len(organisers) == 0 {
		return 0, err
	}
	var missing int
	err = t.Raw(`SELECT count(*) FROM points p CROSS JOIN organisers o WHERE p.summary_id = ? AND o.id IN ? AND NOT EXISTS (
		SELECT 1 FROM clearances c WHERE c.summary_id = p.summary_id AND c.revision = ? AND c.organiser_id = o.id AND c.point_id = p.id)`,
		m.ID, organisers, m.Revision).Row().Scan(&missing)
	return missing, err
}

func (t *tx) decidedPoints(summaryID, pointID string) ([]string, error) {
	q := t.Model(&models.Point{}).Where("summary_id = ?", summaryID).Order("position, id")
	if pointID != "" {
		q = q.Where("id = ?", pointID)
	}
	var ids []string
	if err := q.Pluck("id", &ids).Error; err != nil {
		return nil, err
	}
	if pointID != "" && len(ids) == 0 {
		return nil, models.Missing()
	}
	return ids, nil
}

// answersOf lists the points that an organiser has answered in the revision.
func (t *tx) answersOf(m models.Summary, organiser string) ([]string, error) {
	var points []string
	err := t.Model(&models.Clearance{}).Where("summary_id = ? AND revision = ? AND organiser_id = ?", m.ID, m.Revision, organiser).Order("point_id").Pluck("point_id", &points).Error
	return points, err
}

// recordDecisions stores one decision for each point and returns the id of the
// last one; the latest one in a revision counts.
func (t *tx) recordDecisions(m models.Summary, organiser string, points []string, decision models.Clearance) (id string, err error) {
	if len(points) == 0 {
		return "", nil
	}
	now := t.s.db.Now()
	old := t.Where("summary_id = ? AND revision = ? AND organiser_id = ? AND point_id IN ?", m.ID, m.Revision, organiser, points).Delete(&models.Clearance{})
	if old.Error != nil {
		return "", old.Error
	}
	rows := make([]models.Clearance, len(points))
	for i, point := range points {
		rows[i] = decision
		rows[i].ID, rows[i].SummaryID, rows[i].OrganiserID, rows[i].PointID = models.NewID(now), m.ID, organiser, point
		rows[i].AccountID, rows[i].At = models.Ref(t.by.AccountID), now
		id = rows[i].ID
	}
	return id, t.Create(&rows).Error
}

// clearIfComplete clears a text when no point of its revision is open.
func (t *tx) clearIfComplete(m *models.Summary) error {
	open, err := t.openPoints(*m)
	if err != nil {
		return err
	}
	m.Status = m.AfterDecisions(open)
	return nil
}

// lockTexts locks the summaries of a seminar, so that none is submitted or
// decided on while its organisers change.
func (t *tx) lockTexts(seminarID string) ([]models.Summary, error) {
	var texts []models.Summary
	err := t.Raw("SELECT * FROM summaries WHERE seminar_id = ? ORDER BY id"+t.s.db.LockRow(), seminarID).Scan(&texts).Error
	return texts, err
}

// organisersDiffer updates the status of summaries after the organisers of their
// seminar changed.
func (t *tx) organisersDiffer(texts []models.Summary, seminar models.Seminar) error {
	for _, m := range texts {
		open, err := t.openPoints(m)
		if err != nil {
			return err
		}
		from := m.Status
		if m.Status = m.AfterOrganisersChanged(open); m.Status == from {
			continue
		}
		m.UpdatedAt, m.Version = t.s.db.Now(), m.Version+1
		if err := t.Select("Status", "UpdatedAt", "Version").Updates(&m).Error; err != nil {
			return err
		}
		if err := t.record(ofSummary(m, seminar), map[string]any{"from": from, "to": m.Status}); err != nil {
			return err
		}
		if err := t.mailClearance(m, seminar, from); err != nil {
			return err
		}
	}
	return nil
}

// openPoints counts the points of the revision that not all organisers have
// cleared.
func (t *tx) openPoints(m models.Summary) (int, error) {
	organisers, err := t.clearers(m.SeminarID)
	if err != nil {
		return 0, err
	}
	points, err := t.decidedPoints(m.ID, "")
	if err != nil {
		return 0, err
	}
	var decisions []models.Clearance
	if err := t.Where("summary_id = ? AND revision = ?", m.ID, m.Revision).Find(&decisions).Error; err != nil {
		return 0, err
	}
	return models.OpenPoints(m.Revision, points, organisers, decisions), nil
}

// clearers lists the organisers of a seminar who must clear its summaries.
func (t *tx) clearers(seminarID string) ([]string, error) { return t.clearersOf(seminarID, "") }

// clearersOf lists those of one organisation; an empty organisation means all.
func (t *tx) clearersOf(seminarID, organisation string) ([]string, error) {
	q := t.Model(&models.Organiser{}).Where("seminar_id = ? AND role IN ?", seminarID, models.ClearingRoles)
	if organisation != "" {
		q = q.Where("organisation_id = ?", organisation)
	}
	var ids []string
	err := q.Order("position, id").Pluck("id", &ids).Error
	return ids, err
}

// Clearances lists what organisers decided on a text in all its revisions,
// newest first.
func (s *Store) Clearances(ctx context.Context, by models.Actor, summaryID string) ([]models.ClearanceRow, error) {
	d, err := s.summaryHead(ctx, by, summaryID)
	if err != nil {
		return nil, err
	}
	if err := s.readClearances(ctx, &d); err != nil {
		return nil, err
	}
	return d.For(by).Clearances, nil
}

// readClearances reads who must clear a summary, and all decisions on it.
func (s *Store) readClearances(ctx context.Context, d *models.SummaryDesk) error {
	authors := append([]string{""}, d.Summary.Authors...) // never empty: nothing is outside an empty list
	err := s.db.Read(ctx).Raw(`SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role,
		EXISTS (SELECT 1 FROM grants k JOIN accounts a ON a.id = k.account_id WHERE k.role = 'co_organiser' AND k.seminar_id = o.seminar_id
			AND k.organisation_id = o.organisation_id AND a.status = 'active' AND a.id NOT IN ?) AS represented
		FROM organisers o JOIN organisations g ON g.id = o.organisation_id
		WHERE o.seminar_id = ? AND o.role IN ? ORDER BY o.position, o.id`, authors, d.Seminar.ID, models.ClearingRoles).Scan(&d.Organisers).Error
	if err != nil {
		return s.db.Classify("clearance.list", err)
	}
	return s.db.Classify("clearance.list", s.db.Read(ctx).Raw(`SELECT c.*, COALESCE(a.name, '') AS account FROM clearances c LEFT JOIN accounts a ON a.id = c.account_id
		WHERE c.summary_id = ? ORDER BY c.revision DESC, c.at DESC, c.id`, d.Summary.ID).Scan(&d.Clearances).Error)
}
