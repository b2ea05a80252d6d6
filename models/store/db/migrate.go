package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Migrate brings the schema up to date. Nodes that start together wait for
// each other; when a step fails, the steps before it stay applied.
func (d *DB) Migrate(ctx context.Context) error {
	return d.dialect.migrating(ctx, func(db *sql.DB) error {
		dialect, files := d.dialect.migrations()
		p, err := goose.NewProvider(dialect, db, files)
		if err != nil {
			return fmt.Errorf("read migrations: %w", err)
		}
		if _, err := p.Up(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		if err := d.dialect.migrateJobs(ctx); err != nil {
			return fmt.Errorf("migrate the job queue: %w", err)
		}
		return nil
	})
}

// Ready reports whether the database answers and its schema is recent enough
// for this program. A newer schema is fine too: during an upgrade, old and new
// nodes run side by side.
func (d *DB) Ready(ctx context.Context) error {
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
