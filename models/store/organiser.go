package store

import (
	"context"
	"slices"

	"consultations/models"
)

// AddOrganiser adds an organisation to the organisers of a seminar, at the end.
// Organisers with the same role have equal standing. An organisation given by a
// new name is created.
func (s *Store) AddOrganiser(ctx context.Context, by models.Actor, seminarID string, in models.OrganiserInput) (models.Organiser, error) {
	var o models.Organiser
	err := s.write(ctx, by, "organiser.add", func(t *tx) error {
		seminar, texts, err := t.lockOrganisers(by, seminarID)
		if err != nil {
			return err
		}
		if named, ok := in.Named(); ok {
			if in.OrganisationID, err = t.organisationNamed(named); err != nil {
				return err
			}
			in.Name = ""
		}
		if o, err = in.Check(models.Organiser{SeminarID: seminarID}); err != nil {
			return err
		}
		if err := t.mayBeAdded(o); err != nil {
			return err
		}
		var n int64
		if err := t.Model(&models.Organiser{}).Where("seminar_id = ?", seminarID).Count(&n).Error; err != nil {
			return err
		}
		o.ID, o.Position, o.Version = models.NewID(s.db.Now()), int(n)+1, 1
		if err := t.Create(&o).Error; err != nil {
			return err
		}
		if err := t.organisersChanged(seminar, o.ID); err != nil {
			return err
		}
		return t.organisersDiffer(texts, seminar)
	})
	return o, err
}

// EditOrganiser changes an organisation's role or what is printed for it.
func (s *Store) EditOrganiser(ctx context.Context, by models.Actor, seminarID, id string, seen int, in models.OrganiserInput) (models.Organiser, error) {
	var o models.Organiser
	err := s.write(ctx, by, "organiser.edit", func(t *tx) error {
		seminar, texts, err := t.lockOrganisers(by, seminarID)
		if err != nil {
			return err
		}
		if err := t.Where("id = ? AND seminar_id = ?", id, seminarID).Take(&o).Error; err != nil {
			return err
		}
		if o.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		cleared := o.MustClear()
		if o, err = in.Check(o); err != nil {
			return err
		}
		if cleared && !o.MustClear() { // making an objecting organiser a sponsor must not remove its objection
			if err := t.hasNotCleared(id); err != nil {
				return err
			}
		}
		o.Version++
		if err := t.Select("Role", "Hosts", "ShownAs", "Version").Updates(&o).Error; err != nil {
			return err
		}
		if err := t.organisersChanged(seminar, o.ID); err != nil {
			return err
		}
		if err := t.organisersDiffer(texts, seminar); err != nil {
			return err
		}
		return t.wordsChanged(seminarID)
	})
	return o, err
}

// RemoveOrganiser removes an organisation from a seminar, with the roles of
// those who acted for it there, and tells these the reason. One that has decided
// on a text stays, because its clearance must remain readable. RestoreOrganiser
// is the way back.
func (s *Store) RemoveOrganiser(ctx context.Context, by models.Actor, seminarID, id string, in models.ReasonInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "organiser.remove", func(t *tx) error {
		seminar, texts, err := t.lockOrganisers(by, seminarID)
		if err != nil {
			return err
		}
		var o models.Organiser
		if err := t.Where("id = ? AND seminar_id = ?", id, seminarID).Take(&o).Error; err != nil {
			return err // before the next check, which must say nothing about another seminar
		}
		if err := t.hasNotCleared(id); err != nil {
			return err
		}
		all, err := t.organisersInOrder(seminarID)
		if err != nil {
			return err
		}
		if err := seminar.MayLoseOrganiser(len(all)); err != nil {
			return err
		}
		o.Position = 1 + slices.IndexFunc(all, func(other models.Organiser) bool { return other.ID == id })
		if err := t.Create(&models.RemovedOrganiser{Organiser: o, RemovedAt: s.db.Now()}).Error; err != nil {
			return err
		}
		if err := t.Delete(&models.Organiser{}, "id = ?", id).Error; err != nil {
			return err
		}
		if err := t.endCoOrganisers(o, reason); err != nil {
			return err
		}
		if err := t.organisersChanged(seminar, id); err != nil {
			return err
		}
		return t.organisersDiffer(texts, seminar)
	})
}

// RestoreOrganiser puts back an organiser that was removed, at its former place
// and with the roles that ended with it. A text that was cleared meanwhile goes
// back to clearance, because the organiser has not replied to it.
func (s *Store) RestoreOrganiser(ctx context.Context, by models.Actor, seminarID, id string) error {
	return s.write(ctx, by, "organiser.restore", func(t *tx) error {
		seminar, texts, err := t.lockOrganisers(by, seminarID)
		if err != nil {
			return err
		}
		var removed models.RemovedOrganiser
		if err := t.Where("id = ? AND seminar_id = ? AND removed_at > ?", id, seminarID, s.db.Now().Add(-models.RemovalKept)).Take(&removed).Error; err != nil {
			return err
		}
		err = t.mayBeAdded(removed.Organiser)
		if models.ProblemsOf(err) != nil {
			return models.Refuse(models.Conflict, "organiser.is_there")
		}
		if err != nil {
			return err
		}
		all, err := t.organisersInOrder(seminarID)
		if err != nil {
			return err
		}
		for _, o := range removed.PutBack(all) {
			if o.ID == id {
				err = t.Create(&o).Error
			} else {
				err = t.Model(&o).Update("position", o.Position).Error
			}
			if err != nil {
				return err
			}
		}
		if err := t.Delete(&models.RemovedOrganiser{}, "id = ?", id).Error; err != nil {
			return err
		}
		if err := t.restoreCoOrganisers(id); err != nil {
			return err
		}
		if err := t.organisersChanged(seminar, id); err != nil {
			return err
		}
		return t.organisersDiffer(texts, seminar)
	})
}

// RemovedOrganisers lists the organisers of a seminar that can be put back, for
// those who may edit it.
func (s *Store) RemovedOrganisers(ctx context.Context, by models.Actor, seminarID string) ([]models.OrganiserRow, error) {
	seminar, err := s.Seminar(ctx, by, seminarID)
	if err != nil {
		return nil, err
	}
	switch {
	case !seminar.MaySeeWorkingArea(by):
		return nil, models.Missing()
	case !seminar.MayEdit(by):
		return nil, models.Refuse(models.Forbidden, "page.forbidden")
	}
	var rows []models.OrganiserRow
	err = s.db.All(s.db.Read(ctx).Raw(`SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role, o.hosts, g.kind, o.version
		FROM removed_organisers o JOIN organisations g ON g.id = o.organisation_id
		WHERE o.seminar_id = ? AND o.removed_at > ? AND NOT EXISTS (SELECT 1 FROM organisers n WHERE n.seminar_id = o.seminar_id AND n.organisation_id = o.organisation_id)
		ORDER BY o.removed_at DESC, o.id`, seminar.ID, s.db.Now().Add(-models.RemovalKept)), "organiser.removed", &rows)
	return rows, err
}

// organisersInOrder lists the organisers of a seminar in their agreed order.
func (t *tx) organisersInOrder(seminarID string) ([]models.Organiser, error) {
	var all []models.Organiser
	err := t.Where("seminar_id = ?", seminarID).Order("position, id").Find(&all).Error
	return all, err
}

// lockOrganisers locks a seminar that the actor may edit, and its summaries,
// whose clearance depends on the organisers.
func (t *tx) lockOrganisers(by models.Actor, seminarID string) (models.Seminar, []models.Summary, error) {
	seminar, err := t.lockSeminarToEdit(by, seminarID)
	if err != nil {
		return seminar, nil, err
	}
	texts, err := t.lockTexts(seminarID)
	return seminar, texts, err
}

// hasNotCleared refuses when the organiser has decided on a text.
func (t *tx) hasNotCleared(id string) error {
	var decisions int64
	if err := t.Table("clearances").Where("organiser_id = ?", id).Count(&decisions).Error; err != nil {
		return err
	}
	if decisions > 0 {
		return models.Refuse(models.Conflict, "organiser.has_cleared")
	}
	return nil
}

// MoveOrganiser moves an organiser one place up; the first one stays.
func (s *Store) MoveOrganiser(ctx context.Context, by models.Actor, seminarID, id string) error {
	return s.write(ctx, by, "organiser.move", func(t *tx) error {
		seminar, err := t.lockSeminarToEdit(by, seminarID)
		if err != nil {
			return err
		}
		all, err := t.organisersInOrder(seminarID)
		if err != nil {
			return err
		}
		at := -1
		for i, o := range all {
			if o.ID == id {
				at = i
			}
		}
		if at < 0 {
			return models.Missing()
		}
		if at > 0 {
			all[at-1], all[at] = all[at], all[at-1]
		}
		for i := range all {
			if err := t.Model(&all[i]).Update("position", i+1).Error; err != nil {
				return err
			}
		}
		return t.organisersChanged(seminar, id)
	})
}

func (t *tx) organisersChanged(seminar models.Seminar, organiserID string) error {
	if err := t.seminarChanged(seminar); err != nil {
		return err
	}
	return t.record(subject{kind: "organiser", id: organiserID, series: seminar.SeriesID, seminar: seminar.ID}, nil)
}

// mayBeAdded refuses an organisation that does not exist or organises the
// seminar already, with a problem of the field.
func (t *tx) mayBeAdded(o models.Organiser) error {
	var exists, there int64
	if err := t.Model(&models.Organisation{}).Where("id = ?", o.OrganisationID).Count(&exists).Error; err != nil {
		return err
	}
	if err := t.Model(&models.Organiser{}).Where("seminar_id = ? AND organisation_id = ?", o.SeminarID, o.OrganisationID).Count(&there).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(exists == 1, "organisation", "form.choice")
	p.Require(there == 0, "organisation", "form.taken")
	return p.Err()
}

// Organisers lists the organisers of a seminar in their agreed order.
func (s *Store) Organisers(ctx context.Context, by models.Actor, seminarID string) ([]models.OrganiserRow, error) {
	if _, err := s.Seminar(ctx, by, seminarID); err != nil {
		return nil, err
	}
	return s.organisers(ctx, seminarID)
}

// Organiser reads one organiser of a seminar.
func (s *Store) Organiser(ctx context.Context, by models.Actor, seminarID, id string) (models.OrganiserRow, error) {
	var o models.OrganiserRow
	if _, err := s.Seminar(ctx, by, seminarID); err != nil {
		return o, err
	}
	err := s.db.One(s.db.Read(ctx).Raw(organiserRows+" WHERE o.seminar_id = ? AND o.id = ?", seminarID, id), "organiser.read", &o)
	return o, err
}

const organiserRows = `SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role, o.hosts, g.kind, o.version
	FROM organisers o JOIN organisations g ON g.id = o.organisation_id`

func (s *Store) organisers(ctx context.Context, seminarID string) ([]models.OrganiserRow, error) {
	var rows []models.OrganiserRow
	err := s.db.Read(ctx).Raw(organiserRows+" WHERE o.seminar_id = ? ORDER BY o.position, o.id", seminarID).Scan(&rows).Error
	return rows, s.db.Classify("organiser.list", err)
}
