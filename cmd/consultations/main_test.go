package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
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

			if out := must(t, to, "verify"); !strings.Contains(out, "as it must be") {
				t.Errorf("verify says %s", out)
			}
			if _, err := call(t, to, "seed"); err == nil {
				t.Error("the restored database took seeds: it was empty")
			}
			if _, err := call(t, to, "account", "add", "ANN@example.org", "Ann"); err == nil {
				t.Error("the restored database does not know the account")
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
		{"no server", map[string]string{"DATA_DIR": t.TempDir(), "DATABASE_URL": "postgres://u:secret@127.0.0.1:1/d"}, []string{"migrate"}, "no PostgreSQL answers at 127.0.0.1:1/d"},
		{"a folder that cannot be made", map[string]string{"DATA_DIR": "/proc/none"}, []string{"serve"}, "DATA_DIR /proc/none"},
		{"a wrong setting", map[string]string{"SEED": "oslo"}, []string{"serve"}, `SEED is "oslo"`},
		{"a database without a schema", map[string]string{"DATA_DIR": t.TempDir()}, []string{"verify"}, ""},
		{"no backup", map[string]string{"DATA_DIR": t.TempDir()}, []string{"restore", filepath.Join(broken, "consultations.db")}, "no backup of this program"},
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
