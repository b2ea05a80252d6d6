package db

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestToolsOfPostgreSQLDoNotGetThePasswordAsAnArgument: everybody on a machine
// can read the arguments of its programs. The tool here only notes how it was
// called.
func TestToolsOfPostgreSQLDoNotGetThePasswordAsAnArgument(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"pg_dump", "pg_restore"} {
		script := "#!/bin/sh\necho \"$@\" >> " + dir + "/args\necho \"$PGPASSWORD\" >> " + dir + "/env\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	for _, address := range []string{
		"postgres://user:s%20cret%2F1@127.0.0.1:1/name?sslmode=disable&pool_max_conns=3",
		"postgres://user@127.0.0.1:1/name?password=s+cret%2F1",
	} {
		d := &postgresDialect{url: address}
		if err := d.backup(t.Context(), "/nowhere"); err != nil {
			t.Fatal(err)
		}
		if err := d.run(t.Context(), filepath.Join(dir, "pg_restore"), "/nowhere"); err != nil {
			t.Fatal(err)
		}
	}

	args, _ := os.ReadFile(filepath.Join(dir, "args"))
	env, _ := os.ReadFile(filepath.Join(dir, "env"))
	if strings.Contains(string(args), "cret") || strings.Count(string(args), "--dbname=postgres://user@127.0.0.1:1/name") != 4 {
		t.Errorf("arguments: %s", args)
	}
	if string(env) != strings.Repeat("s cret/1\n", 4) {
		t.Errorf("passwords: %q", env)
	}
}
