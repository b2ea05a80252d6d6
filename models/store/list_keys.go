package store

import (
	"context"
	"errors"
	"maps"
	"slices"

	"gorm.io/gorm"

	"consultations/models"
	"consultations/models/store/analysis"
	"consultations/models/store/db"
)

// listKeys makes the keys of a row: name is what it is sorted by, also is what
// it is found by as well.
func listKeys(name string, also ...string) models.ListKeys {
	return models.ListKeys{FindKey: analysis.FindKey(append(also, name)...), OrderKey: analysis.OrderKey(name), Analysis: analysis.Version}
}

func accountKeys(a models.Account) models.ListKeys { return listKeys(a.Name, a.Email) }

// organisationKeys sort by the name as it was given, and find by its
// translations too.
func organisationKeys(o models.Organisation) models.ListKeys {
	return listKeys(o.Name.Source(), slices.Sorted(maps.Values(o.Name.In))...)
}

func registrationKeys(r models.Registration) models.ListKeys {
	return listKeys(models.SortName(r.Name, r.FamilyName), r.Name, r.Email, r.Institution)
}

func invitationKeys(i models.Invitation) models.ListKeys {
	return listKeys(models.SortName(i.Name, i.FamilyName), i.Name, i.Email, i.Institution)
}

// found keeps the rows whose key contains every word of a text, and e-mail
// addresses that begin like those in it.
func found(q *gorm.DB, text string) *gorm.DB {
	for _, word := range analysis.FindWords(models.FindText(text)) {
		if analysis.IsAddress(word) {
			q = q.Where("(' ' || find_key) LIKE ? ESCAPE '!'", "% "+db.EscapeLike(word)+"%")
			continue
		}
		q = q.Where("find_key LIKE ? ESCAPE '!'", "%"+db.EscapeLike(word)+"%")
	}
	return q
}

// staleKeys is how many rows get their keys in one transaction.
const staleKeys = 500

// renewListKeys makes the keys that an earlier version of the program made
// differently, or not at all.
func (s *Store) renewListKeys(ctx context.Context) error {
	return errors.Join(
		renewKeysOf(ctx, s, accountKeys), renewKeysOf(ctx, s, organisationKeys),
		renewKeysOf(ctx, s, registrationKeys), renewKeysOf(ctx, s, invitationKeys))
}

// renewKeysOf renews the keys of one table. A row that is changed meanwhile has
// its keys already, and keeps them.
func renewKeysOf[T any](ctx context.Context, s *Store, keys func(T) models.ListKeys) error {
	for rows := staleKeys; rows == staleKeys; {
		err := s.db.Write(ctx, "list_keys.renew", func(t *db.Tx) error {
			var stale []T
			if err := t.Where("analysis <> ?", analysis.Version).Order("id").Limit(staleKeys).Find(&stale).Error; err != nil {
				return err
			}
			for i := range stale {
				k := keys(stale[i])
				err := t.Model(&stale[i]).Where("analysis <> ?", analysis.Version).
					UpdateColumns(map[string]any{"find_key": k.FindKey, "order_key": k.OrderKey, "analysis": k.Analysis}).Error
				if err != nil {
					return err
				}
			}
			rows = len(stale)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
