package main

import (
	"fmt"
	"go/format"
	"slices"
	"strings"
	"testing"
)

// rules are the declarations that the examples use.
const rules = `package models
type Actor struct{}
type List []string
type Status string
const ( Draft Status = "draft"; Sent Status = "sent"; Over Status = "over" )
type Error struct{}
func (e *Error) Error() string { return "" }
func Refuse() *Error { return nil }
func (s Status) Check() error { return nil }
type input struct{}
func (i input) Require(ok bool, field string) {}
`

// head comes before the declaration of an example.
const head = "package example\nimport \"house/models\"\n"

// sitesIn lists the faults for a declaration in a file.
func sitesIn(t *testing.T, file, declaration string) []site {
	t.Helper()
	known, err := parseSource("models/rules.go", rules)
	if err != nil {
		t.Fatal(err)
	}
	text := head + declaration
	s, err := parseSource(file, text)
	if err != nil {
		t.Fatal(err)
	}
	sites := slices.DeleteFunc(findSites([]source{known, s}), func(s site) bool { return s.file != file })
	for _, site := range sites {
		if _, err := format.Source([]byte(site.apply(text))); err != nil {
			t.Errorf("%s is not Go: %v", site, err)
		}
	}
	return sites
}

func TestEachKindOfFaultIsFound(t *testing.T) {
	for _, c := range []struct{ says, file, code, want string }{
		{"a condition is turned round", "models/a.go", `func f(a, b bool) { if a { b = !b } }`, "condition: a → !(a)"},
		{"a negated condition loses its not", "models/a.go", `func f(a bool) { if !a { f(a) } }`, "condition: !a → a"},
		{"a condition of a case is turned round", "models/a.go", `func f(a bool) { switch { case a: f(a) } }`, "condition: a → !(a)"},
		{"errors are no rule", "models/a.go", `func f(err error) { if err != nil { f(err) } }`, ""},
		{"equal becomes unequal", "models/a.go", `func f(a int) bool { return a == 1 }`, "equality: a == 1 → a != 1"},
		{"and becomes or", "models/a.go", `func f(a, b bool) bool { return a && b }`, "boolean: a && b → a || b"},
		{"beside an error only the rule is changed", "models/a.go", `func f(err error, a int) bool { return err != nil || a > 1 }`, "bound: a > 1 → a >= 1"},
		{"a bound moves by one", "models/a.go", `func f(a int) bool { return a <= 1 }`, "bound: a <= 1 → a < 1"},
		{"a bound in time moves by the instant", "models/a.go", `func f(a, b time.Time) bool { return a.Before(b) }`, "bound: a.Before(b) → !a.After(b)"},
		{"a bound that gives itself is none", "models/a.go", `func f(a int) int { switch { case a > most: return most }; return a }`, ""},
		{"nor is one in time", "models/a.go", `func f(a, b time.Time) time.Time { if a.Before(b) { return a }; return b }`, "condition: a.Before(b) → !(a.Before(b))"},
		{"a bound that gives something else is one", "models/a.go", `func f(a int) int { if a > most { return most }; return b }`, "bound: a > most → a >= most"},
		{"a refusal is dropped", "models/a.go", `func f(a int) error { if a == 1 { return Refuse() }; return nil }`, "refusal: a == 1 { return Refuse() } → dropped\nequality: a == 1 → a != 1"},
		{"a refusal in a case is dropped", "models/a.go", `func f(a bool) error { switch { case a: return Refuse() }; return nil }`, "condition: a → !(a)\nrefusal: a { return Refuse() } → dropped"},
		{"a refusal asked for in an if is dropped", "models/store/a.go", `func f(s models.Status) error { if err := s.Check(); err != nil { return err }; return nil }`, "refusal: err := s.Check() → dropped"},
		{"a refusal asked for before an if is dropped", "models/store/a.go", `func f(s models.Status) error { err := s.Check(); if err != nil { return err }; return nil }`, "refusal: err := s.Check() → dropped"},
		{"other errors are kept", "models/store/a.go", `func f(s *Store) error { if err := s.query(); err != nil { return err }; return nil }`, ""},
		{"a requirement is dropped", "models/a.go", `func f(in input, a bool) { in.Require(a, "title") }`, `requirement: in.Require(a, "title") → dropped`},
		{"everybody may", "models/a.go", `func (s Seat) MayEdit(a Actor) bool { return false }`, "permission: Seat.MayEdit → return true"},
		{"nobody is refused", "models/a.go", `func (s Seat) MayRegister(now int) error { return nil }`, "permission: Seat.MayRegister → return nil"},
		{"what names no actor is no permission", "models/a.go", `func (s Seat) IsFull(now int) bool { return false }`, ""},
		{"a value is left out of a list", "models/a.go", `var a = []Status{Draft, Sent}`, "value: Draft → left out\nvalue: Sent → left out"},
		{"a word is left out of a list", "models/a.go", `var a = List{"edit", "new"}`, "value: \"edit\" → left out\nvalue: \"new\" → left out"},
		{"a value is left out of a map", "models/store/a.go", `var a = map[models.Status]int{models.Draft: 1, models.Sent: n}`, "value: models.Draft: 1 → left out\nvalue: models.Sent: n → left out"},
		{"a struct keeps its fields", "models/a.go", `var a = []pair{{Draft: 1, Sent: 2}, {n.Draft, n.Sent}}`, ""},
		{"a case is left out of a switch", "models/a.go", "func f(a Status) { switch a { case Draft: f(a)\ndefault: } }", "value: case Draft → left out"},
		{"a value is left out of a case", "models/a.go", `func f(a Status) { switch a { case Draft, Sent: f(a) } }`, "value: Draft → left out\nvalue: Sent → left out"},
		{"what the language calls is left alone", "models/a.go", `func (s Seat) String() string { if s == "" { return "none" }; return "" }`, ""},
		{"a condition of a query is dropped or turned", "models/store/a.go", `func f(q Query) { q.Raw("SELECT n FROM t WHERE id = ? AND ended_at IS NULL") }`,
			"sql condition: id = ? → dropped\nsql turned: id = ? → id <> ?\nsql condition: ended_at IS NULL → dropped\nsql turned: ended_at IS NULL → ended_at IS NOT NULL"},
		{"a bound of a query moves by one", "models/store/a.go", `func f(q Query) { q.Where("ends_at <= ?") }`, "sql bound: ends_at <= ? → ends_at < ?"},
		{"a status is left out of a query", "models/store/a.go", "func f(q Query) { q.Raw(`DELETE FROM t WHERE status IN ('draft', 'sent')`) }", "sql value: 'draft' → left out\nsql value: 'sent' → left out"},
		{"a condition that goes on elsewhere is left alone", "models/store/a.go", `func f(q Query, part string) { q.Raw("SELECT n FROM t WHERE id IN " + part) }`, ""},
		{"words for people are no query", "models/store/a.go", `func f() error { return errors.New("the draft or the text = is missing") }`, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			var got []string
			for _, s := range sitesIn(t, c.file, c.code) {
				got = append(got, fmt.Sprintf("%s: %s → %s", s.kind, s.old, s.new))
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func TestAFaultChangesNothingElse(t *testing.T) {
	for _, c := range []struct{ file, code, kind, want string }{
		{"models/a.go", `var a = []Status{Draft, Sent, Over}`, "value", "var a = []Status{Sent, Over}; var a = []Status{Draft, Over}; var a = []Status{Draft, Sent}"},
		{"models/a.go", `func MayEdit(a Actor) bool { return false }`, "permission", "func MayEdit(a Actor) bool {return true; return false }"},
		{"models/a.go", `func f(a bool) error { if a { return Refuse() }; return nil }`, "refusal", "func f(a bool) error { if false && (a) { return Refuse() }; return nil }"},
		{"models/a.go", `func f(in input, a bool) { in.Require(a, "title") }`, "requirement", `func f(in input, a bool) { in.Require(true || (a), "title") }`},
		{"models/store/a.go", `var q = "SELECT n FROM t WHERE a = ? AND (b = 1 OR c = 2) ORDER BY n"`, "sql condition",
			`var q = "SELECT n FROM t WHERE (a = ? OR 1 = 1) AND (b = 1 OR c = 2) ORDER BY n"; ` +
				`var q = "SELECT n FROM t WHERE a = ? AND ((b = 1 OR c = 2) OR 1 = 1) ORDER BY n"; ` +
				`var q = "SELECT n FROM t WHERE a = ? AND ((b = 1 OR 1 = 1) OR c = 2) ORDER BY n"; ` +
				`var q = "SELECT n FROM t WHERE a = ? AND (b = 1 OR (c = 2 OR 1 = 1)) ORDER BY n"`},
		{"models/store/a.go", `var q = "SELECT n FROM t WHERE a IN ('x','y','z')"`, "sql value",
			`var q = "SELECT n FROM t WHERE a IN ('y','z')"; var q = "SELECT n FROM t WHERE a IN ('x','z')"; var q = "SELECT n FROM t WHERE a IN ('x','y')"`},
	} {
		t.Run(c.code, func(t *testing.T) {
			var got []string
			for _, s := range sitesIn(t, c.file, c.code) {
				if s.kind == c.kind {
					got = append(got, strings.TrimPrefix(s.apply(head+c.code), head))
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "; "), c.want)
			}
		})
	}
}

func TestFaultsAreSpreadOverKindsAndFiles(t *testing.T) {
	var sites []site
	for _, kind := range []string{"bound", "value", "refusal"} {
		for _, file := range []string{"a.go", "b.go", "c.go"} {
			for line := range 10 {
				sites = append(sites, site{file: file, kind: kind, line: line, old: fmt.Sprint(line)})
			}
		}
	}

	first, again, other := pick(sites, 1), pick(sites, 1), pick(sites, 2)

	kinds, files, places := map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range first[:9] {
		kinds[s.kind]++
		files[s.file]++
		places[place(s)]++
	}
	if fmt.Sprint(kinds, files) != "map[bound:3 refusal:3 value:3] map[a.go:3 b.go:3 c.go:3]" || len(places) != 9 {
		t.Errorf("picked %v %v %v", kinds, files, places)
	}
	if !slices.Equal(first, again) {
		t.Error("the same seed picks other faults")
	}
	if slices.Equal(first, other) {
		t.Error("another seed picks the same faults")
	}
}

func TestAnEquivalentFaultIsOmitted(t *testing.T) {
	sites := sitesIn(t, "models/a.go", `func f(a, b int) bool { return a < 1 && b < 1 }`)

	rest, err := exclude(sites, []equivalent{{"models/a.go", "f", "bound", "a < 1", "a is never 1"}})

	if err != nil || len(rest) != len(sites)-1 {
		t.Errorf("%d of %d faults are left, %v", len(rest), len(sites), err)
	}
	if _, err := exclude(sites, []equivalent{{"models/a.go", "f", "bound", "c < 1", "gone"}}); err == nil {
		t.Error("an entry that matches no fault is accepted")
	}
}

func TestTheFailedTestIsNamed(t *testing.T) {
	for _, c := range []struct{ says, output, want string }{
		{"the innermost subtest", "--- FAIL: TestA (0.1s)\n    --- FAIL: TestA/one (0.0s)\n    a_test.go:1: no\n--- FAIL: TestB (0.0s)\nFAIL", "TestA/one"},
		{"a timeout counts", "panic: test timed out after 5m0s\n\trunning tests:\n\t\tTestA (5m0s)", "the timeout"},
		{"a panic outside of tests", "panic: no database", "a panic"},
		{"anything else", "FAIL\tconsultations/models\t0.1s", "the package's setup"},
	} {
		if got := failed(c.output); got != c.want {
			t.Errorf("%s: got %q, want %q", c.says, got, c.want)
		}
	}
}

func TestEnoughFaultsHaveToBeCaught(t *testing.T) {
	caught := result{site: site{file: "a.go"}, caught: "TestA", in: "models"}
	for _, c := range []struct {
		caught, survived, n int
		want                bool
	}{{57, 3, 60, true}, {56, 4, 60, false}, {56, 0, 60, false}, {10, 0, 10, true}} {
		all := slices.Concat(slices.Repeat([]result{caught}, c.caught), slices.Repeat([]result{{}}, c.survived))
		var out strings.Builder

		if got := report(&out, all, c.n, 0); got != c.want {
			t.Errorf("%d caught of %d: %v\n%s", c.caught, c.n, got, out.String())
		}
	}
}

func TestOnlyNamesAFolderTheBeginningOfAPathOrALine(t *testing.T) {
	s := site{file: "models/store/seminar.go", line: 86}
	for only, want := range map[string]bool{
		"": true, "models/store/": true, "models/": false, "models/store/sem": true, "models/store/series": false,
		"models/store/seminar.go": true, "models/store/seminar.go:86": true, "models/store/seminar.go:8": false,
	} {
		if s.within(only) != want {
			t.Errorf("%q: %v, want %v", only, !want, want)
		}
	}
}
