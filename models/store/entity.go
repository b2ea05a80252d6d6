package store

import (
	"context"
	"slices"
	"strings"

	"consultations/models"
	"consultations/models/store/analysis"
)

// AddEntity adds a State or other participating entity.
func (s *Store) AddEntity(ctx context.Context, by models.Actor, in models.EntityInput) (models.Entity, error) {
	var e models.Entity
	err := s.write(ctx, by, "entity.add", func(t *tx) error {
		if !models.MayKeepEntities(by) {
			return models.Missing()
		}
		var err error
		if e, err = in.Check(models.Entity{}); err != nil {
			return err
		}
		if err := t.entityIsNew(e); err != nil {
			return err
		}
		e.ID, e.Version = models.NewID(s.db.Now()), 1
		if err := t.Create(&e).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "entity", id: e.ID}, nil)
	})
	return e, err
}

// AddEntities adds many entities at once, for seeds.
func (s *Store) AddEntities(ctx context.Context, by models.Actor, all []models.Entity) error {
	return s.write(ctx, by, "entity.add", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		for i := range all {
			all[i].ID, all[i].Version = models.NewID(s.db.Now()), 1
		}
		if err := t.CreateInBatches(&all, 100).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "entity", id: "all"}, map[string]any{"count": len(all)})
	})
}

// EditEntity changes the name, sort order or period of existence of an entity.
func (s *Store) EditEntity(ctx context.Context, by models.Actor, id string, seen int, in models.EntityInput) (models.Entity, error) {
	var e models.Entity
	err := s.write(ctx, by, "entity.edit", func(t *tx) error {
		if !models.MayKeepEntities(by) {
			return models.Missing()
		}
		if err := t.Raw("SELECT * FROM entities WHERE id = ?"+s.db.LockRow(), id).Take(&e).Error; err != nil {
			return err
		}
		var uses []models.Use
		err := t.Raw("SELECT series_id, id AS seminar_id FROM seminars WHERE id IN ("+usesOfEntity+")", id, id, id, id).Scan(&uses).Error
		if err != nil {
			return err
		}
		if err := models.MayChangeShared(by, uses); err != nil {
			return err
		}
		if e.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if e, err = in.Check(e); err != nil {
			return err
		}
		if err := t.entityIsNew(e); err != nil {
			return err
		}
		e.Version++
		if err := t.Select("Names", "SortKey", "ISO", "ValidFrom", "ValidTo", "Version").Updates(&e).Error; err != nil {
			return err
		}
		t.PublicChanged()
		var hosted []string
		if err := t.Raw("SELECT id FROM seminars WHERE host_entity_id = ?", id).Scan(&hosted).Error; err != nil {
			return err
		}
		if err := t.reindexSeminars(hosted); err != nil {
			return err
		}
		return t.record(subject{kind: "entity", id: e.ID}, nil)
	})
	return e, err
}

// usesOfEntity are the seminars that an entity hosts, organises or takes part
// in.
const usesOfEntity = `SELECT id FROM seminars WHERE host_entity_id = ?
	UNION SELECT seminar_id FROM registrations WHERE entity_id = ?
	UNION SELECT seminar_id FROM invitations WHERE entity_id = ?
	UNION SELECT r.seminar_id FROM organisers r JOIN organisations o ON o.id = r.organisation_id WHERE o.entity_id = ?`

// entityIsNew refuses a code that another entity has, with a problem of the
// field.
func (t *tx) entityIsNew(e models.Entity) error {
	if e.ISO == "" {
		return nil
	}
	var n int64
	if err := t.Model(&models.Entity{}).Where("iso = ? AND id <> ?", e.ISO, e.ID).Count(&n).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(n == 0, "iso", "form.taken")
	return p.Err()
}

// Entities lists all entities in the order of their sort keys, for choices in
// forms; the table is public.
func (s *Store) Entities(ctx context.Context, _ models.Actor) ([]models.Entity, error) {
	var all []models.Entity
	err := s.db.All(s.db.Read(ctx).Order("sort_key, id"), "entity.list", &all)
	slices.SortStableFunc(all, func(a, b models.Entity) int {
		return strings.Compare(analysis.OrderKey(a.SortKey), analysis.OrderKey(b.SortKey))
	})
	return all, err
}

// Entity reads one entity; the whole table is public.
func (s *Store) Entity(ctx context.Context, _ models.Actor, id string) (models.Entity, error) {
	var e models.Entity
	err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "entity.read", &e)
	return e, err
}
