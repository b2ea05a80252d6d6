package store_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
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

// lockPerson locks the row of a person until the transaction ends.
func lockPerson(t *testing.T, g *given.Given, email string) *sql.Tx {
	t.Helper()
	holder, err := g.DB().Begin()
	must(t, err)
	t.Cleanup(func() { holder.Rollback() })
	found, err := holder.Exec("SELECT id FROM persons WHERE email_key = $1 FOR UPDATE", models.EmailKey(email))
	must(t, err)
	if n, _ := found.RowsAffected(); n != 1 {
		t.Fatalf("%d persons have the address %s", n, email)
	}
	return holder
}

// askWithLockedPerson registers the person of a locked row together with three
// others, for the same seminar and another one.
func askWithLockedPerson(t *testing.T, g *given.Given) (seminar string, holder *sql.Tx, answers []<-chan store.Answer) {
	t.Helper()
	earlier, seminar, other := g.OpenSeminar(5), g.OpenSeminar(5), g.OpenSeminar(5)
	g.Registered(earlier, 1)
	holder = lockPerson(t, g, given.Guest(1).Email)
	return seminar, holder, g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, given.Guest(2)}, store.Ask{ctx, other, given.Guest(3)}, store.Ask{ctx, other, given.Guest(1)})
}

// TestALockedPersonHoldsUpOnlyThemselves: neither the others of the batch nor
// those who come later for the same seminar. SQLite has one lock for everything.
func TestALockedPersonHoldsUpOnlyThemselves(t *testing.T) {
	g := given.Postgres(t)
	seminar, holder, answers := askWithLockedPerson(t, g)

	for _, i := range []int{1, 2} {
		if a, ok := within(2*time.Second, answers[i]); !ok || a.Err != nil {
			t.Errorf("applicant %d is told %+v, in time: %v", i, a, ok)
		}
	}
	for i := range 4 { // while the person stays locked
		later := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(10 + i)})
		if a, ok := within(250*time.Millisecond, later[0]); !ok || a.Err != nil {
			t.Errorf("somebody who comes later is told %+v, in time: %v", a, ok)
		}
		time.Sleep(100 * time.Millisecond)
	}
	if a, ok := within(0, answers[0]); ok {
		t.Fatalf("the locked person is told %+v", a)
	}

	must(t, holder.Rollback())
	for _, i := range []int{0, 3} {
		if a, ok := within(2*time.Second, answers[i]); !ok || a.Err != nil || a.ID == "" {
			t.Errorf("the person who is free again is told %+v, in time: %v", a, ok)
		}
	}
	checkSeats(t, g, seminar)
}

// TestABatchThatWaitsForALockedPersonHoldsUpOthers is the control of the test
// above.
func TestABatchThatWaitsForALockedPersonHoldsUpOthers(t *testing.T) {
	g := given.Postgres(t)
	g.Store.WaitForPersons(time.Minute)
	_, holder, answers := askWithLockedPerson(t, g)

	if a, ok := within(2*time.Second, answers[1]); ok {
		t.Errorf("an applicant of the same batch is told %+v, so the test above proves nothing", a)
	}
	must(t, holder.Rollback())
	<-answers[1]
}

// TestAPersonWhoStaysLockedIsToldSo: after about as long as a batch may take.
func TestAPersonWhoStaysLockedIsToldSo(t *testing.T) {
	g := given.Postgres(t)
	_, _, answers := askWithLockedPerson(t, g)

	if a, ok := within(10*time.Second, answers[0]); !ok || !errors.Is(a.Err, store.ErrUnavailable) {
		t.Errorf("the locked person is told %+v, in time: %v", a, ok)
	}
}

// TestSomebodyWhomOthersAreJustEnteringWaitsAlone: a person whom nobody can see
// yet holds up hardly anybody either.
func TestSomebodyWhomOthersAreJustEnteringWaitsAlone(t *testing.T) {
	g := given.Postgres(t)
	seminar := g.OpenSeminar(5)
	holder, err := g.DB().Begin()
	must(t, err)
	defer holder.Rollback()
	_, err = holder.Exec("INSERT INTO persons (id, email, email_key, created_at) VALUES ($1, $2, $3, now())", models.NewID(g.Now()), given.Guest(1).Email, models.EmailKey(given.Guest(1).Email))
	must(t, err)

	answers := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, given.Guest(2)})

	if a, ok := within(3*time.Second, answers[1]); !ok || a.Err != nil {
		t.Errorf("the other is told %+v, in time: %v", a, ok)
	}
	must(t, holder.Commit())
	if a, ok := within(3*time.Second, answers[0]); !ok || a.Err != nil {
		t.Errorf("who was just being entered is told %+v, in time: %v", a, ok)
	}
}

// TestTheBoundOfPersonsEndsWithTheirStatement: what follows in the transaction
// may wait longer.
func TestTheBoundOfPersonsEndsWithTheirStatement(t *testing.T) {
	g := given.Postgres(t)
	seminar := g.OpenSeminar(5)
	holder, err := g.DB().Begin()
	must(t, err)
	defer holder.Rollback()
	_, err = holder.Exec("UPDATE audit_chain SET hash = hash")
	must(t, err)

	answers := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)})
	if a, ok := within(time.Second, answers[0]); ok {
		t.Fatalf("the applicant is told %+v before the log could be written", a)
	}

	must(t, holder.Rollback())
	if a, ok := within(2*time.Second, answers[0]); !ok || a.Err != nil {
		t.Errorf("the applicant is told %+v, in time: %v", a, ok)
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

// TestTheBoundsOfABatchCostNoStatement: everybody waits for each of them.
func TestTheBoundsOfABatchCostNoStatement(t *testing.T) {
	g := given.Postgres(t)
	seminar := g.OpenSeminar(5)
	var mu sync.Mutex
	var ran []string
	s := watched(t, g, func(sql string) {
		mu.Lock()
		defer mu.Unlock()
		ran = append(ran, sql)
	})

	for _, answer := range s.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, given.Guest(2)}) {
		if a := <-answer; a.Err != nil {
			t.Fatal(a.Err)
		}
	}

	// The seminar, the persons, the seats, the registrations, the invitations,
	// the end of the log, its entries and its new end.
	if mu.Lock(); len(ran) != 8 {
		t.Errorf("the batch ran %d statements:\n%s", len(ran), strings.Join(ran, "\n"))
	}
}
