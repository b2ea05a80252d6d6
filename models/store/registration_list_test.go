package store_test

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheListIsReadPageByPageInTheOrderOfArrival(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(3)
		for i := range 5 {
			g.Registered(seminar, i)
			g.Pass(time.Millisecond)
		}

		var got []string
		f := models.RegistrationFilter{Limit: 2}
		pages := 0
		for {
			list, err := g.Store.Registrations(ctx, models.System, seminar, f)
			must(t, err)
			pages++
			for _, r := range list.Items {
				got = append(got, r.Name)
			}
			if f.Cursor = list.Next; f.Cursor == "" {
				break
			}
		}

		want := []string{"Guest 0", "Guest 1", "Guest 2", "Guest 3", "Guest 4"}
		if pages != 3 || len(got) != 5 || got[0] != want[0] || got[4] != want[4] {
			t.Errorf("%d pages list %q", pages, got)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'registration.list' AND subject_id = $1", seminar); n != pages {
			t.Errorf("%d of %d readings are logged", n, pages)
		}
	})
}

func TestTheListIsFilteredByStatusAndName(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		for i := range 4 {
			g.Registered(seminar, i)
		}
		g.Registered(g.OpenSeminar(2), 9) // of another seminar

		for _, c := range []struct {
			name string
			f    models.RegistrationFilter
			want int
		}{
			{"all", models.RegistrationFilter{}, 4},
			{"a status", models.RegistrationFilter{Status: models.Waitlisted}, 2},
			{"part of a name, in any case", models.RegistrationFilter{Name: "gUEST 3"}, 1},
			{"an address", models.RegistrationFilter{Name: "guest2@"}, 1},
			{"a wildcard of the search", models.RegistrationFilter{Name: "%"}, 0},
			{"both", models.RegistrationFilter{Name: "guest", Status: models.Confirmed}, 2},
			{"somebody of another seminar", models.RegistrationFilter{Name: "Guest 9"}, 0},
		} {
			list, err := g.Store.Registrations(ctx, models.System, seminar, c.f)
			if err != nil || len(list.Items) != c.want {
				t.Errorf("%s: %d rows, %v; want %d", c.name, len(list.Items), err, c.want)
			}
			if list.Counts[models.Waitlisted] != 2 || *list.Seats != 2 || list.SeatsTaken != 2 {
				t.Errorf("%s: the counts are %+v", c.name, list)
			}
		}
	})
}

func TestTheListIsHiddenFromThoseWhoDoNotOrganise(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		e := g.Registered(seminar, 1)
		other := models.Actor{Via: models.ViaAccount, AccountID: models.NewID(g.Now()), Grants: []models.Grant{
			{Role: models.OrganiserRole, SeminarID: models.Ref(models.NewID(g.Now()))}, {Role: models.Administrator}, {Role: models.CoOrganiser, SeminarID: models.Ref(seminar)}}}

		for _, by := range []models.Actor{models.Public, g.Holder(e.ID), other} {
			if _, err := g.Store.Registrations(ctx, by, seminar, models.RegistrationFilter{}); models.KindOf(err) != models.NotFound {
				t.Errorf("%+v reads the list: %v", by, err)
			}
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'registration.list'"); n != 0 {
			t.Errorf("%d refused readings are logged", n)
		}
	})
}

func TestTheRegistrationFormOfADraftIsMissing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		g.OpenSeminar(2) // with the same address in another series
		_, path, _ := strings.Cut(g.SeminarPath(seminar), "/series/")
		series, slug, _ := strings.Cut(path, "/")

		f, err := g.Store.RegistrationForm(ctx, models.Public, series, slug)
		if err != nil || f.ForRegistration().WindowAt(g.Now()) != models.WindowOpen || f.ForRegistration().IsFull() {
			t.Errorf("an announced seminar's form: %+v, %v", f, err)
		}
		if id, err := g.Store.PublicSeminarID(ctx, models.Public, series, slug); err != nil || id != seminar {
			t.Errorf("an announced seminar is %q, %v; want %s", id, err, seminar)
		}
		if _, err := g.DB().Exec("UPDATE seminars SET status = 'draft' WHERE id = $1", seminar); err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.RegistrationForm(ctx, models.Public, series, slug); models.KindOf(err) != models.NotFound {
			t.Errorf("a draft's form: %v", err)
		}
		if _, err := g.Store.PublicSeminarID(ctx, models.Public, series, slug); models.KindOf(err) != models.NotFound {
			t.Errorf("a draft: %v", err)
		}
		if _, err := g.Store.Register(ctx, models.Public, seminar, given.Guest(1)); models.KindOf(err) != models.NotFound {
			t.Errorf("registering for a draft: %v", err)
		}
	})
}

func TestTheListOffersToAddPeopleWhileTheyCanBeRegistered(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		add := func() bool {
			list, err := g.Store.Registrations(ctx, models.System, seminar, models.RegistrationFilter{})
			must(t, err)
			return list.MayAdd
		}

		if !add() {
			t.Error("not while the seminar is announced")
		}
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarCancelled))
		if add() {
			t.Error("although the seminar is cancelled")
		}
	})
}
