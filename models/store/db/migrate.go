package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

// Migrate brings the schema up to date, and reports whether it was not. Nodes
// that start together wait for each other; when a step fails, the steps before
// it stay applied.
func (d *DB) Migrate(ctx context.Context) (upgraded bool, err error) {
	err = d.dialect.migrating(ctx, func(db *sql.DB) error {
		dialect, files := d.dialect.migrations()
		p, err := goose.NewProvider(dialect, db, files)
		if err != nil {
			return fmt.Errorf("read migrations: %w", err)
		}
		steps, err := p.Up(ctx)
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		upgraded = len(steps) > 0
		if err := d.dialect.migrateJobs(ctx); err != nil {
			return fmt.Errorf("migrate the job queue: %w", err)
		}
		return nil
	})
	return upgraded, err
}

// Ready reports whether the database answers, its schema is recent enough for
// this program, and it can be written. A newer schema is fine too: during an
// upgrade, old and new nodes run side by side.
func (d *DB) Ready(ctx context.Context) error {
	if err := d.Current(ctx); err != nil {
		return err
	}
	return d.tryWriting(ctx)
}

// Current reports whether the database answers and its schema is recent enough
// for this program. It only reads.
func (d *DB) Current(ctx context.Context) error {
	var have int64
	if err := d.Read(ctx).Raw("SELECT max(version_id) FROM goose_db_version WHERE is_applied").Row().Scan(&have); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	_, files := d.dialect.migrations()
	want, err := newest(files)
	if err != nil {
		return err
	}
	if have < want {
		return fmt.Errorf("the schema is at version %d, this program needs %d: run `consultations migrate`", have, want)
	}
	return nil
}

// tryEvery is how often Ready writes, however often it is asked.
const tryEvery = time.Second

// tryWriting commits a change of one small row: only a commit shows that the
// disk has room and that the server is not read-only.
func (d *DB) tryWriting(ctx context.Context) error {
	now := d.now()
	if now.UnixMilli()-d.wroteAt.Load() < tryEvery.Milliseconds() {
		return nil
	}
	if err := d.Primary(ctx).Exec("UPDATE heartbeat SET at = ? WHERE id = 1", now).Error; err != nil {
		return fmt.Errorf("the database cannot be written: %w", err)
	}
	d.wroteAt.Store(now.UnixMilli())
	return nil
}

// newest is the highest number among migration files.
func newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	var high int64
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return 0, err
		}
		high = max(high, n)
	}
	return high, nil
}
