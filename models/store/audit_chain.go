package store

import (
	"context"
	"fmt"
	"slices"

	"consultations/models"
	"consultations/models/store/db"
)

// chainEnd is the last entry of the chain as the row that the whole site
// shares has it. Its lock is waited for less long than requests take, so that
// they get an answer.
func (t *tx) chainEnd() (models.AuditCheckpoint, error) {
	var end models.AuditCheckpoint
	err := t.Raw("SELECT position, hash FROM audit_chain WHERE id = 1" + t.s.db.SharedRow(t.s.chainWait, t.s.chainIdle) + t.s.db.LockRow()).Scan(&end).Error
	return end, err
}

// lockAuthors takes the locks that the references of entries to accounts take.
// They come before the end of the chain: whoever has locked an account waits
// for that end.
func (t *tx) lockAuthors(entries []models.AuditEntry) error {
	var ids []string
	for _, e := range entries {
		if id := string(e.AccountID); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if t.s.db.LockKey() == "" || len(ids) == 0 {
		return nil
	}
	var locked []string
	return t.Raw("SELECT id FROM accounts WHERE id IN ? ORDER BY id"+t.s.db.LockKey(), ids).Scan(&locked).Error
}

// chain gives entries the next places in the chain. It keeps the chain's end
// locked until the transaction is over.
func (t *tx) chain(entries []models.AuditEntry) error {
	end, err := t.chainEnd()
	if err != nil {
		return err
	}
	for i, e := range entries {
		if entries[i], err = e.Chained(end); err != nil {
			return err
		}
		end = models.AuditCheckpoint{Position: *entries[i].Position, Hash: entries[i].Hash}
	}
	return t.Exec("UPDATE audit_chain SET position = ?, hash = ? WHERE id = 1", end.Position, end.Hash).Error
}

const auditEntryColumns = "id, at, account_id, via, verb, subject_kind, subject_id, series_id, seminar_id, detail, position, hash"

// chainEarlier takes entries into the chain that a program wrote which did not
// know it, in the order of their time.
func (s *Store) chainEarlier(ctx context.Context) error {
	for {
		var found []models.AuditEntry
		err := s.write(ctx, models.System, "audit.chain", func(t *tx) error {
			found = nil
			if err := t.Raw("SELECT " + auditEntryColumns + " FROM audit_entries WHERE (position IS NULL) ORDER BY at, id LIMIT 1000").Scan(&found).Error; err != nil || len(found) == 0 {
				return err
			}
			if err := t.chain(found); err != nil {
				return err
			}
			rows := make([]chainedRow, len(found))
			for i, e := range found {
				rows[i] = chainedRow{e.ID, *e.Position, e.Hash}
			}
			list, err := db.JSONRows(rows)
			if err != nil {
				return err
			}
			return t.Exec(`UPDATE audit_entries SET position = c.position, hash = c.hash
				FROM (SELECT id, position, hash FROM `+s.db.RowsFrom("id text, position bigint, hash text")+`) c WHERE audit_entries.id = c.id`, list).Error
		})
		if err != nil || len(found) == 0 {
			return err
		}
	}
}

type chainedRow struct {
	ID       string `json:"id"`
	Position int64  `json:"position"`
	Hash     string `json:"hash"`
}

// brokenChain follows the chain of the audit log from its first entry. It
// names entries that were changed and places where some are missing, and says
// whether the log still goes through a checkpoint that was kept elsewhere;
// one with position 0 is not asked for.
func (s *Store) brokenChain(ctx context.Context, kept models.AuditCheckpoint) (broken []Broken, end models.AuditCheckpoint, err error) {
	var told models.AuditCheckpoint
	if err := s.db.One(s.db.Primary(ctx).Raw("SELECT position, hash FROM audit_chain WHERE id = 1"), "audit.verify", &told); err != nil {
		return nil, end, err
	}
	report := func(what string, where any) { broken = append(broken, Broken{What: what, Where: fmt.Sprint(where)}) }
	passed := kept.Position == 0
	for {
		var entries []models.AuditEntry
		err := s.db.Primary(ctx).Raw("SELECT "+auditEntryColumns+" FROM audit_entries WHERE position > ? AND position <= ? ORDER BY position LIMIT 5000", end.Position, told.Position).Scan(&entries).Error
		if err != nil {
			return broken, end, s.db.Classify("audit.verify", err)
		}
		for _, e := range entries {
			if missing := *e.Position - end.Position - 1; missing > 0 {
				report(fmt.Sprintf("entries of the log are missing before this one: %d", missing), e.ID)
			} else if is, err := e.Chained(end); err != nil || is.Hash != e.Hash {
				report("the log entry is not the one that was written", e.ID)
			}
			end = models.AuditCheckpoint{Position: *e.Position, Hash: e.Hash}
			passed = passed || end == kept
		}
		if len(entries) == 0 {
			break
		}
	}
	if end != told {
		report("the log does not end where it ended", fmt.Sprintf("entry %d instead of %d", end.Position, told.Position))
	}
	if !passed {
		report("the log is not the one from which the checkpoint was taken", kept)
	}
	var outside []string
	err = s.db.Primary(ctx).Raw("SELECT id FROM audit_entries WHERE (position IS NULL) OR position > (SELECT position FROM audit_chain) ORDER BY id").Scan(&outside).Error
	for _, id := range outside {
		report("the log entry is not in the chain", id)
	}
	return broken, end, s.db.Classify("audit.verify", err)
}
