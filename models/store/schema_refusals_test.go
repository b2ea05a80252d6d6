package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"consultations/tests/given"
)

// values are the columns of one row.
type values map[string]any

// table makes rows that the database accepts. Rows 0 and 1 exist; row 2 could
// be added, and each violation below differs from it in one thing.
type table struct {
	name string
	row  func(n int) values
}

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// id names the n-th row of a kind; a row refers to row 0 or 1 of another.
func id(kind string, n int) string { return fmt.Sprintf("%s-%d", kind, n) }

// second is the row for the second half of a pair: 0, 1, 1, so that the pairs
// of rows 0 to 2 all differ.
func second(n int) int { return min(n, 1) }

// tables are in the order in which rows can be added.
var tables = []table{
	{"accounts", func(n int) values {
		return values{"id": id("account", n), "email": "a@b.org", "email_key": id("a@b.org", n), "name": "Li", "language": "zh", "status": "active", "created_at": noon, "updated_at": noon}
	}},
	{"sign_ins", func(n int) values {
		return values{"id": id("sign-in", n), "account_id": id("account", n%2), "kind": "browser", "created_at": noon}
	}},
	{"refresh_tokens", func(n int) values {
		return values{"hash": id("refresh", n), "sign_in_id": id("sign-in", n%2), "created_at": noon, "expires_at": noon}
	}},
	{"sign_in_links", func(n int) values {
		return values{"hash": id("link", n), "account_id": id("account", n%2), "created_at": noon, "expires_at": noon}
	}},
	{"limits", func(n int) values { return values{"key": id("limit", n), "ends_at": noon, "n": 1} }},
	{"audit_entries", func(n int) values {
		return values{"id": id("audit", n), "at": noon, "account_id": id("account", n%2), "via": "account", "verb": "seminar.announce", "subject_kind": "seminar", "subject_id": "x", "detail": "{}"}
	}},
	{"idempotent_answers", func(n int) values {
		return values{"caller": id("caller", n), "key": "k", "route": "r", "body_hash": "h", "status": 201, "answer": "{}", "created_at": noon}
	}},
	{"entities", func(n int) values {
		return values{"id": id("entity", n), "names": "{}", "sort_key": "china", "iso": id("iso", n)}
	}},
	{"organisations", func(n int) values {
		return values{"id": id("organisation", n), "name": "{}", "name_key": id("organisation", n), "kind": "government", "entity_id": id("entity", n%2), "created_at": noon, "updated_at": noon}
	}},
	{"series", func(n int) values {
		return values{"id": id("series", n), "slug": id("slug", n), "title": "{}", "subtitle": "{}", "alternate_titles": "[]", "lead": "{}", "about": "{}", "regions": "[]", "started": 2007, "created_at": noon, "updated_at": noon}
	}},
	{"themes", func(n int) values {
		return values{"id": id("theme", n), "series_id": id("series", n%2), "name": "{}", "name_key": id("theme", n), "position": 1}
	}},
	{"seminars", func(n int) values {
		return values{"id": id("seminar", n), "series_id": id("series", n%2), "number": n + 1, "slug": id("slug", n), "title": "{}", "label": "{}", "place": "{}", "venue": "{}", "about": "{}",
			"host_entity_id": id("entity", n%2), "status": "draft", "time_zone": "Asia/Shanghai", "starts_on": "2007-03-26", "ends_on": "2007-03-27", "year": 2007, "languages": "[]", "admission": "open",
			"seats": 10, "seats_taken": 0, "seats_ceiling": 10, "opens_at": noon, "closes_at": noon, "created_at": noon, "updated_at": noon}
	}},
	{"organisers", func(n int) values {
		return values{"id": id("organiser", n), "seminar_id": id("seminar", n%2), "organisation_id": id("organisation", second(n)), "role": "host", "shown_as": "{}", "position": 1}
	}},
	{"sessions", func(n int) values {
		return values{"id": id("session", n), "seminar_id": id("seminar", n%2), "title": "{}", "about": "{}", "kind": "panel", "attribution": "on_record", "starts_local": "2007-03-26T09:00", "ends_local": "2007-03-26T10:00",
			"starts_at": noon, "ends_at": noon.Add(time.Hour), "created_at": noon, "updated_at": noon}
	}},
	{"session_people", func(n int) values {
		return values{"id": id("person-in-session", n), "session_id": id("session", n%2), "name": "Li", "name_key": id("li", n), "capacity": "chair", "position": 1}
	}},
	{"grants", func(n int) values {
		return values{"id": id("grant", n), "account_id": id("account", n%2), "role": "secretariat", "series_id": id("series", second(n)), "created_at": noon, "created_by": id("account", 0)}
	}},
	{"removed_grants", func(n int) values {
		return values{"id": id("grant", n+3), "account_id": id("account", n%2), "role": "secretariat", "series_id": id("series", 0), "created_at": noon, "removed_at": noon}
	}},
	{"removed_organisers", func(n int) values {
		return values{"id": id("organiser", n+3), "seminar_id": id("seminar", n%2), "organisation_id": id("organisation", second(n)), "role": "host", "shown_as": "{}", "position": 1, "version": 1, "removed_at": noon}
	}},
	{"address_changes", func(n int) values {
		return values{"id": id("change", n), "account_id": id("account", n%2), "email": "n@b.org", "email_key": "n@b.org", "created_at": noon, "expires_at": noon}
	}},
	{"persons", func(n int) values {
		return values{"id": id("person", n), "email": "p@b.org", "email_key": id("p@b.org", n), "created_at": noon}
	}},
	{"registrations", func(n int) values {
		return values{"id": id("registration", n), "seminar_id": id("seminar", second(n)), "person_id": id("person", n%2), "status": "waitlisted", "line": n + 1, "email": "p@b.org", "name": "Li", "family_name": "Li",
			"institution": "Institute", "entity_id": id("entity", 0), "capacity": "delegate", "language": "zh", "created_at": noon, "updated_at": noon}
	}},
	{"invitations", func(n int) values {
		return values{"id": id("invitation", n), "seminar_id": id("seminar", n%2), "status": "sent", "answer_by": "2007-03-20", "email": "p@b.org", "email_key": id("a@b.org", n), "name": "Li",
			"entity_id": id("entity", 0), "capacity": "delegate", "language": "zh", "invited_by": id("account", 0), "created_at": noon, "updated_at": noon}
	}},
	{"shared_addresses", func(n int) values {
		return values{"id": id("shared", n), "registration_id": id("registration", n%2), "name": "Wu", "created_at": noon}
	}},
	{"notes", func(n int) values {
		return values{"id": id("note", n), "session_id": id("session", n%2), "author_id": id("account", 0), "language": "en", "body": "said", "created_at": noon, "updated_at": noon}
	}},
	{"summaries", func(n int) values {
		return values{"id": id("summary", n), "seminar_id": id("seminar", n%2), "kind": []string{"executive_summary", "chairs_summary", "synthesis"}[n], "title": "{}", "intro": "{}", "issued_place": "{}", "reference": "{}",
			"language": "en", "status": "draft", "authors": "[]", "created_at": noon, "updated_at": noon}
	}},
	{"points", func(n int) values {
		return values{"id": id("point", n), "summary_id": id("summary", n%2), "position": 1, "code": id("T", n), "kind": "trend", "body": "{}", "voice": "document", "strength": "noted", "addressees": "[]", "created_at": noon, "updated_at": noon}
	}},
	{"point_themes", func(n int) values {
		return values{"point_id": id("point", n%2), "theme_id": id("theme", second(n))}
	}},
	{"point_sources", func(n int) values {
		return values{"id": id("source", n), "point_id": id("point", n%2), "session_id": id("session", 0), "note_id": id("note", 0)}
	}},
	{"clearances", func(n int) values {
		return values{"id": id("clearance", n), "summary_id": id("summary", n%2), "revision": n + 1, "organiser_id": id("organiser", 0), "point_id": id("point", 0), "decision": "cleared", "account_id": id("account", 0), "at": noon}
	}},
	{"editions", func(n int) values {
		return values{"id": id("edition", n), "summary_id": id("summary", 0), "seminar_id": id("seminar", 0), "series_id": id("series", 0), "number": n + 1, "kind": []string{"original", "revision", "corrigendum"}[n],
			"reason": []string{"", "a name was wrong", "a date was wrong"}[n], "title": "{}", "intro": "{}", "document": "{}", "fingerprint": "f", "author_id": id("account", 0), "publisher_id": id("account", 1), "published_at": noon}
	}},
	{"renderings", func(n int) values {
		return values{"edition_id": id("edition", second(n)), "language": []string{"en", "en", "fr"}[n], "fingerprint": "a", "body": []byte("%PDF"), "made_at": noon}
	}},
	{"edition_points", func(n int) values {
		return values{"edition_id": id("edition", n%2), "point_id": id("point", n), "series_id": "s", "seminar_id": "s", "position": 1, "code": "T1", "kind": "trend", "voice": "document", "strength": "noted", "themes": "[]", "theme_keys": "", "body": "{}", "addressees": "[]"}
	}},
	{"earlier_addresses", func(n int) values {
		return values{"scope": "", "slug": id("slug", n), "object_id": id("series", n)}
	}},
	{"found_texts", func(n int) values {
		return values{"kind": "series", "object_id": id("series", n), "path": "/", "title": "{}", "body": "{}", "at": noon, "tokens": "peace", "analysis": 1}
	}},
}

// violations give for each constraint how a row breaks it. Others are derived
// by the test: a reference to a missing row for each foreign key, a second row
// with the same key for each primary key.
var violations = map[string][]values{
	"ck_accounts_language":        {{"language": "de"}, {"language": ""}},
	"ck_accounts_state":           {{"status": "away"}},
	"uq_accounts_email":           {{"email_key": id("a@b.org", 0)}},
	"ck_sign_ins_kind":            {{"kind": "telephone"}},
	"ck_audit_entries_via":        {{"via": "rumour"}},
	"uq_entities_iso":             {{"iso": id("iso", 0)}},
	"ck_invitations_state":        {{"status": "lost"}},
	"ck_invitations_capacity":     {{"capacity": "guest"}},
	"ck_invitations_language":     {{"language": "de"}},
	"ck_invitations_accepted":     {{"status": "accepted", "registration_id": nil}, {"status": "sent", "registration_id": id("registration", 0)}},
	"ck_invitations_answer_by":    {{"answer_by": nil}},
	"fk_invitations_registration": {{"status": "accepted", "registration_id": "nothing"}},
	"uq_invitations_sent":         {{"seminar_id": id("seminar", 0), "email_key": id("a@b.org", 0)}},
	"ck_organisations_kind":       {{"kind": "empire"}},
	"uq_series_slug":              {{"slug": id("slug", 0)}},
	"ck_series_started":           {{"started": 1899}, {"started": 2201}},
	"uq_organisations_name":       {{"name_key": id("organisation", 0)}},
	"uq_themes_name":              {{"name_key": id("theme", 0)}},
	"ck_seminars_number":          {{"number": 0}, {"number": 1000}},
	"ck_seminars_state":           {{"status": "rumoured"}},
	"ck_seminars_year":            {{"year": 1899}},
	"ck_seminars_admission":       {{"admission": "closed"}},
	"ck_seminars_confirm_hours":   {{"confirm_hours": 0}, {"confirm_hours": 721}},
	"ck_seminars_seats":           {{"seats": 0}, {"seats": -1}, {"seats": 100001}},
	"uq_seminars_number":          {{"number": 1}},
	"uq_seminars_slug":            {{"slug": id("slug", 0)}},
	"ck_seminars_days":            {{"ends_on": "2007-03-25"}},
	"ck_seminars_window":          {{"closes_at": noon.Add(-time.Second)}},
	"ck_seminars_seats_taken":     {{"seats_taken": 11}, {"seats_taken": -1}},
	"ck_seminars_waiting":         {{"waiting": -1}},
	"ck_organisers_role":          {{"role": "guest"}},
	"uq_organisers_organisation":  {{"seminar_id": id("seminar", 0), "organisation_id": id("organisation", 0)}},
	"ck_sessions_kind":            {{"kind": "dinner"}},
	"ck_sessions_attribution":     {{"attribution": "whisper"}},
	"ck_sessions_times":           {{"ends_at": noon}, {"ends_at": noon.Add(-time.Hour)}},
	"ck_session_people_capacity":  {{"capacity": "delegate"}},
	"uq_session_people_name":      {{"session_id": id("session", 0), "name_key": id("li", 0)}},
	"ck_grants_role":              {{"role": "emperor", "series_id": nil}},
	"ck_grants_scope": {
		{"role": "administrator"}, // of one series
		{"series_id": nil}, {"seminar_id": id("seminar", 0)}, {"organisation_id": id("organisation", 0)},
		{"role": "organiser", "series_id": nil}, {"role": "organiser", "seminar_id": id("seminar", 0)},
		{"role": "co_organiser", "series_id": nil, "seminar_id": id("seminar", 0)}, // for no organisation
		{"role": "co_organiser"},
		{"role": "rapporteur"}, {"role": "rapporteur", "series_id": nil, "seminar_id": id("seminar", 0)},
		{"role": "check_in"}, {"role": "focal_point", "series_id": nil, "seminar_id": id("seminar", 0)},
	},
	"uq_grants_once":            {{"account_id": id("account", 0), "series_id": id("series", 0)}},
	"uq_persons_email":          {{"email_key": id("p@b.org", 0)}},
	"ck_registrations_state":    {{"status": "maybe", "line": nil}},
	"ck_registrations_line":     {{"status": "confirmed"}, {"line": nil}, {"status": "withdrawn"}},
	"ck_registrations_offer":    {{"offer_expires_at": noon}, {"status": "offered"}},
	"ck_registrations_capacity": {{"capacity": "spy"}},
	"ck_registrations_language": {{"language": "de"}},
	"uq_registrations_active": {
		{"seminar_id": id("seminar", 0)}, // person 0 waits there already
		{"seminar_id": id("seminar", 0), "status": "confirmed", "line": nil},
		{"seminar_id": id("seminar", 0), "status": "pending", "line": nil},
		{"seminar_id": id("seminar", 0), "status": "offered", "offer_expires_at": noon},
	},
	"uq_registrations_line":  {{"line": 2}}, // that place in line is taken
	"ck_notes_language":      {{"language": "tlh"}},
	"ck_summaries_kind":      {{"kind": "novel"}},
	"ck_summaries_language":  {{"language": ""}},
	"ck_summaries_state":     {{"status": "published"}},
	"ck_summaries_earlier":   {{"status": "clearance", "earlier_publication": "{}"}, {"status": "cleared", "earlier_publication": "{}"}},
	"uq_summaries_kind":      {{"kind": "executive_summary"}},
	"ck_points_kind":         {{"kind": "joke"}},
	"ck_points_voice":        {{"voice": "mine"}},
	"ck_points_strength":     {{"strength": "shouted"}},
	"uq_points_code":         {{"code": id("T", 0)}},
	"ck_clearances_decision": {{"decision": "silence"}},
	"uq_clearances_once":     {{"revision": 1}},
	"ck_editions_number":     {{"number": 0}, {"number": -1}},
	"ck_editions_kind":       {{"kind": "leak"}},
	"uq_editions_number":     {{"number": 2}},
	"ck_editions_reason":     {{"reason": ""}},
	"uq_editions_original":   {{"kind": "original", "reason": ""}},
	"ck_editions_two_people": {{"publisher_id": id("account", 0)}},
	"ck_renderings_language": {{"language": "de"}},
	"ck_renderings_body":     {{"body": []byte{}}, {"failure": "no font"}},
	"ck_found_texts_kind":    {{"kind": "draft"}},
	"uq_found_texts_object":  {{"object_id": id("series", 0)}},
	"ck_public_revision_one": {{"id": 2, "n": 1}},
	"ck_heartbeat_one":       {{"id": 2}},
	"ck_feeds_one":           {{"id": 2, "uuid": "a"}},
	"ck_audit_chain_one":     {{"id": 2, "position": 0, "hash": ""}},

	// Foreign keys of a column that only one role has.
	"fk_grants_seminar":      {{"role": "check_in", "series_id": nil, "seminar_id": "nothing"}},
	"fk_grants_session":      {{"role": "rapporteur", "series_id": nil, "session_id": "nothing"}},
	"fk_grants_organisation": {{"role": "focal_point", "series_id": nil, "seminar_id": id("seminar", 0), "organisation_id": "nothing"}},
}

// cannotBeBroken are constraints that no row can violate.
var cannotBeBroken = map[string]string{
	"pk_found_texts": "PostgreSQL numbers the rows itself and takes no number from outside",
}

// TestTheDatabaseRefusesInvalidRows: every rule of the program that protects
// stored data has a constraint behind it. Each is broken once, on both databases.
func TestTheDatabaseRefusesInvalidRows(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		db := database(t, g.URL)
		db.SetMaxOpenConns(1)
		try := func(table string, row values, keep bool) error { return insert(db, g.URL, table, row, keep) }
		for _, table := range tables {
			for n := range 2 {
				if err := try(table.name, table.row(n), true); err != nil {
					t.Fatalf("%s, row %d: %v", table.name, n, err)
				}
			}
		}
		for _, table := range tables {
			if err := try(table.name, table.row(2), false); err != nil {
				t.Fatalf("%s: a valid row is refused: %v", table.name, err)
			}
		}
		tried := map[string]bool{}
		for _, c := range everyConstraint(t, db, g.URL) {
			tried[c.name] = true
			if _, ok := cannotBeBroken[c.name]; ok {
				continue
			}
			broken := breaking(c)
			if len(broken) == 0 {
				t.Errorf("%s of %s has no row that breaks it", c.name, c.table)
			}
			for _, change := range broken {
				row := sound(c.table)
				maps.Copy(row, change)
				if err := try(c.table, row, false); !refusedBy(err, c) {
					t.Errorf("%s does not refuse %s with %v: %v", c.name, c.table, change, err)
				}
			}
		}
		for name := range violations {
			if !tried[name] {
				t.Errorf("%s is in the table of violations but not in the schema", name)
			}
		}
	})
}

// everyConstraint lists the constraints of the schema, with the unique indexes.
func everyConstraint(t *testing.T, db *sql.DB, url string) []constraint {
	s := readSchema(t, db, url)
	all := s.constraints
	for _, index := range s.indexes {
		if table, name, _ := strings.Cut(index, "."); strings.HasPrefix(name, "uq_") {
			all = append(all, constraint{table: table, name: name, kind: "uq"})
		}
	}
	slices.SortFunc(all, func(a, b constraint) int { return strings.Compare(a.name, b.name) })
	return all
}

// sound is a row that could be added.
func sound(name string) values {
	for _, table := range tables {
		if table.name == name {
			return table.row(2)
		}
	}
	return values{} // public_revision, heartbeat, audit_chain, feeds: each has its one row and takes no other
}

// breaking lists changes that make a sound row break the constraint.
func breaking(c constraint) []values {
	if changes := violations[c.name]; changes != nil {
		return changes
	}
	switch {
	case c.name == "pk_public_revision":
		return []values{{"id": 1, "n": 2}}
	case c.name == "pk_audit_chain":
		return []values{{"id": 1, "position": 0, "hash": ""}}
	case c.name == "pk_feeds":
		return []values{{"id": 1, "uuid": "a"}}
	case c.name == "pk_heartbeat":
		return []values{{"id": 1}}
	case c.kind == "fk":
		return []values{{c.columns[0]: "nothing"}}
	case c.kind == "pk":
		same := values{}
		for _, table := range tables {
			if table.name != c.table {
				continue
			}
			for _, column := range c.columns {
				same[column] = table.row(0)[column]
			}
		}
		return []values{same}
	}
	return nil
}

// refusedBy reports whether the database named the constraint, as far as it
// names any: for keys, SQLite gives only the type.
func refusedBy(err error, c constraint) bool {
	if err == nil {
		return false
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.ConstraintName == c.name
	}
	sort := map[string]string{"ck": "CHECK constraint failed: " + c.name, "uq": "UNIQUE constraint failed", "pk": "UNIQUE constraint failed", "fk": "FOREIGN KEY constraint failed"}
	return strings.Contains(err.Error(), sort[c.kind])
}

// insert adds one row in a transaction of its own, which is undone unless the
// row is to be kept.
func insert(db *sql.DB, url, table string, row values, keep bool) error {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var columns, marks []string
	var args []any
	for _, column := range slices.Sorted(maps.Keys(row)) {
		columns, args = append(columns, column), append(args, row[column])
		mark := "?"
		if !strings.HasPrefix(url, "sqlite:") {
			mark = fmt.Sprintf("$%d", len(args))
		}
		marks = append(marks, mark)
	}
	_, err = tx.Exec("INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	if err != nil || !keep {
		return err
	}
	return tx.Commit()
}
