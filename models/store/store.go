// Package store answers questions about the domain's nouns and changes them:
// one function per question, and one function and one transaction per change.
package store

import (
	"context"
	"time"

	"consultations/models"
	"consultations/models/store/db"
)

// Store is the database seen through the nouns of the domain.
type Store struct {
	db            *db.DB
	registrations *registrationQueue
	personWait    time.Duration // for the row of a person that another transaction has locked
	chainWait     time.Duration // for the end of the log's chain
	chainIdle     time.Duration // how long a transaction may do nothing while it has that end locked
}

// Options choose the database and the clock.
type Options = db.Options

// Jobs is the background work of a node.
type Jobs = db.Jobs

// ErrUnavailable marks a fault in which the database could not be reached or
// did not answer in time; the same request may succeed later.
var ErrUnavailable = db.ErrUnavailable

// Open connects to a database. It changes nothing: call Migrate to create or
// update the schema.
func Open(ctx context.Context, o Options) (*Store, error) {
	d, err := db.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	s := &Store{db: d, personWait: 300 * time.Millisecond, chainWait: 5 * time.Second, chainIdle: 4 * time.Second}
	s.registrations = newRegistrationQueue(s)
	return s, nil
}

// Close answers the registrations in progress, then closes the connections.
func (s *Store) Close() error {
	s.registrations.stop()
	return s.db.Close()
}

// Now is the store's clock, in UTC and whole microseconds.
func (s *Store) Now() time.Time { return s.db.Now() }

// Migrate brings the schema up to date, and what the program derives from
// texts: the keys of lists, and the search. After an upgrade, e-mail addresses
// that an older program stored with invisible characters are mended; its entries
// of the audit log join the chain.
func (s *Store) Migrate(ctx context.Context) error {
	upgraded, err := s.db.Migrate(ctx)
	if err != nil {
		return err
	}
	if upgraded { // not at every start: it reads all addresses
		if err := s.mendAddresses(ctx); err != nil {
			return err
		}
	}
	if err := s.renewListKeys(ctx); err != nil {
		return err
	}
	if err := s.renewSearch(ctx); err != nil {
		return err
	}
	return s.chainEarlier(ctx)
}

// Ready reports whether the database answers, its schema is recent enough, and
// it can be written.
func (s *Store) Ready(ctx context.Context) error { return s.db.Ready(ctx) }

// Current reports whether the database answers and its schema is recent enough,
// for those who only read.
func (s *Store) Current(ctx context.Context) error { return s.db.Current(ctx) }

// PublicRevision is the revision of the public content as this node last saw
// it, and whether that is recent enough to be trusted.
func (s *Store) PublicRevision() (n int64, trusted bool) { return s.db.PublicRevision() }

// WatchPublicRevision keeps PublicRevision fresh until ctx ends.
func (s *Store) WatchPublicRevision(ctx context.Context) { s.db.WatchPublicRevision(ctx) }

// FromReplica allows the queries of a page that is the same for everybody to
// be answered by a replica.
func FromReplica(ctx context.Context) context.Context { return db.FromReplica(ctx) }

// ReplicaFailed reports whether err may come from a replica; the caller then
// repeats its queries without FromReplica.
func (s *Store) ReplicaFailed(err error) bool { return s.db.ReplicaFailed(err) }

// Backup writes a consistent copy of the database to a new file while the
// site runs.
func (s *Store) Backup(ctx context.Context, path string) error { return s.db.Backup(ctx, path) }

// Restore fills an empty database from a file that Backup wrote. It refuses a
// database that is not empty.
func Restore(ctx context.Context, address, path string) error {
	return db.Restore(ctx, address, path)
}

// Kind is the kind of database at an address: sqlite or postgres.
func Kind(address string) string { return db.Kind(address) }

// Idempotent runs do for a request that may arrive twice: the first answer is
// stored with the changes, in one transaction, and repeated requests get it,
// those of an account only while it may still do what they ask for.
func (s *Store) Idempotent(ctx context.Context, by models.Actor, r models.IdempotentRequest, do func(ctx context.Context) (status int, answer []byte, err error)) (a models.IdempotentAnswer, repeated bool, err error) {
	return s.db.Idempotent(ctx, r, by.SignedIn(), do)
}

// StartJobs runs background jobs until stop is called. Only the program itself
// may start them.
func (s *Store) StartJobs(ctx context.Context, by models.Actor, j Jobs) (stop func(context.Context) error, err error) {
	if !by.IsSystem() {
		return nil, models.Missing()
	}
	return s.db.StartJobs(ctx, j)
}

// tx is one transaction with the actor it runs for.
type tx struct {
	*db.Tx
	s    *Store
	by   models.Actor
	verb string // what the transaction does, for faults and the audit log

	audited *[]models.AuditEntry // written to the log at the end
}

// write runs fn in one transaction for an actor; the verb names it in faults
// and in the audit log.
func (s *Store) write(ctx context.Context, by models.Actor, verb string, fn func(t *tx) error) error {
	return s.db.Write(ctx, verb, func(t *db.Tx) error { return fn(&tx{Tx: t, s: s, by: by, verb: verb, audited: &[]models.AuditEntry{}}) })
}
