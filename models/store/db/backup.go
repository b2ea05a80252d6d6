package db

import (
	"context"
	"fmt"
	"strings"
)

// Kind is the kind of database at an address: sqlite or postgres.
func Kind(address string) string {
	if strings.HasPrefix(address, "sqlite:") {
		return "sqlite"
	}
	return "postgres"
}

// Backup writes a consistent copy of the database to a new file while the
// site runs.
func (d *DB) Backup(ctx context.Context, path string) error {
	if err := d.dialect.backup(ctx, path); err != nil {
		return fmt.Errorf("back up the database: %w", err)
	}
	return nil
}

// Restore fills an empty database from a file that Backup wrote. It refuses a
// database that is not empty.
func Restore(ctx context.Context, address, path string) error {
	d, err := dialectFor(address)
	if err != nil {
		return err
	}
	return d.restore(ctx, path)
}
