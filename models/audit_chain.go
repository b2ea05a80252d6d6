package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// AuditCheckpoint is a place in the chain of the audit log: the number of an
// entry and its hash. Kept elsewhere, it shows later that the log up to there
// is the one that was there then.
type AuditCheckpoint struct {
	Position int64 // 0 before the first entry
	Hash     string
}

// String is how a checkpoint is written down: 120-5f3a…, the number and all 64
// digits of the hash.
func (p AuditCheckpoint) String() string { return fmt.Sprintf("%d-%s", p.Position, p.Hash) }

var checkpointForm = regexp.MustCompile(`^([1-9][0-9]{0,17})-([0-9a-f]{64})$`)

// ParseAuditCheckpoint reads what String wrote.
func ParseAuditCheckpoint(s string) (AuditCheckpoint, error) {
	parts := checkpointForm.FindStringSubmatch(strings.TrimSpace(s))
	if parts == nil {
		return AuditCheckpoint{}, fmt.Errorf("%q is not a checkpoint, which looks like 120- and 64 digits and letters from a to f", s)
	}
	n, err := strconv.ParseInt(parts[1], 10, 64)
	return AuditCheckpoint{n, parts[2]}, err
}

// Chained is the entry as the one after a checkpoint: its hash is that of the
// hash before it and of everything the entry says, so that nothing can be
// changed, taken out or put in without changing every hash that follows.
func (e AuditEntry) Chained(after AuditCheckpoint) (AuditEntry, error) {
	detail, err := sameJSON(e.Detail)
	if err != nil {
		return e, fmt.Errorf("audit entry %s: %w", e.ID, err)
	}
	position := after.Position + 1
	said, err := json.Marshal([]any{after.Hash, position, e.ID, e.At.UTC().Format("2006-01-02T15:04:05.000000Z"),
		e.AccountID, e.Via, e.Verb, e.SubjectKind, e.SubjectID, e.SeriesID, e.SeminarID, detail})
	if err != nil {
		return e, err
	}
	sum := sha256.Sum256(said)
	e.Position, e.Hash, e.At = &position, hex.EncodeToString(sum[:]), e.At.UTC().Truncate(time.Microsecond)
	return e, nil
}

// sameJSON reads JSON so that two spellings of the same are the same: a
// database may store its members in another order and with other spaces.
func sameJSON(text string) (any, error) {
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	err := d.Decode(&v)
	return v, err
}
