package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// TestPublicPagesAreReadFromAReplicaThatIsUpToDate uses a second database as
// the replica: what differs in it shows which of the two was asked.
func TestPublicPagesAreReadFromAReplicaThatIsUpToDate(t *testing.T) {
	g, other := given.Postgres(t), given.Postgres(t)
	title := func(g *given.Given, title string) {
		t.Helper()
		if _, err := g.DB().Exec("UPDATE series SET title = jsonb_set(title, '{in,en}', to_jsonb($1::text))", title); err != nil {
			t.Fatal(err)
		}
	}
	slug := strings.Split(g.SeminarPath(g.OpenSeminar(1)), "/")[2]
	other.OpenSeminar(1)
	if _, err := other.DB().Exec("UPDATE series SET slug = $1", slug); err != nil {
		t.Fatal(err)
	}
	title(g, "of the database")
	title(other, "of the replica")
	at := func(db *given.Given, revision int) {
		t.Helper()
		if _, err := db.DB().Exec("UPDATE public_revision SET n = $1", revision); err != nil {
			t.Fatal(err)
		}
	}
	at(g, 10)
	at(other, 10)
	s, err := store.Open(ctx, store.Options{URL: g.URL, ReplicaURL: other.URL, Now: g.Now})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	watching, stop := context.WithCancel(ctx)
	t.Cleanup(stop)
	go s.WatchPublicRevision(watching)
	reads := func(ctx context.Context, want string) {
		t.Helper()
		got := ""
		for range 100 {
			page, err := s.PublicSeries(ctx, models.Public, slug)
			must(t, err)
			if got = page.Title.In["en"]; got == want {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Errorf("the page comes from the %s, want the %s", got, want)
	}

	reads(store.FromReplica(ctx), "of the replica")
	reads(ctx, "of the database") // a page of one reader: never
	at(g, 11)
	reads(store.FromReplica(ctx), "of the database") // the replica lags
	at(other, 11)
	reads(store.FromReplica(ctx), "of the replica")
	if _, err := other.DB().Exec("ALTER TABLE public_revision RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
	reads(store.FromReplica(ctx), "of the database") // it does not answer
}

func TestAnUnavailableReplicaStopsNothing(t *testing.T) {
	g := given.Postgres(t)
	s, err := store.Open(ctx, store.Options{URL: g.URL, ReplicaURL: "postgres://nobody@127.0.0.1:1/nothing", Now: g.Now})
	must(t, err)
	t.Cleanup(func() { s.Close() })

	if _, err := s.Home(store.FromReplica(ctx), models.Public); err != nil {
		t.Error(err)
	}
	for what, c := range map[string]struct {
		store *store.Store
		err   error
		want  bool
	}{
		"a fault":                   {s, errors.New("connection refused"), true},
		"a fault without a replica": {g.Store, errors.New("connection refused"), false},
		"a refusal":                 {s, models.Missing(), false},
		"no error":                  {s, nil, false},
	} {
		if got := c.store.ReplicaFailed(c.err); got != c.want {
			t.Errorf("%s: the replica failed %v, want %v", what, got, c.want)
		}
	}
}

func TestALetterThatTheReplicaLacksIsReadFromTheDatabase(t *testing.T) {
	g, other := given.Postgres(t), given.Postgres(t)
	seminar := g.OpenSeminar(1)
	registration, invitation := g.Registered(seminar, 1), invite(t, g, seminar, 2)
	for _, db := range []*given.Given{g, other} {
		if _, err := db.DB().Exec("UPDATE public_revision SET n = 10"); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(ctx, store.Options{URL: g.URL, ReplicaURL: other.URL, Now: g.Now})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	watching, stop := context.WithCancel(ctx)
	t.Cleanup(stop)
	go s.WatchPublicRevision(watching)
	replica := store.FromReplica(ctx)
	for range 100 {
		home, err := s.Home(replica, models.Public)
		must(t, err)
		if len(home.Series) == 0 {
			break // the replica, which has none, answers now
		}
		time.Sleep(20 * time.Millisecond)
	}
	if home, err := s.Home(replica, models.Public); err != nil || len(home.Series) != 0 {
		t.Fatalf("the replica does not answer: %d series, %v", len(home.Series), err)
	}

	r, errRegistration := s.RegistrationLetter(replica, models.System, models.MailRegistration{RegistrationID: registration.ID, Version: 1})
	i, errInvitation := s.InvitationLetter(replica, models.System, invitation.ID, 1)

	if errRegistration != nil || r.RegistrationID != registration.ID {
		t.Errorf("the letter about a registration: %+v, %v", r, errRegistration)
	}
	if errInvitation != nil || i.ID != invitation.ID {
		t.Errorf("the invitation: %+v, %v", i, errInvitation)
	}
}
