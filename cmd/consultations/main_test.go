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

// call runs a command as a terminal does and returns its output.
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

func TestABackupRestoresAnEmptyInstallation(t *testing.T) {
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

			if out := must(t, to, "verify"); !strings.Contains(out, "no problems found") {
				t.Errorf("verify prints %s", out)
			}
			if _, err := call(t, to, "seed"); err == nil {
				t.Error("the restored database was seeded, as if it were empty")
			}
			if _, err := call(t, to, "account", "add", "ANN@example.org", "Ann"); err == nil {
				t.Error("the restored database does not have the account")
			}
			for _, dir := range []string{old, fresh, filepath.Dir(file)} {
				readableByOwnerOnly(t, dir)
			}
			if _, err := call(t, from, "backup", file); err == nil {
				t.Error("a backup overwrote another")
			}
			if _, err := call(t, to, "restore", file); err == nil {
				t.Error("a backup was restored over existing data")
			}
		})
	}
}

// readableByOwnerOnly checks every file below a folder.
func readableByOwnerOnly(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by other users: %v, %v", filepath.Base(path), info.Mode(), err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAnArchiveThatIsNotABackupIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	manifest := `{"program":"x","database":"sqlite","at":"2027-01-01T00:00:00Z"}`
	for name, parts := range map[string][]tar.Header{
		"a path out of the folder":       {{Name: "keys/../../../escaped"}},
		"an absolute path":               {{Name: "/tmp/escaped"}},
		"a folder in the folder of keys": {{Name: "keys/a/escaped"}},
		"a link":                         {{Name: "keys/escaped", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}},
		"a hard link":                    {{Name: "keys/escaped", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"}},
		"a device":                       {{Name: "database", Typeflag: tar.TypeBlock}},
		"a part twice":                   {{Name: "database"}, {Name: "database"}},
		"an unknown file":                {{Name: "escaped.sh"}},
		"a huge key":                     {{Name: "keys/big", Size: 2 << 20}},
		"a database of zeros":            {{Name: "database", Size: 4096}},
		"no database":                    {},
		"an empty database":              {{Name: "database"}},
		"too many keys": slices.Collect(func(yield func(tar.Header) bool) {
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

func TestKeysCanBeRotatedAndRetired(t *testing.T) {
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
		t.Error("what was signed before the rotation is not accepted")
	}
	must(t, env, "keys", "retire")
	if opens() {
		t.Error("what a retired key signed is still accepted")
	}
}

func TestAnErrorIsOneLineThatSaysWhatToDo(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "consultations.db"), []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		env  map[string]string
		args []string
		want string
	}{
		{"a broken file", map[string]string{"DATA_DIR": broken}, []string{"migrate"}, "restore a backup"},
		{"no server", map[string]string{"DATA_DIR": t.TempDir(), "DATABASE_URL": "postgres://u:secret@127.0.0.1:1/d"}, []string{"migrate"}, "no PostgreSQL server answers at 127.0.0.1:1/d"},
		{"a folder that cannot be created", map[string]string{"DATA_DIR": "/proc/none"}, []string{"serve"}, "DATA_DIR /proc/none"},
		{"a wrong setting", map[string]string{"SEED": "oslo"}, []string{"serve"}, `SEED is "oslo"`},
		{"a database without a schema", map[string]string{"DATA_DIR": t.TempDir()}, []string{"verify"}, ""},
		{"a file that is not a backup", map[string]string{"DATA_DIR": t.TempDir()}, []string{"restore", filepath.Join(broken, "consultations.db")}, "not a backup of this program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := call(t, c.env, c.args...)

			if err == nil {
				t.Fatal("there is no error")
			}
			line := oneLine(err)
			if strings.Contains(line, "\n") || !strings.Contains(line, c.want) || strings.Contains(line, "secret") || strings.Contains(line, "goroutine") {
				t.Errorf("the error is %q", line)
			}
		})
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	for name, want := range map[string]string{
		"serve":   "consultations serve\n",
		"migrate": "consultations migrate\n",
		"seed":    "consultations seed\n",
		"account": "consultations account add EMAIL NAME [--administrator] [--language CODE]\n",
		"backup":  "consultations backup FILE\n",
		"restore": "consultations restore FILE\n",
		"verify":  "consultations verify [--checkpoint CHECKPOINT]\n",
		"keys":    "consultations keys rotate|retire\n",
		"version": "consultations version\n",
	} {
		if out := must(t, nil, name, "--help"); !strings.Contains(out, want) {
			t.Errorf("%s --help prints %q", name, out)
		}
		if out := must(t, nil, "--help"); !strings.Contains(out, "  "+name+" ") {
			t.Errorf("--help does not list %s: %s", name, out)
		}
	}
	if out := must(t, nil, "account", "add", "--help"); !strings.Contains(out, "--language: CODE of the account's language, en by default: ar, zh, en, fr, ru, es") {
		t.Errorf("account add --help prints %q", out)
	}
}

func TestAnIncorrectCallGivesOneLineAndExitCode2(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		line string
	}{
		"an unknown command":     {[]string{"fly"}, "there is no command \"fly\": `consultations help` lists them"},
		"an unknown flag":        {[]string{"account", "add", "a@example.org", "Ann", "--admin"}, "account: flag provided but not defined: -admin"},
		"an unknown language":    {[]string{"account", "add", "a@example.org", "Ann", "--language", "de"}, `account: invalid value "de" for flag -language: it must be one of ar, zh, en, fr, ru, es`},
		"a flag without a value": {[]string{"account", "add", "a@example.org", "Ann", "--language"}, "account: flag needs an argument: -language"},
		"a switch with a value":  {[]string{"account", "add", "a@example.org", "Ann", "--administrator=perhaps"}, `account: invalid boolean value "perhaps" for -administrator: parse error`},
		"no name":                {[]string{"account", "add", "a@example.org"}, "call it as: consultations account add EMAIL NAME [--administrator] [--language CODE]"},
		"another verb":           {[]string{"account", "drop", "a@example.org", "Ann"}, `account: "drop" is not add`},
		"a wrong address":        {[]string{"account", "add", "ann", "Ann"}, `account: EMAIL "ann" is not a complete e-mail address`},
		"an empty name":          {[]string{"account", "add", "a@example.org", " "}, "account: NAME must be one line of at most 200 visible characters"},
		"a flag of another":      {[]string{"seed", "--administrator"}, "seed: flag provided but not defined: -administrator"},
		"a word too many":        {[]string{"migrate", "now"}, "call it as: consultations migrate"},
		"no file":                {[]string{"backup"}, "call it as: consultations backup FILE"},
		"keys, but what":         {[]string{"keys", "turn"}, `keys: "turn" is neither rotate nor retire`},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := call(t, map[string]string{"DATA_DIR": dir}, c.args...)

			if err == nil || oneLine(err) != c.line || exitCode(err) != 2 || out != "" {
				t.Errorf("exit code %d, error %v, output %q; want %s", exitCode(err), err, out, c.line)
			}
		})
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("a wrong call left %v", left)
	}
}

func TestFlagsOfAccountAddMayHaveAnyPosition(t *testing.T) {
	env := map[string]string{"DATA_DIR": t.TempDir()}
	must(t, env, "migrate")

	for i, args := range [][]string{
		{"--administrator", "--language", "fr", "add", "a@example.org", "Ann"},
		{"add", "b@example.org", "--language=ar", "Ben"},
		{"add", "c@example.org", "Cai", "--administrator"},
	} {
		if out := must(t, env, append([]string{"account"}, args...)...); !strings.Contains(out, "/sign-in/link/") {
			t.Errorf("%d: it prints %q", i, out)
		}
	}

	_, err := call(t, env, "account", "add", "A@example.org", "Ann")
	if err == nil || oneLine(err) != "A@example.org already has an account" || exitCode(err) != 1 {
		t.Errorf("the same account again: %v", err)
	}
}
