package handlers_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"consultations/models/store"
	"consultations/tests/given"
)

// TestAPageIsServedWhenTheReplicaHasJustFailed uses a second database as the
// replica, whose home page shows that it was asked.
func TestAPageIsServedWhenTheReplicaHasJustFailed(t *testing.T) {
	g, replica := given.Postgres(t), given.Postgres(t)
	g.OpenSeminar(1)
	s, err := store.Open(t.Context(), store.Options{URL: g.URL, ReplicaURL: replica.URL, Now: g.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	watching, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	go s.WatchPublicRevision(watching)
	if _, err := replica.DB().Exec("UPDATE public_revision SET n = 1000000"); err != nil {
		t.Fatal(err)
	}
	g.Store = s
	b := siteOn(t, g, origin).browser(t)
	none := "No seminar is announced"
	page := func(n int) answer { return b.get(fmt.Sprintf("/?n=%d", n)) } // an address of its own is not kept
	for n := 0; !strings.Contains(page(n).body, none); n++ {
		if n == 100 {
			t.Fatal("the replica is never asked")
		}
		time.Sleep(20 * time.Millisecond)
	}

	at, err := url.Parse(replica.URL)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(at.Path, "/")
	for _, sql := range []string{
		"ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
		"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'",
	} {
		if _, err := g.DB().Exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 20 { // before and after the watcher has noticed
		if a := page(1000 + n); a.status != 200 || strings.Contains(a.body, none) {
			t.Errorf("%d. page: %d %.200s", n+1, a.status, a.body)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
