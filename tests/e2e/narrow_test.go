package e2e

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// endless is a word of 150 letters, as a compound or a web address can be.
var endless = strings.Repeat("Wort", 37) + "er"

// endlessTexts puts that word into every text that people write, on the pages
// of the public and of the working area.
var endlessTexts = []string{
	`UPDATE series SET title = json_set(title, '$.in.en', $1), subtitle = json_set(title, '$.in.en', $1), lead = json_set(title, '$.in.en', $1), about = json_set(title, '$.in.en', $1)`,
	`UPDATE seminars SET title = '{"original":"en","in":{"en":"' || $1 || '"}}', label = '{"original":"en","in":{"en":"' || $1 || '"}}', place = '{"original":"en","in":{"en":"' || $1 || '"}}',
		venue = '{"original":"en","in":{"en":"' || $1 || '"}}', about = '{"original":"en","in":{"en":"' || $1 || '"}}', contact = $1, agenda_published = true`,
	`UPDATE organisations SET name = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE organisers SET shown_as = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE entities SET names = '{"original":"en","in":{"en":"' || $1 || '"}}', sort_key = $1`,
	`UPDATE sessions SET title = '{"original":"en","in":{"en":"' || $1 || '"}}', about = '{"original":"en","in":{"en":"' || $1 || '"}}', room = $1`,
	`UPDATE session_people SET name = $1, name_key = $1 || id, post = $1`,
	`UPDATE themes SET name = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE accounts SET name = $1`,
	`UPDATE registrations SET name = $1, institution = $1, post = $1, needs = $1`,
	`UPDATE summaries SET title = '{"original":"en","in":{"en":"' || $1 || '"}}', intro = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE points SET body = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE editions SET title = '{"original":"en","in":{"en":"' || $1 || '"}}', intro = title, document = json_set(document, '$.title.in.en', $1, '$.place.in.en', $1, '$.intro', json_object('original', 'en', 'in', json_object('en', $1)),
		'$.points[0].body.in.en', $1, '$.points[0].addressees', json_array(json_object('name', $1, 'basis', 'explicit')), '$.points[0].themes', json_array(json_object('original', 'en', 'in', json_object('en', $1))))`,
	`UPDATE edition_points SET body = '{"original":"en","in":{"en":"' || $1 || '"}}'`,
	`UPDATE found_texts SET title = '{"original":"en","in":{"en":"' || $1 || '"}}', body = title`,
	`UPDATE public_revision SET n = n + 1 WHERE $1 <> ''`,
}

// TestNoPageScrollsSidewaysOnAPhone: a word that does not fit is broken.
func TestNoPageScrollsSidewaysOnAPhone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site.db")
	s := serve(t, "sqlite:"+file)
	p := s.person(browser(t), "administrator")
	p.open(s.firstLink())
	p.pressAt("")
	p.open("/manage")
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	id := func(query string) string {
		t.Helper()
		var found string
		if err := db.QueryRow(query).Scan(&found); err != nil {
			t.Fatal(query, err)
		}
		return found
	}
	account, series, seminar := id("SELECT id FROM accounts LIMIT 1"), id("SELECT id FROM series LIMIT 1"), id("SELECT id FROM seminars WHERE slug = 'beijing-2007'")
	if _, err := db.Exec("INSERT OR IGNORE INTO grants (id, account_id, role, series_id, created_at) VALUES ('"+strings.Repeat("0", 26)+"', $1, 'organiser', $2, CURRENT_TIMESTAMP), ('"+strings.Repeat("1", 26)+"', $1, 'secretariat', $2, CURRENT_TIMESTAMP)", account, series); err != nil {
		t.Fatal(err)
	}
	for _, statement := range endlessTexts {
		if _, err := db.Exec(statement, endless); err != nil {
			t.Fatal(statement, err)
		}
	}
	desk, organiser := "/manage/seminars/"+seminar, id("SELECT id FROM organisers WHERE seminar_id = '"+seminar+"' LIMIT 1")
	summary := "/manage/summaries/" + id("SELECT id FROM summaries WHERE seminar_id = '"+seminar+"' LIMIT 1")
	point := id("SELECT p.id FROM points p JOIN summaries y ON y.id = p.summary_id WHERE y.seminar_id = '" + seminar + "' LIMIT 1")

	for _, path := range []string{
		"/", seriesPath, seminarPath, seminarPath + "/agenda", seminarPath + "/register", summaryPath, summaryPath + "/editions/1", "/search?q=peace", "/search?q=" + endless, "/nowhere/" + endless,
		"/manage", "/manage/series/" + series, "/manage/series/" + series + "/edit", "/manage/series/" + series + "/seminars/new", desk, desk + "/edit", desk + "/registrations", desk + "/registrations?q=" + endless, desk + "/registrations/new",
		desk + "/invitations", desk + "/organisers", desk + "/organisers/" + organiser, desk + "/notes", desk + "/summaries", desk + "/summaries/new", desk + "/sessions/new",
		summary, summary + "/clearance", summary + "/edit", summary + "/editions", summary + "/points/new", summary + "/points/" + point,
		"/manage/accounts", "/manage/accounts/" + account, "/manage/accounts/" + account + "/grants/new", "/manage/organisations", "/manage/entities", "/manage/audit", "/account",
	} {
		p.open(path)
		for _, width := range []int64{320, 1200} {
			p.size(width, 900)
			if wide := ask[float64](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				what := ask[string](p, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-scroll, [popover]:not(:popover-open), .vh")).map(e => e.tagName.toLowerCase() + "." + e.className).slice(0, 6).join(" ")`)
				t.Errorf("%s is %v px too wide at %d px: %s", strings.ReplaceAll(p.at(), endless, "…"), wide, width, what)
			}
		}
	}
}
