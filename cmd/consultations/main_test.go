package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consultations/adapters/keys"
	"consultations/tests/given"
)

func TestMain(m *testing.M) { given.Main(m) }

// call runs a command as the terminal would, and gives what it printed.
func call(t *testing.T, env map[string]string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(context.Background(), args, func(name string) string { return env[name] }, strings.NewReader(""), &out)
	return out.String(), err
}

func must(t *testing.T, env map[string]string, args ...string) string {
	t.Helper()
	out, err := call(t, env, args...)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out
}

func TestABackupFillsAnEmptyMachine(t *testing.T) {
	for kind, address := range map[string]func(t *testing.T, dir string) string{
		"sqlite":   func(_ *testing.T, dir string) string { return "sqlite:" + filepath.Join(dir, "consultations.db") },
		"postgres": func(t *testing.T, _ string) string { return given.EmptyPostgresURL(t) + "?pool_max_conns=4" },
	} {
		t.Run(kind, func(t *testing.T) {
			old, fresh, file := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "backup")
			from := map[string]string{"DATA_DIR": old, "DATABASE_URL": address(t, old)}
			to := map[string]string{"DATA_DIR": fresh, "DATABASE_URL": address(t, fresh)}
			must(t, from, "seed")
			must(t, from, "account", "add", "ann@example.org", "Ann", "--administrator")

			must(t, from, "backup", file)
			must(t, to, "restore", file)

			if out := must(t, to, "verify"); !strings.Contains(out, "all checks passed") {
				t.Errorf("verify says %s", out)
			}
			if _, err := call(t, to, "seed"); err == nil {
				t.Error("the restored database took seeds: it was empty")
			}
			if _, err := call(t, to, "account", "add", "ANN@example.org", "Ann"); err == nil {
				t.Error("the restored database does not know the account")
			}
			for _, dir := range []string{old, fresh, filepath.Dir(file)} {
				readByItsOwnerOnly(t, dir)
			}
			if _, err := call(t, from, "backup", file); err == nil {
				t.Error("a backup was written over another")
			}
			if _, err := call(t, to, "restore", file); err == nil {
				t.Error("a backup was restored over data")
			}
		})
	}
}

// readByItsOwnerOnly looks at every file below a folder.
func readByItsOwnerOnly(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s may be read by others: %v, %v", filepath.Base(path), info.Mode(), err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAnArchiveThatIsNoBackupIsRefusedAndNothingIsWritten(t *testing.T) {
	manifest := `{"program":"x","database":"sqlite","at":"2027-01-01T00:00:00Z"}`
	for name, parts := range map[string][]tar.Header{
		"a name that leads out":   {{Name: "keys/../../../escaped"}},
		"a name from the root":    {{Name: "/tmp/escaped"}},
		"a folder below the keys": {{Name: "keys/a/escaped"}},
		"a link":                  {{Name: "keys/escaped", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}},
		"a hard link":             {{Name: "keys/escaped", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"}},
		"a device":                {{Name: "database", Typeflag: tar.TypeBlock}},
		"a part twice":            {{Name: "database"}, {Name: "database"}},
		"another file":            {{Name: "escaped.sh"}},
		"a key that fills a disk": {{Name: "keys/big", Size: 2 << 20}},
		"a database that is none": {{Name: "database", Size: 4096}},
		"no database":             {},
		"an empty database":       {{Name: "database"}},
		"more keys than there are": slices.Collect(func(yield func(tar.Header) bool) {
			for n := 0; n < 200 && yield(tar.Header{Name: fmt.Sprintf("keys/%d", n)}); n++ {
			}
		}),
	} {
		t.Run(name, func(t *testing.T) {
			dir, file := t.TempDir(), filepath.Join(t.TempDir(), "backup")
			var archive bytes.Buffer
			z := gzip.NewWriter(&archive)
			w := tar.NewWriter(z)
			w.WriteHeader(&tar.Header{Name: "manifest.json", Size: int64(len(manifest)), Mode: 0o600})
			io.WriteString(w, manifest)
			for _, h := range parts {
				h.Mode = 0o777
				if err := w.WriteHeader(&h); err != nil {
					t.Fatal(err)
				}
				w.Write(make([]byte, h.Size))
			}
			w.Close()
			z.Close()
			if err := os.WriteFile(file, archive.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}

			_, err := call(t, map[string]string{"DATA_DIR": dir, "DATABASE_URL": "sqlite:" + filepath.Join(dir, "consultations.db")}, "restore", file)

			left, _ := filepath.Glob(filepath.Join(dir, "*"))
			if err == nil || len(left) > 0 {
				t.Errorf("%v; left %v", err, left)
			}
		})
	}
}

func TestKeysAreRotatedAndRetired(t *testing.T) {
	dir := t.TempDir()
	env := map[string]string{"DATA_DIR": dir}
	if _, err := call(t, env, "keys", "rotate"); err == nil || !strings.Contains(err.Error(), "DATA_DIR") {
		t.Errorf("in a folder without keys: %v", err)
	}
	ring, err := keys.Open(filepath.Join(dir, "keys"), "http://127.0.0.1:8080")
	if err != nil {
		t.Fatal(err)
	}
	link := ring.LinkToken("registration", "42")
	opens := func() bool {
		again, err := keys.Open(filepath.Join(dir, "keys"), "http://127.0.0.1:8080")
		if err != nil {
			t.Fatal(err)
		}
		_, ok := again.OpenLink("registration", link)
		return ok
	}

	must(t, env, "keys", "rotate")
	if !opens() {
		t.Error("a rotation ends what was signed before")
	}
	must(t, env, "keys", "retire")
	if opens() {
		t.Error("a retired key still opens")
	}
}

func TestAProblemIsOneLineThatSaysWhatToDo(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "consultations.db"), []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		env  map[string]string
		args []string
		says string
	}{
		{"a command that is not there", nil, []string{"fly"}, "consultations help"},
		{"a broken file", map[string]string{"DATA_DIR": broken}, []string{"migrate"}, "restore a backup"},
		{"no server", map[string]string{"DATA_DIR": t.TempDir(), "DATABASE_URL": "postgres://u:secret@127.0.0.1:1/d"}, []string{"migrate"}, "no PostgreSQL server answers at 127.0.0.1:1/d"},
		{"a folder that cannot be made", map[string]string{"DATA_DIR": "/proc/none"}, []string{"serve"}, "DATA_DIR /proc/none"},
		{"a wrong setting", map[string]string{"SEED": "oslo"}, []string{"serve"}, `SEED is "oslo"`},
		{"a database without a schema", map[string]string{"DATA_DIR": t.TempDir()}, []string{"verify"}, ""},
		{"no backup", map[string]string{"DATA_DIR": t.TempDir()}, []string{"restore", filepath.Join(broken, "consultations.db")}, "not a backup made by this program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := call(t, c.env, c.args...)

			if err == nil {
				t.Fatal("it went well")
			}
			line := oneLine(err)
			if strings.Contains(line, "\n") || !strings.Contains(line, c.says) || strings.Contains(line, "secret") || strings.Contains(line, "goroutine") {
				t.Errorf("it says %q", line)
			}
		})
	}
}

func TestEveryCommandSaysHowToCallIt(t *testing.T) {
	for _, c := range commands() {
		if c.hidden {
			continue
		}
		if out := must(t, nil, c.name, "--help"); !strings.Contains(out, c.usage) {
			t.Errorf("%s --help says %q", c.name, out)
		}
	}
}
