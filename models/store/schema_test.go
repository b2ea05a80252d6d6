package store_test

import (
	"database/sql"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gormschema "gorm.io/gorm/schema"

	"consultations/models"
	"consultations/tests/given"
)

// rows are all row types: every type of models that names a primary key.
var rows = []any{
	models.Account{}, models.AddressChange{}, models.AuditEntry{}, models.Clearance{}, models.Edition{}, models.Entity{}, models.Grant{},
	models.IdempotentAnswer{}, models.Invitation{}, models.Note{}, models.Organisation{}, models.Organiser{}, models.Person{}, models.Point{}, models.PointSource{},
	models.RefreshToken{}, models.Registration{}, models.Rendering{}, models.Seminar{}, models.Series{}, models.Session{}, models.SessionPerson{}, models.SharedAddress{},
	models.SignIn{}, models.SignInLink{}, models.Summary{}, models.Theme{},
}

// removedRows are the row types that contain another one.
var removedRows = []any{models.RemovedGrant{}, models.RemovedOrganiser{}}

// TestEveryRowTypeIsComparedWithItsTable: a row type that is not in the list above would
// not be compared with its table.
func TestEveryRowTypeIsComparedWithItsTable(t *testing.T) {
	var listed []string
	for _, r := range rows {
		listed = append(listed, reflect.TypeOf(r).Name())
	}
	files, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok && namesKey(s) {
				found++
				if !slices.Contains(listed, spec.Name.Name) {
					t.Errorf("models.%s is a row type but is not in the list", spec.Name.Name)
				}
			}
			return true
		})
	}
	if found < len(rows) {
		t.Errorf("%d of %d listed types have a primary key", found, len(rows))
	}
}

func namesKey(s *ast.StructType) bool {
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return f.Tag != nil && strings.Contains(f.Tag.Value, "primaryKey") })
}

// TestARowHasExactlyTheColumnsOfItsTable: a missing column fails at the first
// query, a surplus one is never written, and a null that Go cannot hold causes
// a fault when it first occurs.
func TestARowHasExactlyTheColumnsOfItsTable(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		tables := readSchema(t, database(t, g.URL), g.URL).columns
		for _, r := range slices.Concat(rows, removedRows) {
			for _, problem := range drift(r, tables) {
				t.Error(problem)
			}
		}
	})
}

// TestADifferenceBetweenRowsAndTablesIsFound shows that the comparison finds
// each kind of difference.
func TestADifferenceBetweenRowsAndTablesIsFound(t *testing.T) {
	type Paper struct {
		ID      string `gorm:"primaryKey"`
		Title   string
		Number  *int
		IssueID models.Ref
		Extra   string
	}
	tables := map[string]map[string]bool{"papers": {"id": false, "title": true, "number": false, "issue_id": false, "missing": false}}

	got := drift(Paper{}, tables)

	for _, want := range []string{"papers.extra", "papers.missing", "papers.title", "papers.number", "papers.issue_id"} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("%s was not found in %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("found: %q", got)
	}
}

// drift lists the differences between a row and its table. tables gives for
// each column whether it may be null.
func drift(row any, tables map[string]map[string]bool) []string {
	parsed, err := gormschema.Parse(row, &sync.Map{}, gormschema.NamingStrategy{})
	if err != nil {
		return []string{err.Error()}
	}
	columns, ok := tables[parsed.Table]
	if !ok {
		return []string{parsed.Table + " has no table"}
	}
	var problems []string
	for _, f := range parsed.Fields {
		null, ok := columns[f.DBName]
		switch {
		case f.DBName == "": // not kept
		case !ok:
			problems = append(problems, parsed.Table+"."+f.DBName+" is in the row and not in the table")
		case null != mayBeNull(f.FieldType):
			problems = append(problems, fmt.Sprintf("%s.%s may be null: in the table %v, in the row %v", parsed.Table, f.DBName, null, !null))
		}
	}
	for name := range columns {
		if parsed.LookUpField(name) == nil {
			problems = append(problems, parsed.Table+"."+name+" is in the table and not in the row")
		}
	}
	return problems
}

// mayBeNull reports whether a field can represent a missing value.
func mayBeNull(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer || t == reflect.TypeFor[models.Ref]() || t == reflect.TypeFor[models.Day]()
}

// onOneSideOnly are the names that one database has and the other cannot.
var onOneSideOnly = []string{"index found_texts.ix_found_texts_tokens"} // full text: an index here, a virtual table there

// TestBothDatabasesHaveTheSameNames: tables, columns, constraints and indexes
// have the same names, so that a fault reads the same on both.
func TestBothDatabasesHaveTheSameNames(t *testing.T) {
	lite, post := given.SQLite(t), given.Postgres(t)
	a, b := readSchema(t, database(t, lite.URL), lite.URL), readSchema(t, database(t, post.URL), post.URL)
	for _, name := range a.names() {
		if !slices.Contains(b.names(), name) && !slices.Contains(onOneSideOnly, name) {
			t.Errorf("only SQLite has %s", name)
		}
	}
	for _, name := range b.names() {
		if !slices.Contains(a.names(), name) && !slices.Contains(onOneSideOnly, name) {
			t.Errorf("only PostgreSQL has %s", name)
		}
	}
	if len(a.names()) < 300 {
		t.Errorf("only %d names were compared", len(a.names()))
	}
}

// TestTheSchemaAllowsOnlyTheValuesOfTheModels: what a form offers can be
// stored, and what can be stored has a name in six languages.
func TestTheSchemaAllowsOnlyTheValuesOfTheModels(t *testing.T) {
	g := given.SQLite(t)
	checks := readSchema(t, database(t, g.URL), g.URL).choices
	vocabulary := map[string][]string{
		"ck_accounts_language": models.Languages, "ck_registrations_language": models.Languages,
		"ck_notes_language": models.Languages, "ck_renderings_language": models.Languages, "ck_summaries_language": models.Languages,
		"ck_organisations_kind": words(models.OrganisationKinds), "ck_organisers_role": words(models.OrganiserRoles),
		"ck_seminars_admission": words(models.Admissions), "ck_sessions_kind": words(models.SessionKinds),
		"ck_sessions_attribution": words(models.Attributions), "ck_session_people_capacity": words(models.SessionCapacities),
		"ck_grants_role": words(models.Roles), "ck_registrations_state": words(models.RegistrationStatuses),
		"ck_registrations_capacity": words(models.Capacities), "ck_summaries_kind": words(models.SummaryKinds),
		"ck_points_kind": words(models.PointKinds), "ck_points_voice": words(models.Voices), "ck_points_strength": words(models.Strengths),
		"ck_clearances_decision": words(models.Decisions), "ck_editions_kind": words(models.EditionKinds),
		"ck_invitations_state":    words(models.InvitationStatus("").Values()),
		"ck_invitations_capacity": words(models.Capacities), "ck_invitations_language": models.Languages,
		"ck_accounts_state":     words(models.AccountStatus("").Values()),
		"ck_audit_entries_via":  words([]models.Via{models.ViaAccount, models.ViaLink, models.ViaPublic, models.ViaSystem}),
		"ck_summaries_state":    words(models.SummaryStatus("").Values()),
		"ck_seminars_state":     words(models.SeminarStatus("").Values()),
		"ck_sign_ins_kind":      {"browser", "api"},
		"ck_found_texts_kind":   {"series", "seminar", "edition", "point"},
		"ck_summaries_earlier":  words([]models.SummaryStatus{models.SummaryDraft, models.SummaryReview}),
		"ck_registrations_line": {string(models.Waitlisted), string(models.Offered)},
	}
	for name, allowed := range checks {
		if !sameWords(allowed, vocabulary[name]) {
			t.Errorf("%s allows %q, the models have %q", name, allowed, vocabulary[name])
		}
	}
	for name := range vocabulary {
		if checks[name] == nil {
			t.Errorf("%s does not list values", name)
		}
	}
}

func words[T ~string](values []T) []string {
	var all []string
	for _, v := range values {
		all = append(all, string(v))
	}
	return all
}

func sameWords(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// schema is a database's own description.
type schema struct {
	columns     map[string]map[string]bool // of each table, with whether it may be null
	constraints []constraint
	indexes     []string            // table.name
	choices     map[string][]string // the values that a CHECK lists; SQLite only
}

// constraint is a rule that the database itself enforces.
type constraint struct {
	table, name string
	kind        string   // pk, uq, fk or ck
	columns     []string // for fk and pk
}

func (s schema) names() []string {
	var all []string
	for table, columns := range s.columns {
		for column, null := range columns {
			all = append(all, fmt.Sprintf("column %s.%s null %v", table, column, null))
		}
	}
	for _, c := range s.constraints {
		all = append(all, "constraint "+c.table+"."+c.name)
	}
	for _, name := range s.indexes {
		all = append(all, "index "+name)
	}
	slices.Sort(all)
	return all
}

// readSchema reads everything except the tables of the job queue, of the
// migrations and of the full-text search.
func readSchema(t *testing.T, db *sql.DB, url string) schema {
	t.Helper()
	if strings.HasPrefix(url, "sqlite:") {
		return readSQLite(t, db)
	}
	return readPostgres(t, db)
}

const notOurs = `('goose_db_version') AND name NOT LIKE 'river%' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'found_tokens%'`

var (
	constraintText = regexp.MustCompile(`CONSTRAINT (\w+) (PRIMARY KEY|UNIQUE|CHECK|REFERENCES)( \(([\w, ]+)\))?`)
	choiceText     = regexp.MustCompile(`CONSTRAINT (ck_\w+) CHECK \([^\n]*?\w+ IN \(([^()]*)\)`)
)

func readSQLite(t *testing.T, db *sql.DB) schema {
	s := schema{columns: map[string]map[string]bool{}, choices: map[string][]string{}}
	for _, table := range ask(t, db, `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT IN `+notOurs) {
		name := table[0]
		s.columns[name] = map[string]bool{}
		for _, c := range ask(t, db, `SELECT name, "notnull" + pk FROM pragma_table_info('`+name+`')`) {
			s.columns[name][c[0]] = c[1] == "0"
		}
		for line := range strings.Lines(table[1]) {
			for _, m := range constraintText.FindAllStringSubmatch(line, -1) {
				c := constraint{table: name, name: m[1], kind: m[1][:2], columns: strings.Split(m[4], ", ")}
				if m[4] == "" {
					c.columns = []string{strings.Fields(line)[0]}
				}
				s.constraints = append(s.constraints, c)
			}
			if m := choiceText.FindStringSubmatch(line); m != nil {
				s.choices[m[1]] = strings.Split(strings.ReplaceAll(m[2], "'", ""), ",")
			}
		}
	}
	for _, i := range ask(t, db, `SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT IN `+strings.ReplaceAll(notOurs, "name", "tbl_name")) {
		s.indexes = append(s.indexes, i[0]+"."+i[1])
	}
	return s
}

func readPostgres(t *testing.T, db *sql.DB) schema {
	s := schema{columns: map[string]map[string]bool{}}
	for _, c := range ask(t, db, `SELECT name, column_name, is_nullable FROM (SELECT table_name AS name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public') c WHERE name NOT IN `+notOurs) {
		if s.columns[c[0]] == nil {
			s.columns[c[0]] = map[string]bool{}
		}
		s.columns[c[0]][c[1]] = c[2] == "YES"
	}
	for _, c := range ask(t, db, `SELECT name, conname, columns FROM (
		SELECT t.relname AS name, c.conname, (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num) AS columns
		FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p','u','f','c')) c WHERE name NOT IN `+notOurs) {
		s.constraints = append(s.constraints, constraint{table: c[0], name: c[1], kind: c[1][:2], columns: strings.Split(c[2], ",")})
	}
	for _, i := range ask(t, db, `SELECT name, indexname FROM (SELECT tablename AS name, indexname FROM pg_indexes WHERE schemaname = 'public') i
		WHERE indexname NOT IN (SELECT conname FROM pg_constraint) AND name NOT IN `+notOurs) {
		s.indexes = append(s.indexes, i[0]+"."+i[1])
	}
	return s
}

// ask reads rows of text columns.
func ask(t *testing.T, db *sql.DB, query string) [][]string {
	t.Helper()
	found, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer found.Close()
	columns, _ := found.Columns()
	var all [][]string
	for found.Next() {
		line, into := make([]string, len(columns)), make([]any, len(columns))
		for i := range line {
			into[i] = &line[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		all = append(all, line)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// database opens a separate connection, bypassing the store.
func database(t testing.TB, url string) *sql.DB {
	t.Helper()
	driver, address := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path+"?_pragma=foreign_keys(1)&_pragma=busy_timeout(5000)&_time_format=sqlite&_timezone=UTC"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	db.SetConnMaxIdleTime(time.Second)
	t.Cleanup(func() { db.Close() })
	return db
}
