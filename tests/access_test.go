package tests

import (
	"cmp"
	"database/sql"
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// update writes the golden files instead of comparing with them.
var update = flag.Bool("update", false, "write the golden files anew")

// permission is one row of the table of permissions. do tries the verb on an
// object of the world's main series, which it creates if the verb uses it up.
// For a role in neither list the object must appear to be missing.
type permission struct {
	verb   string // an exported method of the store
	on     string // what it is done to, in words
	may    string // roles
	sees   string // roles that may know of the thing and are refused
	do     func(w *given.World, by models.Actor) error
	nobody bool // not even the program
}

// verdict is the kind of answer that an actor got.
type verdict string

const (
	allowed verdict = "yes" // done, or refused for another reason than who asks
	refused verdict = "no"  // forbidden: the thing may be known of
	hidden  verdict = ""    // as if there were nothing
)

// chapters are the rows, in the order of the document.
var chapters = []struct {
	name string
	rows []permission
}{
	{"Access", accessPermissions},
	{"Programme", programmePermissions},
	{"Participation", participationPermissions},
	{"Outcomes", outcomePermissions},
	{"Public", publicPermissions},
}

// TestEveryMethodHasARowInTheTableOfPermissions: a new verb cannot be merged
// without its permissions.
func TestEveryMethodHasARowInTheTableOfPermissions(t *testing.T) {
	typ := reflect.TypeFor[*store.Store]()
	var rows []string
	for _, c := range chapters {
		for _, p := range c.rows {
			rows = append(rows, p.verb)
			if _, ok := typ.MethodByName(p.verb); !ok {
				t.Errorf("the table has a row for %s, which is not a method of the store", p.verb)
			}
			known(t, p)
		}
	}
	for i := range typ.NumMethod() {
		name := typ.Method(i).Name
		if _, ok := asksNobody[name]; !ok && !slices.Contains(rows, name) {
			t.Errorf("Store.%s has no row in the table of permissions", name)
		}
	}
}

// known refuses rows that name a role twice or an unknown role.
func known(t *testing.T, p permission) {
	t.Helper()
	for _, role := range strings.Fields(p.may + " " + p.sees) {
		if role = strings.TrimPrefix(role, "-"); role != "everyone" && !slices.Contains(given.Roles, role) {
			t.Errorf("%s names the unknown role %q", p.verb, role)
		}
	}
	for _, role := range among(p.may) {
		if slices.Contains(among(p.sees), role) {
			t.Errorf("%s: %s is both permitted and refused", p.verb, role)
		}
	}
}

// TestEverybodyMayDoWhatTheTableSaysAndNothingElse tries every row as every
// role, in the main series and in a foreign one. Roles without permission come
// first and must leave no trace; the first role with permission must succeed.
func TestEverybodyMayDoWhatTheTableSaysAndNothingElse(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		db := g.DB()
		for _, c := range chapters {
			for _, p := range c.rows {
				t.Run(strings.TrimSpace(p.verb+" "+p.on), func(t *testing.T) { try(t, w, db, p) })
			}
		}
	})
}

func try(t *testing.T, w *given.World, db *sql.DB, p permission) {
	roles := slices.Clone(given.Roles)
	slices.SortStableFunc(roles, func(a, b string) int { // who may comes last
		return cmp.Compare(b2i(expected(p, a) == allowed), b2i(expected(p, b) == allowed))
	})
	succeeded := false
	for _, role := range roles {
		want := expected(p, role)
		before := trace(t, db, w.Actors[role])
		err := p.do(w, w.Actors[role])
		got, ok := judge(err)
		switch {
		case !ok:
			t.Errorf("%s: a fault: %v", role, err)
		case got != want:
			t.Errorf("%s: got %q, the table says %q (%v)", role, got, want, err)
		case got != allowed && trace(t, db, w.Actors[role]) != before:
			t.Errorf("%s: refused, but something was written", role)
		case want == allowed && err != nil && !succeeded:
			t.Errorf("%s: permitted, but: %v", role, err)
		}
		succeeded = succeeded || err == nil
	}
	if !succeeded && !p.nobody {
		if err := p.do(w, models.System); err != nil {
			t.Errorf("no role succeeds, not even the program itself: %v", err)
		}
	}
}

// personal are refusals with the kind Conflict that depend on the actor
// nevertheless: a change of status that is not theirs, a text that they wrote.
var personal = []string{"registration.no_such_move", "edition.two_people"}

// judge classifies an error; ok is false for a fault.
func judge(err error) (v verdict, ok bool) {
	kind := models.KindOf(err)
	switch {
	case kind == models.NotFound:
		return hidden, true
	case kind == models.Forbidden, slices.Contains(personal, models.CodeOf(err)):
		return refused, true
	case kind == "":
		return allowed, err == nil
	}
	return allowed, true // the state of things refused, not the person
}

func expected(p permission, role string) verdict {
	switch {
	case slices.Contains(among(p.may), role):
		return allowed
	case slices.Contains(among(p.sees), role):
		return refused
	}
	return hidden
}

// among reads a list of roles: "everyone" stands for all, and a role after a
// hyphen is left out.
func among(list string) []string {
	var roles []string
	for _, word := range strings.Fields(list) {
		switch {
		case word == "everyone":
			roles = append(roles, given.Roles...)
		case strings.HasPrefix(word, "-"):
			roles = slices.DeleteFunc(roles, func(r string) bool { return r == word[1:] })
		default:
			roles = append(roles, word)
		}
	}
	return roles
}

// trace counts the log entries of an actor: every verb that changes anything
// writes one. Rows prepare their objects as the program itself, except for new
// registrations, which the public makes.
func trace(t *testing.T, db *sql.DB, by models.Actor) int {
	t.Helper()
	// Identifiers are base32, so nothing that an actor typed is part of the statement.
	who := "account_id = '" + by.AccountID + "'"
	if by.AccountID == "" {
		who = "account_id IS NULL AND via = '" + string(by.Via) + "'"
	}
	var n int
	if err := db.QueryRow("SELECT count(*) FROM audit_entries WHERE verb <> 'registration.create' AND " + who).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestARefusalIsDistinguishedFromAFault: a refusal because of the actor differs
// from one because of the state, and a fault differs from both.
func TestARefusalIsDistinguishedFromAFault(t *testing.T) {
	for _, c := range []struct {
		err  error
		want verdict
		ok   bool
	}{
		{nil, allowed, true},
		{models.Missing(), hidden, true},
		{models.Refuse(models.Forbidden, "page.forbidden"), refused, true},
		{models.Refuse(models.Conflict, "page.changed_meanwhile"), allowed, true},
		{models.Problems{"name": {Code: "form.required"}}.Err(), allowed, true},
		{store.ErrUnavailable, allowed, false},
	} {
		if got, ok := judge(c.err); got != c.want || ok != c.ok {
			t.Errorf("%v: classified as %q, %v", c.err, got, ok)
		}
	}
}

// TestTheDocumentedPermissionsAreThoseOfTheTable: docs/permissions.md is the
// table above, for people who do not read Go.
func TestTheDocumentedPermissionsAreThoseOfTheTable(t *testing.T) {
	golden(t, "../docs/permissions.md", permissionsPage())
}

// columns are the roles that the document shows, with their short names.
var columns = []struct{ role, name string }{
	{"public", "public"}, {"holder", "link holder"}, {"invitation_holder", "invited"}, {"account", "account"}, {"administrator", "administrator"},
	{"organiser", "organiser of the series"}, {"seminar_organiser", "organiser of the seminar"},
	{"secretariat", "secretariat, author"}, {"second_secretariat", "secretariat, another"},
	{"co_organiser", "co-organiser"}, {"rapporteur", "rapporteur"}, {"focal_point", "focal point"}, {"check_in", "check-in"},
}

// others are roles that are not roles in the series or seminar of the row.
var others = []struct{ role, name string }{
	{"sibling", "organiser of another seminar"}, {"foreign_organiser", "organiser of another series"},
	{"foreign_seminar_organiser", "organiser of a seminar of another series"}, {"foreign_secretariat", "secretariat of another series"},
	{"foreign_co_organiser", "co-organiser"}, {"foreign_rapporteur", "rapporteur"}, {"foreign_focal_point", "focal point"}, {"foreign_check_in", "check-in"},
	{"other_holder", "other link holders"}, {"foreign_holder", "other link holders"}, {"foreign_invitation_holder", "other link holders"},
}

func permissionsPage() string {
	var b strings.Builder
	b.WriteString(`# Who may do what

This page is generated by a test (` + "`go test ./tests -run Permissions -update`" + `) from the table against which the same test checks the program, on both databases.

- **yes**: allowed. **no**: may know that the thing exists, but is refused. An empty cell: the answer is the same as for something that does not exist.
- A role applies to what it was granted for: the columns are people with a part in the series, seminar, session or registration concerned. Everybody else with an account counts as *account*, except those in the last column.
- The program itself (jobs, seeds, commands) may do everything; what only it may do is marked. Public pages are the same for all readers, so drafts never appear on them.
`)
	for _, c := range chapters {
		b.WriteString("\n## " + c.name + "\n\n| verb | on |")
		for _, col := range columns {
			b.WriteString(" " + col.name + " |")
		}
		b.WriteString(" elsewhere |\n|---|---|" + strings.Repeat("---|", len(columns)+1) + "\n")
		for _, p := range c.rows {
			b.WriteString("| " + p.verb + " | " + p.on + " |")
			for _, col := range columns {
				b.WriteString(" " + string(expected(p, col.role)) + " |")
			}
			b.WriteString(" " + elsewhere(p) + " |\n")
		}
	}
	return b.String()
}

// elsewhere lists who is permitted without a role in the object.
func elsewhere(p permission) string {
	var names []string
	accounts, all := 0, 0
	for _, o := range others {
		if !strings.HasSuffix(o.role, "holder") {
			all++
		}
		if expected(p, o.role) != allowed {
			continue
		}
		if !strings.HasSuffix(o.role, "holder") {
			accounts++
		}
		if !slices.Contains(names, o.name) {
			names = append(names, o.name)
		}
	}
	switch {
	case p.nobody:
		return "nobody"
	case p.may == "":
		return "the program only"
	case len(names) == 0:
		return ""
	case expected(p, "public") == allowed:
		return "everyone"
	case accounts == all && expected(p, "account") == allowed:
		return "every account"
	case accounts == all:
		return "every role"
	}
	return strings.Join(names, ", ")
}

// golden compares a text with its golden file.
func golden(t *testing.T, name, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) == text {
		return
	}
	was, is := strings.Split(string(kept), "\n"), strings.Split(text, "\n")
	for _, line := range is {
		if !slices.Contains(was, line) {
			t.Errorf("%s does not have: %s", name, line)
		}
	}
	for _, line := range was {
		if !slices.Contains(is, line) {
			t.Errorf("%s still has: %s", name, line)
		}
	}
	t.Errorf("if this is intended, run go test ./tests -run '%s' -update", t.Name())
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
