package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/pressly/goose/v3"
)

// Migrate brings the schema up to date. Nodes that start together wait for
// each other; a failed step leaves the step before it in place.
func (s *Store) Migrate(ctx context.Context) error {
	return s.dialect.migrating(ctx, func(db *sql.DB) error {
		d, files := s.dialect.migrations()
		p, err := goose.NewProvider(d, db, files)
		if err != nil {
			return fmt.Errorf("read migrations: %w", err)
		}
		if _, err := p.Up(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		if err := s.dialect.migrateJobs(ctx); err != nil {
			return fmt.Errorf("migrate the job queue: %w", err)
		}
		return nil
	})
}

// Ready reports whether the database answers and has the schema that this
// program knows. A newer schema is ready too: old and new nodes run together
// while an upgrade goes on.
func (s *Store) Ready(ctx context.Context) error {
	var have int64
	if err := s.read(ctx).Raw("SELECT max(version_id) FROM goose_db_version WHERE is_applied").Row().Scan(&have); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	_, files := s.dialect.migrations()
	want, err := newest(files)
	if err != nil {
		return err
	}
	if have < want {
		return fmt.Errorf("the schema is at version %d, this program needs %d: run `consultations migrate`", have, want)
	}
	return nil
}
