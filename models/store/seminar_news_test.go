package store_test

import (
	"slices"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// change edits a seminar as its form does.
func change(t *testing.T, g *given.Given, seminar string, edit func(*models.SeminarInput)) {
	t.Helper()
	old, err := g.Store.WorkingSeminar(ctx, models.System, seminar)
	must(t, err)
	in := old.Input("en")
	edit(&in)
	_, err = g.Store.EditSeminar(ctx, models.System, seminar, old.Version, in)
	must(t, err)
}

func TestRegisteredPeopleAreMailedAboutChangesOfTheSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		seated, waiting, gone := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(gone.ID), gone.ID))
		move := func(to models.SeminarStatus) {
			t.Helper()
			must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, to))
		}
		want := func(kind models.MailKind, n int) {
			t.Helper()
			if got := mails(g, kind); got != n {
				t.Errorf("%d e-mails of the kind %s, want %d", got, kind, n)
			}
		}

		move(models.SeminarPostponed)
		want(models.MailPostponed, 2)
		move(models.SeminarAnnounced)
		want(models.MailMoved, 2)
		move(models.SeminarCancelled)
		want(models.MailCancelled, 2)

		checkState(t, g, seated.ID, models.Confirmed, 0)
		checkState(t, g, waiting.ID, models.Waitlisted, 1)
		if n := g.Version("registrations", seated.ID); n != 4 {
			t.Errorf("the calendar file of the last e-mail has version %d", n)
		}
	})
}

func TestNewDatesAreMailedOnlyIfTheyChangedAndTheOrganiserNotifies(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		g.Registered(seminar, 1)
		later := func(in *models.SeminarInput) {
			in.EndsOn = models.Day(in.EndsOn.Time().AddDate(0, 0, 1).Format(time.DateOnly))
		}
		for _, c := range []struct {
			name string
			edit func(*models.SeminarInput)
			want int
		}{
			{"a title", func(in *models.SeminarInput) { in.Title = "Peace operations" }, 0},
			{"the place in another language", func(in *models.SeminarInput) { in.Language, in.Place = "fr", "Pékin" }, 0},
			{"new dates without notification", func(in *models.SeminarInput) { later(in); in.Notify = false }, 0},
			{"other days", later, 1},
			{"another venue", func(in *models.SeminarInput) { in.Venue = "Friendship Hotel" }, 2},
			{"another town", func(in *models.SeminarInput) { in.Place = "Shanghai" }, 3},
		} {
			change(t, g, seminar, c.edit)
			if n := mails(g, models.MailMoved); n != c.want {
				t.Errorf("after %s there are %d mails, want %d", c.name, n, c.want)
			}
		}

		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarPostponed))
		change(t, g, seminar, later)
		if n := mails(g, models.MailMoved); n != 3 {
			t.Errorf("e-mails about new dates while the seminar is postponed: %d", n)
		}
	})
}

func TestAnOfferIsRenewedAfterAPostponement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar, other := g.OpenSeminar(1), g.OpenSeminar(1)
		there, waits := g.Registered(other, 3), g.Registered(other, 4)
		first, second := g.Registered(seminar, 1), g.Registered(seminar, 2)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(first.ID), first.ID))
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarPostponed))
		g.Pass(models.OfferTime + time.Hour)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(there.ID), there.ID))
		until := func() string {
			p, err := g.Store.Registration(ctx, models.System, waits.ID)
			must(t, err)
			return p.OfferExpiresAt.String()
		}
		before := until()
		g.Pass(time.Minute)
		if n, err := g.Store.LapseOffers(ctx, models.System); n != 0 || err != nil {
			t.Errorf("offers of %d seminars lapse, %v", n, err)
		}

		must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced))

		if after := until(); after != before {
			t.Errorf("an offer in another seminar ends %s, before %s", after, before)
		}
		if n, err := g.Store.LapseOffers(ctx, models.System); n != 0 || err != nil {
			t.Errorf("offers of %d seminars lapse, %v", n, err)
		}
		must(t, g.Store.ConfirmRegistration(ctx, g.Holder(second.ID), second.ID))
		checkState(t, g, second.ID, models.Confirmed, 0)
	})
}

// TestACancelledSeminarGivesNoMoreSeats: nobody is offered a seat, and an
// offered seat can neither be accepted nor passed on.
func TestACancelledSeminarGivesNoMoreSeats(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		first, second, third := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(first.ID), first.ID))
		checkState(t, g, second.ID, models.Offered, 0)
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarCancelled))

		if err := g.Store.ConfirmRegistration(ctx, g.Holder(second.ID), second.ID); models.CodeOf(err) != "registration.seminar_over" {
			t.Errorf("accepting the seat: %v", err)
		}
		g.Pass(40 * 24 * time.Hour)
		if n, err := g.Store.LapseOffers(ctx, models.System); n != 0 || err != nil {
			t.Errorf("offers of %d seminars lapse, %v", n, err)
		}
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(second.ID), second.ID))

		checkState(t, g, third.ID, models.Waitlisted, 1)
		if n := mails(g, models.MailLapsed); n != 0 {
			t.Errorf("%d e-mails report a lapsed offer", n)
		}
	})
}

func TestInvitedPeopleAreMailedAboutChangesOfTheSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		waits, declined := invite(t, g, seminar, 1), invite(t, g, seminar, 2)
		must(t, g.Store.DeclineInvitation(ctx, given.Invitee(declined.ID), declined.ID, models.ReasonInput{}))
		told := letters(g)

		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarPostponed))
		must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced))
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarCancelled))

		if n := letters(g) - told; n != 3 {
			t.Errorf("%d e-mails to one invitee who has not replied and one who declined", n)
		}
		if n := g.Version("invitations", waits.ID); n != 4 {
			t.Errorf("the last e-mail is about version %d of the invitation", n)
		}
	})
}

// TestAPostponedSeminarIsNotAnnouncedOnDatesThatHavePassed: nobody is invited
// to yesterday.
func TestAPostponedSeminarIsNotAnnouncedOnDatesThatHavePassed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		g.Registered(seminar, 1)
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarPostponed))
		g.Pass(90 * 24 * time.Hour)

		past := given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced)
		head, err := g.Store.SeminarHead(ctx, models.System, seminar)
		must(t, err)
		told := mails(g, models.MailMoved)
		change(t, g, seminar, func(in *models.SeminarInput) {
			in.StartsOn = models.LocalTimeOf(g.Now().AddDate(0, 1, 0), shanghai(t)).Day()
			in.EndsOn = in.StartsOn
		})
		must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced))

		if models.CodeOf(past) != "seminar.missing_new_days" || slices.Contains(head.Moves, models.SeminarAnnounced) || told != 0 {
			t.Errorf("on dates that have passed: %v, offered %v, %d e-mails", past, head.Moves, told)
		}
		if n := mails(g, models.MailMoved); n != 1 {
			t.Errorf("%d e-mails about the new dates", n)
		}
	})
}

// TestTheQuestionCountsEverybodyWhoIsInformed: those with a seat, with an offer
// of one and on the waiting list, and those with an open invitation. Whoever
// can no longer reply is not invited to new dates.
func TestTheQuestionCountsEverybodyWhoIsInformed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		in := invited(8)
		in.AnswerBy = models.LocalTimeOf(g.Now().AddDate(0, 0, 3), shanghai(t)).Day()
		_, err := g.Store.CreateInvitation(ctx, models.System, seminar, in)
		must(t, err)
		invite(t, g, seminar, 9)
		g.Registered(seminar, 1)
		left, offered := g.Registered(seminar, 2), g.Registered(seminar, 3)
		g.Registered(seminar, 4) // waits
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(left.ID), left.ID))
		checkState(t, g, offered.ID, models.Offered, 0)
		for _, c := range []struct {
			to   models.SeminarStatus
			pass time.Duration
			want int
		}{
			{models.SeminarPostponed, 0, 5},
			{models.SeminarAnnounced, 0, 5},
			{models.SeminarPostponed, 0, 5},
			{models.SeminarAnnounced, 5 * 24 * time.Hour, 4},
			{models.SeminarCancelled, 0, 5},
		} {
			g.Pass(c.pass)
			head, err := g.Store.SeminarHead(ctx, models.System, seminar)
			must(t, err)
			before := enqueued(g)

			must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, c.to))

			if n := enqueued(g) - before; head.Has.Told != c.want || n != c.want {
				t.Errorf("%s: %d are announced, %d e-mails enqueued, want %d", c.to, head.Has.Told, n, c.want)
			}
		}
	})
}

// enqueued counts the e-mails about registrations and invitations.
func enqueued(g *given.Given) int {
	n := letters(g)
	for _, kind := range models.MailKinds {
		n += mails(g, kind)
	}
	return n
}

func TestThePostponedAndTheCancelledSeminarGiveTheReason(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		seated, invited := g.Registered(seminar, 1), invite(t, g, seminar, 2)
		gives := func(want string) {
			t.Helper()
			l, err := g.Store.RegistrationLetter(ctx, models.System, models.MailRegistration{RegistrationID: seated.ID, Version: 1})
			must(t, err)
			i, err := g.Store.InvitationLetter(ctx, models.System, invited.ID, 1)
			must(t, err)
			if l.SeminarReason != want || i.Seminar.SeminarReason != want {
				t.Errorf("the e-mails give the reasons %q and %q, want %q", l.SeminarReason, i.Seminar.SeminarReason, want)
			}
		}

		must(t, g.Store.PostponeSeminar(ctx, models.System, seminar, models.ReasonInput{Reason: "The host is not ready."}))
		gives("The host is not ready.")
		must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced))
		gives("")
		err := g.Store.CancelSeminar(ctx, models.System, seminar, models.ReasonInput{Reason: string(make([]byte, 2000))})
		if p, _ := models.ProblemsOf(err)["reason"]; p.Code == "" {
			t.Errorf("a reason that is too long: %v", err)
		}
		gives("")
		must(t, g.Store.CancelSeminar(ctx, models.System, seminar, models.ReasonInput{Reason: "The airport is closed."}))
		gives("The airport is closed.")

		if n := g.Number("SELECT count(*) FROM audit_entries WHERE CAST(detail AS text) LIKE '%airport%'"); n != 0 {
			t.Errorf("%d entries in the log give the reason", n)
		}
	})
}
