package store_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// lockSeminar locks the row of a seminar until the transaction ends.
func lockSeminar(t *testing.T, g *given.Given, seminar string) *sql.Tx {
	t.Helper()
	holder, err := g.DB().Begin()
	must(t, err)
	t.Cleanup(func() { holder.Rollback() })
	_, err = holder.Exec("SELECT id FROM seminars WHERE id = $1 FOR UPDATE", seminar)
	must(t, err)
	return holder
}

// within waits for an answer, but not for long.
func within(d time.Duration, answer <-chan store.Answer) (store.Answer, bool) {
	select {
	case a := <-answer:
		return a, true
	case <-time.After(d):
		return store.Answer{}, false
	}
}

// TestALockedSeminarDoesNotHoldUpOthers: neither those of its batch nor those
// who come later. SQLite has one lock for everything.
func TestALockedSeminarDoesNotHoldUpOthers(t *testing.T) {
	g := given.Postgres(t)
	locked, open := g.OpenSeminar(5), g.OpenSeminar(5)
	holder := lockSeminar(t, g, locked)

	answers := g.Store.AskTogether(store.Ask{ctx, locked, given.Guest(1)}, store.Ask{ctx, open, given.Guest(2)}, store.Ask{ctx, locked, given.Guest(3)}, store.Ask{ctx, open, given.Guest(4)})
	for _, i := range []int{1, 3} {
		if a, ok := within(2*time.Second, answers[i]); !ok || a.Err != nil {
			t.Errorf("the open seminar answers %+v, in time: %v", a, ok)
		}
	}
	later := g.Store.AskTogether(store.Ask{ctx, locked, given.Guest(5)}, store.Ask{ctx, open, given.Guest(6)})
	if a, ok := within(400*time.Millisecond, later[1]); !ok || a.Err != nil {
		t.Errorf("somebody who comes later is told %+v, in time: %v", a, ok)
	}
	if a, ok := within(0, answers[0]); ok {
		t.Fatalf("the locked seminar answers %+v", a)
	}

	must(t, holder.Rollback())
	for _, answer := range []<-chan store.Answer{answers[0], answers[2], later[0]} {
		if a := <-answer; a.Err != nil || a.Status != models.Confirmed {
			t.Errorf("the seminar that is free again answers %+v", a)
		}
	}
	g.Registered(locked, 7)
	checkSeats(t, g, locked)
	checkSeats(t, g, open)
}

// TestABatchThatWaitsForALockedSeminarHoldsUpOthers is the control of the test
// above.
func TestABatchThatWaitsForALockedSeminarHoldsUpOthers(t *testing.T) {
	g := given.Postgres(t)
	locked, open := g.OpenSeminar(5), g.OpenSeminar(5)
	lockSeminar(t, g, locked)

	answers := g.Store.AskAndWait(store.Ask{ctx, locked, given.Guest(1)}, store.Ask{ctx, open, given.Guest(2)})

	if a, ok := within(2*time.Second, answers[1]); ok {
		t.Errorf("the open seminar answers %+v, so the test above proves nothing", a)
	}
}

// TestMoreLockedSeminarsThanTransactionsApart: some wait for others, and all are
// answered.
func TestMoreLockedSeminarsThanTransactionsApart(t *testing.T) {
	g := given.Postgres(t)
	var asks []store.Ask
	var holders []*sql.Tx
	for i := range 6 {
		asks = append(asks, store.Ask{ctx, g.OpenSeminar(1), given.Guest(i)})
		holders = append(holders, lockSeminar(t, g, asks[i].Seminar))
	}
	answers := g.Store.AskTogether(asks...)
	time.Sleep(300 * time.Millisecond) // they wait

	for _, holder := range holders {
		must(t, holder.Rollback())
	}

	for i, answer := range answers {
		if a := <-answer; a.Err != nil {
			t.Errorf("applicant %d is told %v", i, a.Err)
		}
	}
}

// TestWithoutADatabaseNobodyIsTriedOneByOne: when the database has no room left,
// every further transaction would fail too.
func TestWithoutADatabaseNobodyIsTriedOneByOne(t *testing.T) {
	g := given.Postgres(t)
	seminar := g.OpenSeminar(5)
	bySQL(t, g, "CREATE SEQUENCE tries", `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF nextval('tries') = 1 THEN RAISE 'a bad row'; END IF;
		RAISE 'the disk is full' USING ERRCODE = 'disk_full';
	END $$`, "CREATE TRIGGER refuse BEFORE INSERT ON registrations FOR EACH STATEMENT EXECUTE FUNCTION refuse()")

	answers := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, given.Guest(2)}, store.Ask{ctx, seminar, given.Guest(3)})

	for i, answer := range answers {
		if a := <-answer; !errors.Is(a.Err, store.ErrUnavailable) {
			t.Errorf("applicant %d is told %v", i, a.Err)
		}
	}
	if n := g.Number("SELECT last_value FROM tries"); n != 2 {
		t.Errorf("%d transactions were tried, want the batch and one more", n)
	}
}

// watched opens the database once more; onStatement sees every statement.
func watched(t *testing.T, g *given.Given, onStatement func(sql string)) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{URL: g.URL, Now: g.Now, OnStatement: onStatement})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func TestWhoLeavesWhileABatchFailsIsNotRegistered(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		bad := given.Guest(1)
		bad.Entity = models.NewID(g.Now()) // refused by a foreign key
		gone, leave := context.WithCancel(ctx)
		s := watched(t, g, func(string) { leave() })

		answers := s.AskTogether(store.Ask{ctx, seminar, bad}, store.Ask{gone, seminar, given.Guest(2)}, store.Ask{ctx, seminar, given.Guest(3)})

		if a := <-answers[2]; a.Err != nil {
			t.Error(a.Err)
		}
		if n := g.Number("SELECT count(*) FROM registrations"); n != 1 {
			t.Errorf("%d people are registered, want the one who stayed", n)
		}
	})
}

func TestAPanicFailsOneApplicant(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		s := watched(t, g, func(sql string) {
			if strings.Contains(sql, given.Guest(2).Email) {
				panic("no guest 2")
			}
		})

		answers := s.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, given.Guest(2)}, store.Ask{ctx, seminar, given.Guest(3)})

		if a, b, c := <-answers[0], <-answers[1], <-answers[2]; a.Err != nil || b.Err == nil || c.Err != nil {
			t.Errorf("the results are %v, %v and %v", a.Err, b.Err, c.Err)
		}
		if _, err := s.Register(ctx, models.Public, seminar, given.Guest(4)); err != nil {
			t.Errorf("the next applicant is told %v", err)
		}
		checkSeats(t, g, seminar)
	})
}
