package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"consultations/models/store"
)

// manifest describes a backup, so that restore can refuse a file before it changes
// anything.
type manifest struct {
	Program  string    `json:"program"` // version of the program that wrote it
	Database string    `json:"database"`
	At       time.Time `json:"at"`
}

// backup writes one file with a consistent copy of the database and the keys,
// without which signed links and sign-ins would become invalid.
func backup(ctx context.Context, p program, args []string) error {
	path := args[0]
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s already exists: a backup never overwrites a file", path)
	}
	c, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	dir, err := os.MkdirTemp(filepath.Dir(path), ".backup-")
	if err != nil {
		return fmt.Errorf("%s is not writable: %w", path, err)
	}
	defer os.RemoveAll(dir)
	dump := filepath.Join(dir, "database")
	if err := s.Backup(ctx, dump); err != nil {
		return err
	}
	parts := map[string]string{"database": dump}
	keyFiles, err := filepath.Glob(filepath.Join(c.DataDir, "keys", "*"))
	if err != nil {
		return err
	}
	for _, f := range keyFiles {
		parts["keys/"+filepath.Base(f)] = f
	}
	whole := filepath.Join(dir, "backup")
	if err := pack(whole, manifest{version, store.Kind(c.DatabaseURL), time.Now().UTC()}, parts); err != nil {
		return err
	}
	if err := os.Rename(whole, path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %d KiB, database and %d key files. Protect it like the site itself: it contains personal data and keys.\n", path, info.Size()/1024, len(keyFiles))
	return nil
}

func pack(path string, m manifest, parts map[string]string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	t := tar.NewWriter(z)
	head, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := t.WriteHeader(&tar.Header{Name: "manifest.json", Mode: 0o600, Size: int64(len(head)), ModTime: m.At}); err != nil {
		return err
	}
	if _, err := t.Write(head); err != nil {
		return err
	}
	for name, from := range parts {
		if err := packFile(t, name, from); err != nil {
			return err
		}
	}
	if err := errors.Join(t.Close(), z.Close(), f.Sync()); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	return nil
}

func packFile(t *tar.Writer, name, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}); err != nil {
		return err
	}
	_, err = io.Copy(t, in)
	return err
}

// restore fills an empty database and restores the keys. It never overwrites
// anything.
func restore(ctx context.Context, p program, args []string) error {
	c, err := settings(p)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "restore-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	m, err := unpack(args[0], dir)
	if err != nil {
		return err
	}
	if kind := store.Kind(c.DatabaseURL); kind != m.Database {
		return fmt.Errorf("%s is a backup of %s and DATABASE_URL is %s: restore it into the same kind of database", args[0], m.Database, kind)
	}
	keyDir := filepath.Join(c.DataDir, "keys")
	if old, _ := filepath.Glob(filepath.Join(keyDir, "*")); len(old) > 0 {
		return fmt.Errorf("%s already contains keys: restore into an empty DATA_DIR", keyDir)
	}
	if err := store.Restore(ctx, c.DatabaseURL, filepath.Join(dir, "database")); err != nil {
		return err
	}
	if err := os.MkdirAll(keyDir, 0o700); err != nil {
		return fmt.Errorf("DATA_DIR: %w", err)
	}
	keyFiles, err := filepath.Glob(filepath.Join(dir, "keys", "*"))
	if err != nil {
		return err
	}
	for _, f := range keyFiles {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(keyDir, filepath.Base(f)), b, 0o600); err != nil {
			return err
		}
	}
	fmt.Fprintf(p.out, "restored the backup of %s. Start the site with `consultations serve`.\n", m.At.Format("2 January 2006 15:04 UTC"))
	return nil
}

// Limits on the contents of a backup: a file from somebody else must not fill the
// disk.
const (
	maxDatabase = 64 << 30
	maxPart     = 1 << 20 // for all other parts, which are small
	maxParts    = 100
)

func unpack(path, dir string) (manifest, error) {
	var m manifest
	f, err := os.Open(path)
	if err != nil {
		return m, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return m, fmt.Errorf("%s is not a backup of this program", path)
	}
	if err := os.Mkdir(filepath.Join(dir, "keys"), 0o700); err != nil {
		return m, err
	}
	parts := 0
	for t := tar.NewReader(z); ; parts++ {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return m, fmt.Errorf("%s is damaged: %w", path, err)
		}
		known := h.Name == "manifest.json" || h.Name == "database" || strings.HasPrefix(h.Name, "keys/") && filepath.Base(h.Name) == h.Name[len("keys/"):]
		if !known || !filepath.IsLocal(h.Name) || h.Typeflag != tar.TypeReg {
			return m, fmt.Errorf("%s contains %q, which is not part of a backup of this program", path, h.Name)
		}
		limit := int64(maxPart)
		if h.Name == "database" {
			limit = maxDatabase
		}
		if h.Size > limit || parts >= maxParts {
			return m, fmt.Errorf("%s is larger than a backup of this program can be", path)
		}
		out, err := os.OpenFile(filepath.Join(dir, h.Name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return m, err
		}
		_, err = io.Copy(out, t)
		if err = errors.Join(err, out.Close()); err != nil {
			return m, fmt.Errorf("%s is damaged: %w", path, err)
		}
	}
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return m, fmt.Errorf("%s is not a backup of this program", path)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s is damaged: %w", path, err)
	}
	// SQLite would treat a missing or empty file as an empty database.
	if info, err := os.Stat(filepath.Join(dir, "database")); err != nil || info.Size() == 0 {
		return m, fmt.Errorf("%s is damaged: it contains no database", path)
	}
	return m, nil
}
