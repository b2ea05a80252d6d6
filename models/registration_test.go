package models

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	noon   = time.Date(2027, 4, 1, 12, 0, 0, 0, time.UTC)
	holder = Actor{Via: ViaLink, RegistrationID: "r", PersonID: "p"}
)

// openSeminar is announced, with two seats, and open for registration at noon.
func openSeminar() Seminar {
	opens, closes, seats := noon.Add(-time.Hour), noon.Add(time.Hour), 2
	return Seminar{ID: "m", SeriesID: "s", Status: SeminarAnnounced, TimeZone: "UTC", StartsOn: "2027-05-26", EndsOn: "2027-05-27",
		Admission: AdmissionOpen, Seats: &seats, OpensAt: &opens, ClosesAt: &closes, ClosesLocal: "2027-04-01T13:00"}
}

// endsToday makes a seminar end on the day of noon, and registration later.
func endsToday(m *Seminar) {
	closes := noon.AddDate(0, 0, 7)
	m.StartsOn, m.EndsOn, m.ClosesAt = "2027-03-31", "2027-04-01", &closes
}

func TestWhoMayRegister(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*Seminar)
		by     Actor
		at     time.Time
		want   string
	}{
		{"everybody while registration is open", func(*Seminar) {}, Public, noon, ""},
		{"nobody before it opens", func(*Seminar) {}, Public, noon.Add(-2 * time.Hour), "registration.not_open_yet"},
		{"nobody after it has closed", func(*Seminar) {}, Public, noon.Add(2 * time.Hour), "registration.over"},
		{"nobody after the last day, although registration is open", endsToday, Public, noon.Add(12 * time.Hour), "registration.ended"},
		{"everybody until midnight of the last day", endsToday, Public, noon.Add(12*time.Hour - time.Microsecond), ""},
		{"everybody until midnight in the zone of the seminar", func(m *Seminar) { endsToday(m); m.TimeZone = "America/New_York" }, Public, noon.Add(12 * time.Hour), ""},
		{"organisers register people after the last day", endsToday, seminarEd, noon.Add(12 * time.Hour), ""},
		{"everybody while the dates are not known", func(m *Seminar) { m.StartsOn, m.EndsOn = "", "" }, Public, noon, ""},
		{"organisers register people before it opens", func(*Seminar) {}, seminarEd, noon.Add(-2 * time.Hour), ""},
		{"organisers register people after it has closed", func(*Seminar) {}, seriesEd, noon.Add(2 * time.Hour), ""},
		{"the secretariat does not", func(*Seminar) {}, secretariat, noon.Add(2 * time.Hour), "registration.over"},
		{"the public does not see a draft", func(m *Seminar) { m.Status = SeminarDraft }, Public, noon, "page.missing"},
		{"organisers register nobody for a draft", func(m *Seminar) { m.Status = SeminarDraft }, seminarEd, noon, "registration.none"},
		{"without seats nobody registers", func(m *Seminar) { m.Seats = nil }, Public, noon, "registration.none"},
		{"without seats organisers register nobody", func(m *Seminar) { m.Seats = nil }, seminarEd, noon, "registration.none"},
		{"by invitation only", func(m *Seminar) { m.Admission = AdmissionInvited }, Public, noon, "registration.invited_only"},
		{"organisers register people without an invitation", func(m *Seminar) { m.Admission = AdmissionInvited }, seminarEd, noon, ""},
		{"the refusal names a cancellation", func(m *Seminar) { m.Status = SeminarCancelled }, Public, noon, "registration_off.cancelled"},
		{"the refusal names a postponement", func(m *Seminar) { m.Status = SeminarPostponed }, Public, noon, "registration_off.postponed"},
		{"the refusal names the cancellation of a seminar by invitation", func(m *Seminar) { m.Status, m.Admission = SeminarCancelled, AdmissionInvited }, Public, noon, "registration_off.cancelled"},
		{"nobody once the seminar is concluded", func(m *Seminar) { m.Status = SeminarConcluded }, seminarEd, noon, "registration.none"},
	} {
		m := openSeminar()
		c.change(&m)
		if got := CodeOf(m.MayRegister(c.by, c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestARegistrationThatNeedsApprovalTakesNoSeat(t *testing.T) {
	for _, c := range []struct {
		admission Admission
		by        Actor
		want      bool
	}{
		{AdmissionOpen, Public, true}, {AdmissionInvited, Public, true}, {AdmissionApproval, Public, false},
		{AdmissionApproval, secretariat, false}, {AdmissionApproval, seminarEd, true},
	} {
		if got := (Seminar{ID: "m", SeriesID: "s", Admission: c.admission}).WantsSeat(c.by); got != c.want {
			t.Errorf("%s, %+v: %v", c.admission, c.by, got)
		}
	}
}

func TestARegistrationMovesOnlyAsTheTableSays(t *testing.T) {
	person := map[RegistrationStatus]string{Pending: "withdrawn", Confirmed: "withdrawn", Waitlisted: "withdrawn", Offered: "confirmed withdrawn"}
	office := map[RegistrationStatus]string{Pending: "confirmed declined withdrawn", Confirmed: "revoked withdrawn", Waitlisted: "declined withdrawn", Offered: "confirmed revoked withdrawn", Declined: "pending", Revoked: "pending"}
	for _, from := range RegistrationStatuses {
		r := Registration{ID: "r", PersonID: "p", SeminarID: "m", Status: from}
		for _, to := range RegistrationStatuses {
			for _, c := range []struct {
				who     string
				by      Actor
				allowed string
			}{{"the person", holder, person[from]}, {"an organiser", seminarEd, office[from]}} {
				want := "registration.no_such_move"
				switch {
				case from == to:
					want = "registration.is_already"
				case slices.Contains(strings.Fields(c.allowed), string(to)):
					want = ""
				}
				if got := CodeOf(r.Move(c.by, openSeminar(), to, noon)); got != want {
					t.Errorf("%s, from %s to %s: %q, want %q", c.who, from, to, got, want)
				}
			}
		}
	}
}

func TestWhoMayMoveAndCorrectARegistration(t *testing.T) {
	m, r := openSeminar(), Registration{ID: "r", PersonID: "p", SeminarID: "m", Status: Pending}
	for name, c := range map[string]struct {
		by   Actor
		want Kind
	}{
		"the public": {Public, NotFound}, "an account": {someone, NotFound}, "a co-organiser": {coOrganiser, NotFound},
		"the holder of a link to another registration": {Actor{Via: ViaLink, RegistrationID: "q", PersonID: "p"}, NotFound},
		"its previous holder":                          {Actor{Via: ViaLink, RegistrationID: "r", PersonID: "q"}, NotFound},
		"an account with its id":                       {Actor{Via: ViaAccount, RegistrationID: "r", PersonID: "p"}, NotFound},
		"the secretariat, which may read the list":     {secretariat, Forbidden},
		"an organiser of the series":                   {seriesEd, ""},
		"an organiser of the seminar":                  {seminarEd, ""},
		"the holder of the link to the registration":   {holder, ""},
	} {
		if got := KindOf(r.Move(c.by, m, Withdrawn, noon)); got != c.want {
			t.Errorf("%s changes its status: %q, want %q", name, got, c.want)
		}
		if got := KindOf(r.MayCorrect(c.by, m)); got != c.want {
			t.Errorf("%s corrects it: %q, want %q", name, got, c.want)
		}
	}
	for _, state := range RegistrationStatuses {
		r.Status = state
		want := "registration.closed"
		if state == Pending || state == Confirmed || state == Waitlisted || state == Offered {
			want = ""
		}
		if got := CodeOf(r.MayCorrect(holder, m)); got != want {
			t.Errorf("correcting a registration that is %s: %q, want %q", state, got, want)
		}
	}
}

func TestAnOfferCanBeAcceptedUntilItExpires(t *testing.T) {
	r := Registration{ID: "r", PersonID: "p", SeminarID: "m", Status: Offered, OfferExpiresAt: &noon}
	for _, c := range []struct {
		says  string
		state SeminarStatus
		at    time.Time
		want  string
	}{
		{"at the end of the offer", SeminarAnnounced, noon, ""},
		{"just after its end", SeminarAnnounced, noon.Add(time.Microsecond), "registration.offer_over"},
		{"while the seminar is postponed", SeminarPostponed, noon.Add(time.Hour), ""},
		{"once it is cancelled", SeminarCancelled, noon, "registration.seminar_over"},
		{"once it is concluded", SeminarConcluded, noon, "registration.seminar_over"},
	} {
		m := openSeminar()
		m.Status = c.state
		if got := CodeOf(r.Move(holder, m, Confirmed, c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
	if err := r.Move(holder, openSeminar(), Withdrawn, noon.Add(time.Hour)); err != nil {
		t.Errorf("an expired offer cannot be withdrawn: %v", err)
	}
}

// TestRegistrationEndsWithTheSeminar: after the last day where it takes place,
// whatever is known of it. Organisers still record who was there, as long as
// seats are free.
func TestRegistrationEndsWithTheSeminar(t *testing.T) {
	year := 2027
	days, only := openSeminar(), openSeminar()
	days.TimeZone, days.StartsOn, days.EndsOn = "Asia/Shanghai", "2027-03-01", "2027-03-02"
	only.TimeZone, only.StartsOn, only.EndsOn, only.Year = "Asia/Shanghai", "", "", &year
	early, late := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		of   Seminar
		ends time.Time
	}{
		"its days are known":     {days, time.Date(2027, 3, 2, 16, 0, 0, 0, time.UTC)},
		"only its year is known": {only, time.Date(2027, 12, 31, 16, 0, 0, 0, time.UTC)},
	} {
		m := c.of
		m.OpensAt, m.ClosesAt = &early, &late
		full := m
		full.SeatsTaken = *m.Seats
		pending, offered := Registration{ID: "r", PersonID: "p", Status: Pending}, Registration{ID: "r", PersonID: "p", Status: Offered, OfferExpiresAt: &late}
		for _, step := range []struct {
			says          string
			err           func(now time.Time) error
			before, after string
		}{
			{"the public registers", func(now time.Time) error { return m.MayRegister(Public, now) }, "", "registration.ended"},
			{"organisers add somebody", func(now time.Time) error { return m.MayRegister(System, now) }, "", ""},
			{"organisers add somebody beyond the seats", func(now time.Time) error { return full.MayRegister(System, now) }, "", "registration.ended_full"},
			{"organisers approve", func(now time.Time) error { return pending.Move(System, m, Confirmed, now) }, "", ""},
			{"organisers approve beyond the seats", func(now time.Time) error { return pending.Move(System, full, Confirmed, now) }, "", "registration.ended_full"},
			{"the holder accepts an offer", func(now time.Time) error { return offered.Move(holder, m, Confirmed, now) }, "", "registration.ended"},
			{"somebody is invited", m.MayInvite, "", "invitation.ended"},
		} {
			if got := CodeOf(step.err(c.ends.Add(-time.Microsecond))); got != step.before {
				t.Errorf("%s: %s before the end: %q, want %q", name, step.says, got, step.before)
			}
			if got := CodeOf(step.err(c.ends)); got != step.after {
				t.Errorf("%s: %s after the end: %q, want %q", name, step.says, got, step.after)
			}
		}
		m.Waiting = 1
		if m.Promotable(c.ends.Add(-time.Microsecond)) != 1 || m.Promotable(c.ends) != 0 {
			t.Errorf("%s: seats are offered until the end and not after it", name)
		}
	}
}

func TestNobodySkipsTheWaitingList(t *testing.T) {
	for _, c := range []struct {
		says                    string
		taken, line, come       int
		seated, waiting, offers int
		full                    bool
		approved                RegistrationStatus
	}{
		{"free seats are assigned", 0, 0, 1, 1, 0, 0, false, Confirmed},
		{"the last seat is assigned", 1, 0, 1, 1, 0, 0, false, Confirmed},
		{"people without a seat join the waiting list", 1, 0, 3, 1, 2, 0, false, Confirmed},
		{"a full seminar waitlists", 2, 0, 1, 0, 1, 0, true, Waitlisted},
		{"newcomers wait while anybody waits", 1, 1, 1, 0, 1, 1, true, Waitlisted},
		{"no more seats are offered than people are waiting", 0, 1, 1, 0, 1, 1, true, Waitlisted},
		{"no more seats are offered than are free", 1, 5, 1, 0, 1, 1, true, Waitlisted},
	} {
		m := openSeminar()
		m.SeatsTaken, m.Waiting = c.taken, c.line
		if seated, waiting := m.DivideSeats(c.come); seated != c.seated || waiting != c.waiting {
			t.Errorf("%s: %d seated, %d waiting", c.says, seated, waiting)
		}
		if got := m.Promotable(noon); got != c.offers {
			t.Errorf("%s: %d offers", c.says, got)
		}
		page, form := SeminarPage{Seats: m.Seats, SeatsTaken: c.taken, Waiting: c.line}.ForRegistration(), RegistrationForm{Seats: m.Seats, SeatsTaken: c.taken, Waiting: c.line}.ForRegistration()
		if m.IsFull() != c.full || page.IsFull() != c.full || form.IsFull() != c.full {
			t.Errorf("%s: full is %v, on its page %v, on the form %v", c.says, m.IsFull(), page.IsFull(), form.IsFull())
		}
		if got := (Registration{Status: Pending}).Approved(m); got != c.approved {
			t.Errorf("%s: approval gives the status %s", c.says, got)
		}
	}
	if got := (Registration{Status: Offered}).Approved(Seminar{}); got != Confirmed {
		t.Errorf("accepting an offered seat gives the status %s", got)
	}
}

func TestSeatsAreOfferedUntilTheSeminarEnds(t *testing.T) {
	end := time.Date(2027, 5, 28, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		says  string
		state SeminarStatus
		at    time.Time
		want  int
	}{
		{"announced", SeminarAnnounced, noon, 1}, {"on its last day", SeminarAnnounced, end.Add(-time.Second), 1},
		{"at midnight after the last day", SeminarAnnounced, end, 0}, {"a draft", SeminarDraft, noon, 0},
		{"postponed", SeminarPostponed, noon, 0}, {"cancelled", SeminarCancelled, noon, 0},
	} {
		m := openSeminar()
		m.Status, m.Waiting = c.state, 1
		if got := m.Promotable(c.at); got != c.want {
			t.Errorf("%s: %d", c.says, got)
		}
	}
}

func TestAnOfferEndsWithTheSeminarAtTheLatest(t *testing.T) {
	start, end := time.Date(2027, 5, 26, 0, 0, 0, 0, time.UTC), time.Date(2027, 5, 28, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		says     string
		starts   Day
		at, want time.Time
	}{
		{"long before", "2027-05-26", noon, noon.Add(OfferTime)},
		{"shortly before the seminar it ends at midnight before the first day", "2027-05-26", start.Add(-time.Hour), start},
		{"from that midnight it ends with the seminar", "2027-05-26", start, end},
		{"during the seminar it ends with the seminar", "2027-05-26", end.Add(-time.Hour), end},
		{"without dates nothing shortens it", "", noon, noon.Add(OfferTime)},
	} {
		m := openSeminar()
		m.StartsOn = c.starts
		if got := m.OfferUntil(c.at); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", c.says, got, c.want)
		}
	}
}

func TestARegistrationNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*RegistrationInput)
		want   string
	}{
		{"well filled", func(*RegistrationInput) {}, ""},
		{"empty", func(i *RegistrationInput) { *i = RegistrationInput{} }, "consent registration.consent_required, email form.required, institution form.required, name form.required"},
		{"an entity that is not an identifier", func(i *RegistrationInput) { i.Entity = "China" }, "entity form.choice"},
		{"an unknown capacity", func(i *RegistrationInput) { i.Capacity = "friend" }, "capacity form.choice"},
		{"an unknown language", func(i *RegistrationInput) { i.Language = "tlh" }, "language form.choice"},
		{"needs that are too long", func(i *RegistrationInput) { i.Needs = strings.Repeat("x", 1001) }, "needs form.too_long"},
		{"an honorific of the maximum length", func(i *RegistrationInput) { i.Honorific = strings.Repeat("x", 60) }, ""},
	} {
		in := RegistrationInput{Email: "ling@example.org", Name: "Wang Ling", Institution: "Institute", Consent: true}
		c.change(&in)
		r, err := in.New(true)
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
		if c.want == "" && (r.Capacity != "delegate" || r.Language != "en") {
			t.Errorf("%s: capacity %q, language of e-mails %q", c.says, r.Capacity, r.Language)
		}
	}
}

func TestACorrectionRefusesWhatItsSenderCannotChange(t *testing.T) {
	old := Registration{Email: "ling@example.org", Name: "Wang Ling", Institution: "Institute", Capacity: "observer", Language: "en"}
	unchanged := RegistrationInput{Email: old.Email, Name: old.Name, Institution: old.Institution, Capacity: old.Capacity, Language: old.Language, Consent: true}
	for _, c := range []struct {
		name, holder, office string
		change               func(*RegistrationInput)
	}{
		{"unchanged", "", "", func(*RegistrationInput) {}},
		{"another institution", "", "", func(i *RegistrationInput) { i.Institution = "University" }},
		{"another address", "email registration.office_only", "", func(i *RegistrationInput) { i.Email = "other@example.org" }},
		{"no address", "email registration.office_only", "email form.required", func(i *RegistrationInput) { i.Email = "" }},
		{"another capacity", "capacity registration.office_only", "", func(i *RegistrationInput) { i.Capacity = "chair" }},
		{"no consent", "consent registration.consent_stays", "consent registration.consent_stays", func(i *RegistrationInput) { i.Consent = false }},
	} {
		in := unchanged
		c.change(&in)
		for office, want := range map[bool]string{false: c.holder, true: c.office} {
			r, err := in.Correct(old, office)
			if got := ProblemsOf(err).String(); got != want {
				t.Errorf("%s, by the organisers %v: %q, want %q", c.name, office, got, want)
			}
			if want == "" && (r.Email != in.Email || r.Capacity != in.Capacity || r.Institution != in.Institution) {
				t.Errorf("%s, by the organisers %v: %+v", c.name, office, r)
			}
		}
	}
}

func TestOnlyTheOrganisersAssignACapacity(t *testing.T) {
	for _, c := range []struct {
		capacity Capacity
		office   bool
		want     string
	}{
		{"", false, ""}, {"delegate", false, ""}, {"chair", false, "capacity registration.office_only"}, {"chair", true, ""},
	} {
		in := RegistrationInput{Email: "ling@example.org", Name: "Wang Ling", Institution: "Institute", Capacity: c.capacity, Consent: true}
		_, err := in.New(c.office)
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%q, by the organisers %v: %q, want %q", c.capacity, c.office, got, c.want)
		}
	}
}

func TestAPageOffersTheStepsThatItsReaderMayTake(t *testing.T) {
	moves := []RegistrationStatus{Withdrawn}
	page, row := RegistrationPage{Moves: moves}, RegistrationRow{Moves: moves}
	if !page.May(Withdrawn) || !row.May(Withdrawn) || page.May(Confirmed) || row.May(Confirmed) {
		t.Errorf("the page: %v %v, the row: %v %v", page.May(Withdrawn), page.May(Confirmed), row.May(Withdrawn), row.May(Confirmed))
	}
}

func TestASeminarTakesPlaceUnlessItIsCancelledOrPostponed(t *testing.T) {
	for state, want := range map[SeminarStatus]bool{SeminarAnnounced: true, SeminarConcluded: true, SeminarPostponed: false, SeminarCancelled: false} {
		if got := (RegistrationSeminar{SeminarStatus: state}).TakesPlace(); got != want {
			t.Errorf("%s: %v", state, got)
		}
	}
}
