package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// concurrently starts n functions at the same moment and waits for all.
func concurrently(n int, do func(i int)) {
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	all.Wait()
}

func TestOneOfTwoHundredSimultaneousRegistrationsGetsTheOnlySeat(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		got := make([]models.Enrolment, 200)

		concurrently(200, func(i int) { got[i] = g.Registered(seminar, i) })

		checkSeatsGiven(t, got, 1)
		checkSeats(t, g, seminar)
	})
}

func TestOneHundredOfTwoThousandSimultaneousRegistrationsGetTheSeats(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(100)
		got, took := make([]models.Enrolment, 2000), make([]time.Duration, 2000)
		began := time.Now()

		concurrently(2000, func(i int) {
			asked := time.Now()
			got[i] = g.Registered(seminar, i)
			took[i] = time.Since(asked)
		})

		slices.Sort(took)
		t.Logf("2,000 in %v; half within %v, 99%% within %v", time.Since(began).Round(time.Millisecond), took[1000].Round(time.Millisecond), took[1980].Round(time.Millisecond))
		checkSeatsGiven(t, got, 100)
		checkSeats(t, g, seminar)
	})
}

// TestWithoutTheSeatRuleSeatsAreOversold is the control of the two tests
// above: the same load on the same databases, without the rule and without the
// constraint behind it, must give away more seats than there are.
func TestWithoutTheSeatRuleSeatsAreOversold(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		liftCeiling(g, seminar)
		var seated atomic.Int64

		concurrently(200, func(i int) {
			status, err := g.Store.RegisterUnprotected(ctx, seminar, given.Guest(i))
			if err != nil {
				t.Error(err)
			}
			if status == models.Confirmed {
				seated.Add(1)
			}
		})

		t.Logf("one seat was given to %d", seated.Load())
		if seated.Load() <= 1 {
			t.Errorf("the control gave the seat %d times, so the load of these tests proves nothing", seated.Load())
		}
	})
}

// TestTheDatabaseRefusesMoreThanTheCeiling tests the constraint behind the seat
// rule, without the rule.
func TestTheDatabaseRefusesMoreThanTheCeiling(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		var seated atomic.Int64

		concurrently(50, func(i int) {
			status, err := g.Store.RegisterUnprotected(ctx, seminar, given.Guest(i))
			if err == nil && status == models.Confirmed {
				seated.Add(1)
			}
		})

		if seated.Load() != 1 {
			t.Errorf("%d people have the one seat", seated.Load())
		}
	})
}

// TestManyRegistrationsAndWithdrawalsKeepTheOrderOfTheWaitingList lets people
// register, withdraw, and accept and refuse offers all at once, then counts.
func TestManyRegistrationsAndWithdrawalsKeepTheOrderOfTheWaitingList(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)

		concurrently(150, func(i int) {
			r := rand.New(rand.NewPCG(uint64(i), 7))
			e := g.Registered(seminar, i)
			time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond)
			var err error
			switch r.IntN(4) {
			case 0:
				err = g.Store.WithdrawRegistration(ctx, g.Holder(e.ID), e.ID)
			case 1:
				err = g.Store.ConfirmRegistration(ctx, g.Holder(e.ID), e.ID)
			case 2:
				err = g.Store.RevokeRegistration(ctx, models.System, e.ID, models.ReasonInput{})
			case 3:
				err = g.Store.ChangeSeats(ctx, seminar, 15+r.IntN(10))
			}
			if err != nil && models.KindOf(err) != models.Conflict {
				t.Error(err)
			}
		})
		if err := g.Store.ChangeSeats(ctx, seminar, 20); err != nil {
			t.Fatal(err)
		}

		checkSeats(t, g, seminar)
		checkFirstCame(t, g, seminar)
	})
}

// checkSeatsGiven checks that exactly that many people have a seat and that all
// others wait, without gaps in the order.
func checkSeatsGiven(t *testing.T, got []models.Enrolment, seats int) {
	t.Helper()
	seated, positions := 0, []int{}
	for _, e := range got {
		switch e.Status {
		case models.Confirmed:
			seated++
		case models.Waitlisted:
			positions = append(positions, e.Position)
		default:
			t.Errorf("a registration is %q", e.Status)
		}
	}
	if seated != seats {
		t.Errorf("%d people have %d seats", seated, seats)
	}
	slices.Sort(positions)
	for i, p := range positions {
		if p != i+1 {
			t.Fatalf("position %d on the waiting list is reported as %d", i+1, p)
		}
	}
}

// checkSeats checks that the counts of the seminar are those of its rows.
func checkSeats(t *testing.T, g *given.Given, seminar string) {
	t.Helper()
	held := g.Number("SELECT count(*) FROM registrations WHERE seminar_id = $1 AND status IN ('confirmed','offered')", seminar)
	taken := g.Number("SELECT seats_taken FROM seminars WHERE id = $1", seminar)
	waiting := g.Number("SELECT waiting FROM seminars WHERE id = $1", seminar)
	inLine := g.Number("SELECT count(*) FROM registrations WHERE seminar_id = $1 AND status = 'waitlisted'", seminar)
	lines := g.Number("SELECT count(DISTINCT line) FROM registrations WHERE seminar_id = $1 AND status = 'waitlisted'", seminar)
	if held != taken || waiting != inLine || lines != inLine {
		t.Errorf("seats held %d, counted %d; waiting %d, counted %d, at %d positions", held, taken, inLine, waiting, lines)
	}
}

// checkFirstCame checks that no seat is free while people wait, and that nobody
// was offered a seat before somebody who had waited longer.
func checkFirstCame(t *testing.T, g *given.Given, seminar string) {
	t.Helper()
	if n := g.Number("SELECT count(*) FROM seminars WHERE id = $1 AND waiting > 0 AND seats_taken < seats", seminar); n > 0 {
		t.Error("people wait although seats are free")
	}
	overtaken := g.Number(`SELECT count(*) FROM registrations w JOIN registrations o ON o.seminar_id = w.seminar_id AND o.line > w.line
		WHERE w.seminar_id = $1 AND w.status = 'waitlisted' AND o.status = 'offered'`, seminar)
	if overtaken > 0 {
		t.Errorf("%d people were offered a seat before somebody who came earlier", overtaken)
	}
}

func liftCeiling(g *given.Given, seminar string) {
	g.T.Helper()
	if _, err := g.DB().Exec(fmt.Sprintf("UPDATE seminars SET seats_ceiling = %d WHERE id = $1", 1000), seminar); err != nil {
		g.T.Fatal(err)
	}
}

// TestMailsGiveWayToThoseWhoRegister: until nobody has registered for a moment;
// during a long rush they go on one after the other.
func TestMailsGiveWayToThoseWhoRegister(t *testing.T) {
	const interval = 100 * time.Millisecond
	g := given.SQLite(t)
	waits := func(mails int) []time.Duration {
		took, began := make(chan time.Duration), time.Now()
		for range mails {
			go func() { g.Store.GiveWay(ctx); took <- time.Since(began) }()
		}
		all := make([]time.Duration, mails)
		for i := range all {
			all[i] = <-took
		}
		return all
	}

	alone := waits(1)[0]
	done := g.Store.Registering()
	busy := waits(3)
	done()
	afterwards := waits(3)

	if alone > interval/2 {
		t.Errorf("waited %v although nobody registers", alone)
	}
	for i, d := range busy {
		if least := time.Duration(i+1) * interval; d < least || d > least+10*interval {
			t.Errorf("mail %d waited %v while people register, want about %v", i+1, d, least)
		}
	}
	for i, d := range afterwards {
		if d < interval/2 || d > 10*interval {
			t.Errorf("mail %d waited %v after the last registration, want about %v", i+1, d, interval)
		}
	}
}
