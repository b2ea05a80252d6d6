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

// checkLog gives the problems that verify finds in a log, and its end.
func checkLog(t *testing.T, g *given.Given, kept models.AuditCheckpoint) (problems string, end models.AuditCheckpoint) {
	t.Helper()
	found, err := g.Store.Verify(t.Context(), kept)
	if err != nil {
		t.Fatal(err)
	}
	var what []string
	for _, b := range found.Broken {
		what = append(what, b.What)
	}
	return strings.Join(what, "; "), found.Log
}

// bySQL runs statements as somebody would who can write to the database.
func bySQL(t *testing.T, g *given.Given, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := g.DB().Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestVerifyFindsEveryChangeOfTheLog(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		for n := 1; n <= 5; n++ {
			g.Registered(seminar, n)
		}
		clean, end := checkLog(t, g, models.AuditCheckpoint{})
		if clean != "" || end.Position < 7 {
			t.Fatalf("an untouched log: %q, %d entries", clean, end.Position)
		}
		bySQL(t, g, "CREATE TABLE kept_entries AS SELECT * FROM audit_entries", "CREATE TABLE kept_chain AS SELECT * FROM audit_chain")
		const last = "(SELECT max(position) FROM kept_entries)"
		for _, c := range []struct {
			name, change string
			want         string
			checkpoint   bool
		}{
			{"nothing", "UPDATE audit_entries SET via = via", "", true},
			{"a verb is another", "UPDATE audit_entries SET verb = 'session.create' WHERE position = 3", "the log entry is not the one that was written", false},
			{"it was at another time", "UPDATE audit_entries SET at = '2007-03-26 09:00:00+00:00' WHERE position = 4", "the log entry is not the one that was written", false},
			{"somebody else did it", "UPDATE audit_entries SET via = 'link' WHERE position = 5", "the log entry is not the one that was written", false},
			{"a detail is another", `UPDATE audit_entries SET detail = '{"status":"declined"}' WHERE position = 6`, "the log entry is not the one that was written", false},
			{"an entry is gone", "DELETE FROM audit_entries WHERE position = 3", "entries of the log are missing before this one: 1", false},
			{"the first are gone", "DELETE FROM audit_entries WHERE position < 3", "entries of the log are missing before this one: 2", false},
			{"the last is gone", "DELETE FROM audit_entries WHERE position = " + last, "the log does not end where it ended", false},
			{"the last is gone, and the end was moved", "DELETE FROM audit_entries WHERE position = " + last +
				";UPDATE audit_chain SET position = position - 1, hash = (SELECT hash FROM kept_entries WHERE position = audit_chain.position - 1)", "the log is not the one from which the checkpoint was taken", true},
			{"one was put in", "INSERT INTO audit_entries (id, at, via, verb, subject_kind, subject_id, detail) SELECT 'x' || id, at, via, verb, subject_kind, subject_id, detail FROM kept_entries WHERE position = 2", "the log entry is not in the chain", true},
			{"all are gone", "DELETE FROM audit_entries; UPDATE audit_chain SET position = 0, hash = ''", "the log is not the one from which the checkpoint was taken", true},
		} {
			bySQL(t, g, strings.Split(c.change, ";")...)
			kept := models.AuditCheckpoint{}
			if c.checkpoint {
				kept = end
			}

			if got, _ := checkLog(t, g, kept); got != c.want {
				t.Errorf("%s: verify finds %q, want %q", c.name, got, c.want)
			}
			bySQL(t, g, "DELETE FROM audit_entries", "INSERT INTO audit_entries SELECT * FROM kept_entries", "DELETE FROM audit_chain", "INSERT INTO audit_chain SELECT * FROM kept_chain")
		}
		if got, _ := checkLog(t, g, end); got != "" {
			t.Errorf("the restored log: %s", got)
		}
	})
}

func TestTheLogGoesOnFromACheckpoint(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		_, earlier := checkLog(t, g, models.AuditCheckpoint{})
		g.Registered(seminar, 1)

		if problems, end := checkLog(t, g, earlier); problems != "" || end.Position <= earlier.Position {
			t.Errorf("verify with a checkpoint of entry %d finds %q and ends at %d", earlier.Position, problems, end.Position)
		}
	})
}

func TestTheChainHoldsWhenManyWriteAtOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		programme := g.NewProgramme()
		_, before := checkLog(t, g, models.AuditCheckpoint{})
		var all sync.WaitGroup
		for range 24 {
			all.Go(func() {
				programme.NewSeminar("Geneva")
			})
		}
		all.Wait()

		if problems, end := checkLog(t, g, before); problems != "" || end.Position < before.Position+24 {
			t.Errorf("verify finds %q; %d entries were added", problems, end.Position-before.Position)
		}
	})
}

func TestEntriesOfAnOlderProgramAreTakenIntoTheChain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		g.OpenSeminar(2)
		_, before := checkLog(t, g, models.AuditCheckpoint{})
		bySQL(t, g, "UPDATE audit_entries SET position = NULL, hash = ''", "UPDATE audit_chain SET position = 0, hash = ''")

		must(t, g.Store.Migrate(t.Context()))

		if problems, end := checkLog(t, g, models.AuditCheckpoint{}); problems != "" || end.Position != before.Position {
			t.Errorf("verify finds %q and ends at %d; want %d", problems, end.Position, before.Position)
		}
	})
}

// TestTheChainIsNotHeldWhileWaitingForAnAccount: whoever has locked an account
// and then writes to the log would wait for somebody who waits for the account.
// SQLite has one lock.
func TestTheChainIsNotHeldWhileWaitingForAnAccount(t *testing.T) {
	g := given.Postgres(t)
	p := g.NewProgramme()
	holder, err := g.DB().Begin()
	must(t, err)
	defer holder.Rollback()
	_, err = holder.Exec("SELECT id FROM accounts WHERE id = $1 FOR UPDATE", p.By.AccountID)
	must(t, err)
	done := make(chan error, 1)
	go func() {
		_, err := g.Store.CreateSeminar(context.Background(), p.By, p.Series, given.SeminarIn("Geneva"))
		done <- err
	}()
	for waiting := 0; waiting == 0; time.Sleep(10 * time.Millisecond) {
		waiting = g.Number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
	}

	_, err = holder.Exec("SET LOCAL lock_timeout = '500ms'; UPDATE audit_chain SET hash = hash")
	if err != nil {
		t.Errorf("the end of the chain is locked by somebody who waits for the account: %v", err)
	}

	must(t, holder.Rollback())
	must(t, <-done)
}

// lockChain locks the end of the chain until the transaction ends.
func lockChain(t *testing.T, g *given.Given) *sql.Tx {
	t.Helper()
	holder, err := g.DB().Begin()
	must(t, err)
	t.Cleanup(func() { holder.Rollback() })
	_, err = holder.Exec("SELECT hash FROM audit_chain WHERE id = 1 FOR UPDATE")
	must(t, err)
	return holder
}

// TestNobodyWaitsForeverForTheChain: whoever finds its end locked is told that
// the site is unavailable.
func TestNobodyWaitsForeverForTheChain(t *testing.T) {
	g := given.Postgres(t)
	p, seminar := g.NewProgramme(), g.OpenSeminar(5)
	g.Store.BoundChain(300*time.Millisecond, time.Minute)
	holder := lockChain(t, g)

	registered := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)})[0]
	created := make(chan error, 1)
	go func() {
		_, err := g.Store.CreateSeminar(context.Background(), p.By, p.Series, given.SeminarIn("Geneva"))
		created <- err
	}()

	if a, ok := within(2*time.Second, registered); !ok || !errors.Is(a.Err, store.ErrUnavailable) {
		t.Errorf("the applicant is told %+v, in time: %v", a, ok)
	}
	select {
	case err := <-created:
		if !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("the organiser is told %v", err)
		}
	case <-time.After(2 * time.Second):
		t.Error("the organiser still waits")
	}

	must(t, holder.Rollback())
	g.Registered(seminar, 2)
}

// TestAnUnboundedWaitForTheChainLasts is the control of the test above.
func TestAnUnboundedWaitForTheChainLasts(t *testing.T) {
	g := given.Postgres(t)
	seminar := g.OpenSeminar(5)
	g.Store.BoundChain(time.Minute, time.Minute)
	lockChain(t, g)

	if a, ok := within(2*time.Second, g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)})[0]); ok {
		t.Errorf("the applicant is told %+v, so the test above proves nothing", a)
	}
}

// frozen starts a change that stops for ever as soon as it has locked the end of
// the chain, and returns what lets it go on.
func frozen(t *testing.T, g *given.Given, p *given.Programme, idle time.Duration) (goOn func() error) {
	t.Helper()
	locked, wake, done := make(chan bool), make(chan bool), make(chan error, 1)
	var once sync.Once
	s := watched(t, g, func(sql string) {
		if strings.HasPrefix(sql, "UPDATE audit_chain") {
			once.Do(func() { close(locked); <-wake })
		}
	})
	s.BoundChain(time.Minute, idle)
	go func() {
		_, err := s.CreateSeminar(context.Background(), p.By, p.Series, given.SeminarIn("Geneva"))
		done <- err
	}()
	<-locked
	return sync.OnceValue(func() error { close(wake); return <-done })
}

// TestAFrozenProgramDoesNotKeepTheChain: the database ends its transaction, and
// everybody else goes on.
func TestAFrozenProgramDoesNotKeepTheChain(t *testing.T) {
	g := given.Postgres(t)
	p, seminar := g.NewProgramme(), g.OpenSeminar(5)
	goOn := frozen(t, g, p, 300*time.Millisecond)

	if a, ok := within(3*time.Second, g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)})[0]); !ok || a.Err != nil {
		t.Errorf("the applicant is told %+v, in time: %v", a, ok)
	}
	if err := goOn(); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("the frozen program is told %v", err)
	}
	if problems, _ := checkLog(t, g, models.AuditCheckpoint{}); problems != "" {
		t.Errorf("verify finds %q", problems)
	}
}

// TestAFrozenProgramWithoutABoundKeepsTheChain is the control of the test above.
func TestAFrozenProgramWithoutABoundKeepsTheChain(t *testing.T) {
	g := given.Postgres(t)
	p, seminar := g.NewProgramme(), g.OpenSeminar(5)
	goOn := frozen(t, g, p, time.Hour)

	if a, ok := within(2*time.Second, g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)})[0]); ok {
		t.Errorf("the applicant is told %+v, so the test above proves nothing", a)
	}
	must(t, goOn())
}
