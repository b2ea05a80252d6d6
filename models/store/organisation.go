package store

import (
	"context"

	"consultations/models"
)

// AddOrganisation adds a body that can organise seminars or send participants.
// Names are unique.
func (s *Store) AddOrganisation(ctx context.Context, by models.Actor, in models.OrganisationInput) (models.Organisation, error) {
	var o models.Organisation
	err := s.write(ctx, by, "organisation.add", func(t *tx) error {
		if !models.MayKeepOrganisations(by) {
			return models.Missing()
		}
		var err error
		if o, err = in.Check(models.Organisation{}); err != nil {
			return err
		}
		if err := t.organisationIsNew(o); err != nil {
			return err
		}
		return t.makeOrganisation(&o)
	})
	return o, err
}

// organisationNamed finds the organisation with that name, or creates it.
func (t *tx) organisationNamed(in models.OrganisationInput) (string, error) {
	o, err := in.Check(models.Organisation{})
	if err != nil {
		return "", err
	}
	var there []string
	if err := t.Raw("SELECT id FROM organisations WHERE name_key = ?", o.NameKey).Scan(&there).Error; err != nil {
		return "", err
	}
	if len(there) > 0 {
		return there[0], nil
	}
	err = t.makeOrganisation(&o)
	return o.ID, err
}

func (t *tx) makeOrganisation(o *models.Organisation) error {
	now := t.s.db.Now()
	o.ID, o.CreatedAt, o.UpdatedAt, o.Version, o.ListKeys = models.NewID(now), now, now, 1, organisationKeys(*o)
	if err := t.Create(o).Error; err != nil {
		return err
	}
	return t.record(subject{kind: "organisation", id: o.ID}, nil)
}

// EditOrganisation changes an organisation. What it is shown as in a seminar,
// and what was published, stays as it is.
func (s *Store) EditOrganisation(ctx context.Context, by models.Actor, id string, seen int, in models.OrganisationInput) (models.Organisation, error) {
	var o models.Organisation
	err := s.write(ctx, by, "organisation.edit", func(t *tx) error {
		if !models.MayKeepOrganisations(by) {
			return models.Missing()
		}
		if err := t.Raw("SELECT * FROM organisations WHERE id = ?"+s.db.LockRow(), id).Take(&o).Error; err != nil {
			return err
		}
		var uses []models.Use
		err := t.Raw("SELECT series_id, id AS seminar_id FROM seminars WHERE id IN (SELECT seminar_id FROM organisers WHERE organisation_id = ?)", id).Scan(&uses).Error
		if err != nil {
			return err
		}
		if err := models.MayChangeShared(by, uses); err != nil {
			return err
		}
		if o.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if o, err = in.Check(o); err != nil {
			return err
		}
		if err := t.organisationIsNew(o); err != nil {
			return err
		}
		o.UpdatedAt, o.Version, o.ListKeys = s.db.Now(), seen+1, organisationKeys(o)
		if err := t.Select("Name", "NameKey", "Kind", "EntityID", "UpdatedAt", "Version", "FindKey", "OrderKey", "Analysis").Updates(&o).Error; err != nil {
			return err
		}
		t.PublicChanged()
		if err := t.record(subject{kind: "organisation", id: o.ID}, nil); err != nil {
			return err
		}
		seminars := make([]string, len(uses))
		for i, u := range uses {
			seminars[i] = u.SeminarID
		}
		if err := t.reindexSeminars(seminars); err != nil {
			return err
		}
		return t.wordsChanged(seminars...)
	})
	return o, err
}

func (t *tx) organisationIsNew(o models.Organisation) error {
	var n int64
	if err := t.Model(&models.Organisation{}).Where("name_key = ? AND id <> ?", o.NameKey, o.ID).Count(&n).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(n == 0, "name", "form.taken")
	return p.Err()
}

// Organisation reads one organisation.
func (s *Store) Organisation(ctx context.Context, by models.Actor, id string) (models.Organisation, error) {
	var o models.Organisation
	if !models.MayKeepOrganisations(by) {
		return o, models.Missing()
	}
	err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "organisation.read", &o)
	return o, err
}

// OrganisationNames are the organisations that a form offers to choose from.
func (s *Store) OrganisationNames(ctx context.Context, by models.Actor) ([]models.Named, error) {
	if !models.MayKeepOrganisations(by) {
		return nil, models.Missing()
	}
	return s.organisationNames(ctx)
}

func (s *Store) organisationNames(ctx context.Context) ([]models.Named, error) {
	var all []models.Named
	err := s.db.All(s.db.Read(ctx).Table("organisations").Select("id, name").Order("order_key, id"), "organisation.names", &all)
	return all, err
}

// Organisations lists organisations by name; find keeps those that have all its
// words in their name, in any language.
func (s *Store) Organisations(ctx context.Context, by models.Actor, find, cursor string, limit int) (models.Page[models.Organisation], error) {
	if !models.MayKeepOrganisations(by) {
		return models.Page[models.Organisation]{}, models.Missing()
	}
	var lastKey, lastID string
	after, err := models.DecodeCursor(cursor, &lastKey, &lastID)
	if err != nil {
		return models.Page[models.Organisation]{}, err
	}
	size := models.PageSize(limit)
	q := found(s.db.Read(ctx).Model(&models.Organisation{}), find)
	if after {
		q = q.Where("(order_key, id) > (?, ?)", lastKey, lastID)
	}
	var rows []models.Organisation
	if err := s.db.All(q.Order("order_key, id").Limit(size+1), "organisation.list", &rows); err != nil {
		return models.Page[models.Organisation]{}, err
	}
	return models.CutPage(rows, size, func(o models.Organisation) string { return models.EncodeCursor(o.OrderKey, o.ID) }), nil
}
