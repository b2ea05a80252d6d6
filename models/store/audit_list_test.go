package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// twoSeries is two series with one seminar each, and the log entries about
// them.
func twoSeries(t *testing.T, g *given.Given) (series []models.Series, seminars []models.Seminar) {
	t.Helper()
	for _, name := range []string{"Peace operations", "Food security"} {
		s, err := g.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: name, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		m, err := g.Store.CreateSeminar(ctx, models.System, s.ID, models.SeminarInput{
			Title: name + " in Beijing", Place: "Beijing", Language: "en", TimeZone: "Asia/Shanghai", Languages: []string{"en"}, Admission: models.AdmissionOpen,
		})
		if err != nil {
			t.Fatal(err)
		}
		series, seminars = append(series, s), append(seminars, m)
	}
	return series, seminars
}

func TestTheLogIsReadByPersonDayAndObject(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		ling := g.Actor("Ling", models.GrantInput{Role: models.Administrator})
		g.At(time.Date(2027, 3, 9, 23, 59, 59, 0, time.UTC))
		_, err := g.Store.CreateSeries(ctx, ling, models.SeriesInput{Title: "The day before", Language: "en"})
		must(t, err)
		g.At(time.Date(2027, 3, 10, 0, 0, 0, 0, time.UTC))
		_, err = g.Store.CreateAccount(ctx, ling, models.AccountInput{Email: "first@mission.example", Name: "First", Language: "en"})
		must(t, err)
		g.At(time.Date(2027, 3, 11, 23, 59, 59, 999999000, time.UTC))
		_, err = g.Store.CreateSeries(ctx, admin, models.SeriesInput{Title: "The last moment", Language: "en"})
		must(t, err)
		g.At(time.Date(2027, 3, 12, 0, 0, 0, 0, time.UTC))
		_, err = g.Store.CreateSeries(ctx, ling, models.SeriesInput{Title: "The day after", Language: "en"})
		must(t, err)

		days := models.AuditFilter{From: "2027-03-10", To: "2027-03-11"}
		for _, c := range []struct {
			says   string
			change func(*models.AuditFilter)
			want   []string
		}{
			{"two days", func(*models.AuditFilter) {}, []string{"series.create", "account.create"}},
			{"and one person", func(f *models.AuditFilter) { f.AccountID = ling.AccountID }, []string{"account.create"}},
			{"and one kind of object", func(f *models.AuditFilter) { f.Kind = "series" }, []string{"series.create"}},
			{"and one action", func(f *models.AuditFilter) { f.Verb = "account.create" }, []string{"account.create"}},
			{"from a day on", func(f *models.AuditFilter) { f.To, f.Kind = "", "series" }, []string{"series.create", "series.create"}},
			{"until a day", func(f *models.AuditFilter) { f.From, f.To, f.Verb = "", "2027-03-09", "series.create" }, []string{"series.create"}},
		} {
			f := days
			c.change(&f)
			page, err := g.Store.Audit(ctx, admin, f, "", 100)
			must(t, err)
			var got []string
			for _, r := range page.Items {
				got = append(got, r.Verb)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", c.says, got, c.want)
			}
		}
		_, err = g.Store.Audit(ctx, admin, models.AuditFilter{From: "yesterday", To: "2027-02-30", Kind: "nothing"}, "", 10)
		if got, want := models.ProblemsOf(err).String(), "from form.date, kind form.choice, to form.date"; got != want {
			t.Errorf("a wrong filter: %q, want %q", got, want)
		}
	})
}

func TestTheLogNamesThePeopleOfTheReadersPartOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		_, seminars := twoSeries(t, g)
		own := g.Actor("Wu", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminars[1].ID})
		other := g.Actor("Ling", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminars[0].ID})
		for _, who := range []struct {
			by      models.Actor
			seminar string
		}{{own, seminars[1].ID}, {other, seminars[0].ID}} {
			_, err := g.Store.AddOrganiser(ctx, who.by, who.seminar, models.OrganiserInput{Name: "Institute " + who.seminar, Kind: "academia", Role: "host", Language: "en"})
			must(t, err)
		}

		for _, c := range []struct {
			by   models.Actor
			want []string
		}{{own, []string{own.AccountID}}, {other, []string{other.AccountID}}} {
			choices, err := g.Store.AuditScopes(ctx, c.by, models.AuditFilter{})
			must(t, err)
			var got []string
			for _, a := range choices.Accounts {
				got = append(got, a.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v is offered, want %v", got, c.want)
			}
		}
	})
}

func TestTheLogSaysWhenItCannotListEverybody(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		ling := g.Actor("Ling", models.GrantInput{Role: models.Administrator})
		zoe := g.Actor("Zoe", models.GrantInput{Role: models.Administrator})
		for _, by := range []models.Actor{ling, zoe} {
			_, err := g.Store.CreateSeries(ctx, by, models.SeriesInput{Title: by.AccountID, Language: "en"})
			must(t, err)
		}
		_, err := g.DB().Exec(`INSERT INTO accounts (id, email, email_key, name, language, status, order_key, created_at, updated_at)
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
			SELECT 'a' || i, 'a' || i, 'a' || i, 'A', 'en', 'active', '', a.created_at, a.created_at FROM n JOIN accounts a ON a.id = $1`, ling.AccountID)
		must(t, err)
		scopes, err := g.Store.AuditScopes(ctx, admin, models.AuditFilter{})
		if err != nil || scopes.NotEverybody {
			t.Fatalf("with few people: not everybody %v, %v", scopes.NotEverybody, err)
		}
		_, err = g.DB().Exec(`INSERT INTO audit_entries (id, at, account_id, via, verb, subject_kind, subject_id, detail)
			SELECT id, created_at, id, 'account', 'account.profile', 'account', id, '{}' FROM accounts WHERE name = 'A'`)
		must(t, err)

		for _, c := range []struct {
			says   string
			filter models.AuditFilter
			listed int
			zoe    bool
		}{
			{"everything", models.AuditFilter{}, models.AuditPeople, false},
			{"everything that Zoe did", models.AuditFilter{AccountID: zoe.AccountID}, models.AuditPeople, true},
			{"new series", models.AuditFilter{Verb: "series.create"}, 2, true},
		} {
			scopes, err := g.Store.AuditScopes(ctx, admin, c.filter)
			zoeIs := slices.ContainsFunc(scopes.Accounts, func(a models.AccountRow) bool { return a.ID == zoe.AccountID })
			if err != nil || len(scopes.Accounts) != c.listed || zoeIs != c.zoe || !scopes.NotEverybody {
				t.Errorf("%s: %d people, Zoe %v, not everybody %v, %v", c.says, len(scopes.Accounts), zoeIs, scopes.NotEverybody, err)
			}
		}
	})
}

func TestOrganisersReadTheLogOfTheirOwnSeriesAndSeminars(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		series, seminars := twoSeries(t, g)
		ofSeries := g.Actor("Ling", models.GrantInput{Role: models.OrganiserRole, SeriesID: series[0].ID})
		ofSeminar := g.Actor("Wu", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminars[1].ID})
		admin := g.Administrator()
		read := func(by models.Actor, f models.AuditFilter) (verbs []string) {
			page, err := g.Store.Audit(ctx, by, f, "", 100)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Items {
				verbs = append(verbs, r.Verb)
			}
			slices.Sort(verbs)
			return verbs
		}

		if got, want := read(ofSeries, models.AuditFilter{}), []string{"grant.add", "seminar.create", "series.create"}; !slices.Equal(got, want) {
			t.Errorf("the organiser of the series reads %q, want %q", got, want)
		}
		if got, want := read(ofSeminar, models.AuditFilter{}), []string{"grant.add", "seminar.create"}; !slices.Equal(got, want) {
			t.Errorf("the organiser of the seminar reads %q, want %q", got, want)
		}
		for _, f := range []models.AuditFilter{{SeriesID: series[1].ID}, {SeminarID: seminars[1].ID}, {SubjectID: series[1].ID}, {AccountID: admin.AccountID}, {Verb: "account.create"}} {
			if got := read(ofSeries, f); len(got) != 0 {
				t.Errorf("with the filter %+v, the organiser of another series reads %q", f, got)
			}
		}
		if got := read(admin, models.AuditFilter{SeriesID: series[1].ID}); len(got) != 3 {
			t.Errorf("about the other series, administrators read %q", got)
		}
		if got := read(admin, models.AuditFilter{AccountID: ofSeries.AccountID}); !slices.Equal(got, []string{"sign_in.begin"}) {
			t.Errorf("about Ling's actions, administrators read %q", got)
		}
		scopes, err := g.Store.AuditScopes(ctx, ofSeminar, models.AuditFilter{})
		if err != nil || len(scopes.Series) != 0 || len(scopes.Seminars) != 1 || scopes.Seminars[0].ID != seminars[1].ID {
			t.Errorf("the organiser of a seminar may choose %+v, %v", scopes, err)
		}
	})
}

func TestTheLogIsReadToItsEndInPages(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		for range 7 {
			g.Account("Ling") // all at the same moment: the order must still be total
		}
		total := howMany(t, g, "SELECT count(*) FROM audit_entries")
		var ids []string
		for cursor, pages := "", 0; ; pages++ {
			page, err := g.Store.Audit(ctx, admin, models.AuditFilter{}, cursor, 2)
			if err != nil || pages > total {
				t.Fatal(pages, err)
			}
			for _, r := range page.Items {
				ids = append(ids, r.ID)
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if !slices.IsSortedFunc(ids, func(a, b string) int { return strings.Compare(b, a) }) {
			t.Error("the entries are not in the order newest first")
		}
		slices.Sort(ids)
		if len(ids) != total || len(slices.Compact(ids)) != total {
			t.Errorf("%d of %d entries", len(ids), total)
		}
	})
}
