package tests

import (
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// oldest are the oldest releases without a fault that would affect this product.
// only restricts a library to one line of releases.
var oldest = []struct{ path, from, only, why string }{
	{"github.com/valyala/fasthttp", "1.77.0", "", "request smuggling and header splitting before"},
	{"modernc.org/sqlite", "1.61.1", "", "brings an SQLite that can lose commits before"},
	{"github.com/gofiber/fiber/v2", "2.52.15", "2.52.", "cookie and parser faults before"},
}

// TestLibrariesAreNewEnough reads go.mod, because a library that was upgraded by
// hand may be downgraded when another one changes.
func TestLibrariesAreNewEnough(t *testing.T) {
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range tooOld(string(text)) {
		t.Error(broken)
	}
}

// TestALibraryThatIsTooOldIsCaught shows that the rule above can fail.
func TestALibraryThatIsTooOldIsCaught(t *testing.T) {
	fine := "require (\n\tgithub.com/valyala/fasthttp v1.77.0 // indirect\n\tmodernc.org/sqlite v1.61.1\n\tgithub.com/gofiber/fiber/v2 v2.52.15\n)\n"
	if got := tooOld(fine); got != nil {
		t.Fatalf("caught although new enough: %q", got)
	}
	for from, to := range map[string]string{
		"fasthttp v1.77.0": "fasthttp v1.76.9",
		"sqlite v1.61.1":   "sqlite v1.61.0",
		"fiber/v2 v2.52.1": "fiber/v2 v2.52.", // 2.52.5
		"v2.52.15":         "v2.53.0",
		"v1.61.1":          "v1.9.99",
		"fasthttp v":       "fasthttp2 v", // not there at all
	} {
		if got := tooOld(strings.Replace(fine, from, to, 1)); len(got) != 1 {
			t.Errorf("%s instead of %s: caught %q", to, from, got)
		}
	}
}

// TestSQLiteIsNewEnough asks the SQLite that is built in, whatever go.mod says.
func TestSQLiteIsNewEnough(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		t.Fatal(err)
	}
	if older(version, "3.51.3") {
		t.Errorf("SQLite %s can lose commits when the write-ahead log is reset", version)
	}
}

func tooOld(gomod string) []string {
	have := map[string]string{}
	for line := range strings.Lines(gomod) {
		words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(words) >= 2 && strings.HasPrefix(words[1], "v") {
			have[words[0]] = strings.TrimPrefix(words[1], "v")
		}
	}
	var broken []string
	for _, o := range oldest {
		switch v := have[o.path]; {
		case v == "":
			broken = append(broken, o.path+" is not in go.mod")
		case older(v, o.from):
			broken = append(broken, fmt.Sprintf("%s %s: %s %s", o.path, v, o.why, o.from))
		case !strings.HasPrefix(v, o.only):
			broken = append(broken, fmt.Sprintf("%s %s is not of the line %sx", o.path, v, o.only))
		}
	}
	return broken
}

// older compares dotted numbers; what is not a number counts as zero.
func older(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(x), len(y)) {
		var m, n int
		if i < len(x) {
			m, _ = strconv.Atoi(x[i])
		}
		if i < len(y) {
			n, _ = strconv.Atoi(y[i])
		}
		if m != n {
			return m < n
		}
	}
	return false
}
