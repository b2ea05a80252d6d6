package given

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

func (g *Given) kind() string {
	kind, _, _ := strings.Cut(g.URL, ":")
	return kind
}

// copyTo copies the database, whose store is closed, and gives the name of the
// copy.
func (g *Given) copyTo() (name string) {
	g.T.Helper()
	if path, ok := strings.CutPrefix(g.URL, "sqlite:"); ok {
		name = filepath.Join(filepath.Dir(sqliteTemplate(g.T)), "world.db")
		copyFile(g.T, path, name)
		return name
	}
	name = fmt.Sprintf("world_%d_%d", os.Getpid(), counter.Add(1))
	admin(g.T, os.Getenv("TEST_DATABASE_URL"), fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, g.database()))
	return name
}

// copyFrom puts a copy in the place of the database, whose store is closed.
func (g *Given) copyFrom(name string) {
	g.T.Helper()
	if path, ok := strings.CutPrefix(g.URL, "sqlite:"); ok {
		copyFile(g.T, name, path)
		return
	}
	server := os.Getenv("TEST_DATABASE_URL")
	admin(g.T, server, "DROP DATABASE "+g.database()+" WITH (FORCE)")
	admin(g.T, server, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", g.database(), name))
}

// database is the name of the database on its server.
func (g *Given) database() string {
	u, err := url.Parse(g.URL)
	if err != nil {
		g.T.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}
