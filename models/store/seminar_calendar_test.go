package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// entry is the calendar entry of a person and of the public feed.
func entry(t *testing.T, g *given.Given, registration, series string) (models.RegistrationLetter, models.PublicSeminar) {
	t.Helper()
	l, err := g.Store.RegistrationLetter(ctx, models.System, models.MailRegistration{RegistrationID: registration})
	must(t, err)
	all, err := g.Store.CalendarSeminars(ctx, models.Public, series)
	must(t, err)
	page, err := g.Store.PublicSeminar(ctx, models.Public, all[0].SeriesSlug, all[0].Slug)
	must(t, err)
	if all[0].EntryDays() != page.EntryDays() || l.EntryDays() != page.EntryDays() || all[0].Sequence != page.Sequence {
		t.Errorf("the feed has %v, the page %v, the mail %v", all[0].EntryDays(), page.EntryDays(), l.EntryDays())
	}
	return l, all[0]
}

func TestSessionsOutsideTheDaysAreNotInTheCalendarEntry(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		e, err := g.Store.Register(ctx, p.By, p.Seminar, given.Guest(1))
		must(t, err)
		p.Session(given.SessionAt("09:00", "10:30", "", ""))
		late := given.SessionAt("16:00", "17:30", "", "")
		late.StartsAt, late.EndsAt = "2027-05-27T16:00", "2027-05-27T17:30"
		p.Session(late)
		published := true
		must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: &published}))
		outside := given.SessionAt("08:00", "09:00", "", "")
		outside.StartsAt, outside.EndsAt = "2027-05-27T23:30", "2027-05-28T00:30"
		p.Session(outside)

		if l, _ := entry(t, g, e.ID, p.Series); l.FirstSession != "2027-05-26T09:00" || l.LastSession != "2027-05-27T17:30" {
			t.Errorf("the entry is from %s to %s", l.FirstSession, l.LastSession)
		}

		change(t, g, p.Seminar, func(in *models.SeminarInput) { in.StartsOn, in.EndsOn = "2027-06-10", "2027-06-11" })

		l, _ := entry(t, g, e.ID, p.Series)
		if starts, _ := l.EntryDays().Times(); starts != "" || l.StartsOn != "2027-06-10" {
			t.Errorf("after the seminar was moved, the entry begins on %s at %q", l.StartsOn, starts)
		}
	})
}

func TestTheSequenceRisesWithEachChangeOfTheCalendarEntry(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		e, err := g.Store.Register(ctx, p.By, p.Seminar, given.Guest(1))
		must(t, err)
		first := p.Session(given.SessionAt("09:00", "10:30", "", ""))
		last := given.SessionAt("16:00", "17:30", "", "")
		last.StartsAt, last.EndsAt = "2027-05-27T16:00", "2027-05-27T17:30"
		p.Session(last)
		publish := func(published bool) func() {
			return func() {
				must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: &published}))
			}
		}
		move := func(to models.SeminarStatus) func() {
			return func() { must(t, given.MoveSeminar(ctx, g.Store, p.By, p.Seminar, to)) }
		}
		edit := func(edit func(*models.SessionInput)) func() {
			return func() {
				n, err := g.Store.Session(ctx, p.By, p.Seminar, first.ID)
				must(t, err)
				in := n.Input("en")
				edit(&in)
				_, err = g.Store.EditSession(ctx, p.By, p.Seminar, first.ID, n.Version, in)
				must(t, err)
			}
		}
		seminar := func(edit func(*models.SeminarInput)) func() {
			return func() { change(t, g, p.Seminar, edit) }
		}
		for _, c := range []struct {
			name  string
			do    func()
			rises bool
		}{
			{"a published agenda", publish(true), true},
			{"an earlier session", edit(func(in *models.SessionInput) { in.StartsAt = "2027-05-26T08:00" }), true},
			{"another title of a session", edit(func(in *models.SessionInput) { in.Title = "Opening" }), false},
			{"a session within the others", func() { p.Session(given.SessionAt("11:00", "12:00", "", "")) }, false},
			{"a removed session", func() { must(t, errorOf(g.Store.RemoveSession(ctx, p.By, p.Seminar, first.ID))) }, true},
			{"a withdrawn agenda", publish(false), true},
			{"a session in a working programme", func() { p.Session(given.SessionAt("07:00", "08:00", "", "")) }, false},
			{"other days", seminar(func(in *models.SeminarInput) { in.EndsOn = "2027-05-28" }), true},
			{"another title of the seminar", seminar(func(in *models.SeminarInput) { in.Title = "Peace" }), false},
			{"a postponement", move(models.SeminarPostponed), true},
			{"a new announcement", move(models.SeminarAnnounced), true},
			{"a cancellation", move(models.SeminarCancelled), true},
		} {
			before, feed := entry(t, g, e.ID, p.Series)

			g.Pass(1e9)
			c.do()

			after, now := entry(t, g, e.ID, p.Series)
			if rises := after.Sequence() > before.Sequence()+50; rises != c.rises || (now.Sequence > feed.Sequence) != c.rises {
				t.Errorf("%s: the sequence was %d and is %d, in the feed %d and %d", c.name, before.Sequence(), after.Sequence(), feed.Sequence, now.Sequence)
			}
			if c.rises && (!after.Stamp().After(before.Stamp()) || !now.UpdatedAt.After(feed.UpdatedAt)) {
				t.Errorf("%s: the entry has the time of an earlier change", c.name)
			}
		}
	})
}

func TestThoseWithASeatAreMailedAboutAMovedSession(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		n := p.Session(given.SessionAt("14:00", "15:00", "", ""))
		p.Announced()
		change(t, g, p.Seminar, func(in *models.SeminarInput) { in.Seats = "1" })
		for i := range 2 { // the second waits for a seat
			_, err := g.Store.Register(ctx, p.By, p.Seminar, given.Guest(i))
			must(t, err)
		}
		published := true
		edit := func(edit func(*models.SessionInput)) func() {
			return func() {
				row, err := g.Store.Session(ctx, p.By, p.Seminar, n.ID)
				must(t, err)
				in := row.Input("en")
				edit(&in)
				_, err = g.Store.EditSession(ctx, p.By, p.Seminar, n.ID, row.Version, in)
				must(t, err)
			}
		}
		for _, c := range []struct {
			name string
			do   func()
			want int
		}{
			{"in a working programme", edit(func(in *models.SessionInput) { in.StartsAt = "2027-05-26T13:00" }), 0},
			{"publication", func() {
				must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: &published}))
			}, 0},
			{"a title", edit(func(in *models.SessionInput) { in.Title = "Opening" }), 0},
			{"without notification", edit(func(in *models.SessionInput) { in.StartsAt, in.Notify = "2027-05-26T12:00", false }), 0},
			{"another time", edit(func(in *models.SessionInput) { in.StartsAt, in.EndsAt = "2027-05-26T09:00", "2027-05-26T10:00" }), 1},
			{"a new session", func() { in := given.SessionAt("11:00", "12:00", "", ""); in.Notify = true; p.Session(in) }, 2},
			{"a removed session", func() { must(t, errorOf(g.Store.RemoveSession(ctx, p.By, p.Seminar, n.ID))) }, 3},
		} {
			c.do()
			if got := mails(g, models.MailProgramme); got != c.want {
				t.Errorf("%s: %d mails, want %d", c.name, got, c.want)
			}
		}
	})
}

func TestTheContactIsThatOfTheSeminarOrOfItsSeries(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		e, err := g.Store.Register(ctx, p.By, p.Seminar, given.Guest(1))
		must(t, err)
		series, err := g.Store.Series(ctx, p.By, p.Series)
		must(t, err)
		in := series.Input("en")
		in.Contact = "Secretariat, secretariat@example.org"
		_, err = g.Store.EditSeries(ctx, p.By, p.Series, series.Version, in)
		must(t, err)
		want := func(contact string) {
			t.Helper()
			l, page := entry(t, g, e.ID, p.Series)
			if l.Contact != contact || page.Contact != contact {
				t.Errorf("the mail has %q, the page %q; want %q", l.Contact, page.Contact, contact)
			}
		}

		want("Secretariat, secretariat@example.org")
		change(t, g, p.Seminar, func(in *models.SeminarInput) { in.Contact = "host@example.org" })
		want("host@example.org")

		if s, err := g.Store.PublicSeries(ctx, models.Public, p.SeriesSlug); err != nil || s.Contact != "Secretariat, secretariat@example.org" {
			t.Errorf("the page of the series has %q, %v", s.Contact, err)
		}
	})
}

func TestEveryPageAndEMailOfASeminarNamesItsHostState(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		host, err := g.Store.AddEntity(ctx, models.System, models.EntityInput{Name: "Wakanda", Language: "en"})
		must(t, err)
		change(t, g, p.Seminar, func(in *models.SeminarInput) { in.HostEntity = host.ID })
		r, err := g.Store.Register(ctx, p.By, p.Seminar, given.Guest(1))
		must(t, err)
		i, err := g.Store.CreateInvitation(ctx, models.System, p.Seminar, invited(2))
		must(t, err)

		letter, fed := entry(t, g, r.ID, p.Series)
		own, err := g.Store.Registration(ctx, models.System, r.ID)
		must(t, err)
		form, err := g.Store.RegistrationForm(ctx, models.Public, fed.SeriesSlug, fed.Slug)
		must(t, err)
		invitation, err := g.Store.InvitationLetter(ctx, models.System, i.ID, i.Version)
		must(t, err)
		list, err := g.Store.Registrations(ctx, models.System, p.Seminar, models.RegistrationFilter{})
		must(t, err)

		for name, got := range map[string]models.Text{"the feed": fed.Host, "an e-mail": letter.Host, "a registration": own.Host, "the form": form.Host, "an invitation": invitation.Seminar.Host, "the list": list.Host} {
			if got.Source() != "Wakanda" {
				t.Errorf("%s names %q", name, got.Source())
			}
		}
	})
}
