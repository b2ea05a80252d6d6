package models

import (
	"testing"
	"time"
)

var invited = Actor{Via: ViaLink, InvitationID: "i"}

func TestAnInvitationNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*InvitationInput)
		want   string
	}{
		{"well filled", func(*InvitationInput) {}, ""},
		{"empty", func(i *InvitationInput) { *i = InvitationInput{} }, "email form.required, name form.required"},
		{"an entity that is not an identifier", func(i *InvitationInput) { i.Entity = "China" }, "entity form.choice"},
		{"an unknown capacity", func(i *InvitationInput) { i.Capacity = "friend" }, "capacity form.choice"},
		{"an unknown language", func(i *InvitationInput) { i.Language = "tlh" }, "language form.choice"},
		{"a deadline today", func(i *InvitationInput) { i.AnswerBy = "2027-04-01" }, ""},
		{"a deadline yesterday", func(i *InvitationInput) { i.AnswerBy = "2027-03-31" }, "answer_by invitation.answer_past"},
		{"a deadline on the last day", func(i *InvitationInput) { i.AnswerBy = "2027-05-27" }, ""},
		{"a deadline after the seminar", func(i *InvitationInput) { i.AnswerBy = "2027-05-28" }, "answer_by invitation.answer_late"},
	} {
		in := InvitationInput{Email: "ling@example.org", Name: "Wang Ling"}
		c.change(&in)
		v, err := in.Check(openSeminar(), noon)
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
		if c.want == "" && (v.Capacity != "delegate" || v.Language != "en" || v.Status != InvitationSent) {
			t.Errorf("%s: %s %s %s", c.says, v.Capacity, v.Language, v.Status)
		}
	}
}

func TestTheDeadlineForRepliesFollowsFromTheSeminar(t *testing.T) {
	for _, c := range []struct {
		says   string
		closes LocalTime
		starts Day
		want   Day
	}{
		{"the day on which registration closes", "2027-04-20T18:00", "2027-05-26", "2027-04-20"},
		{"even if that is today", "2027-04-01T01:00", "2027-05-26", "2027-04-01"},
		{"the day before the seminar, if registration closes during it", "2027-05-26T09:00", "2027-05-26", "2027-05-25"},
		{"the day before the seminar, once registration has closed", "2027-03-31T18:00", "2027-05-26", "2027-05-25"},
		{"the day before the seminar, if registration has no deadline", "", "2027-05-26", "2027-05-25"},
		{"even if the seminar begins tomorrow", "", "2027-04-02", "2027-04-01"},
		{"none, on the first day", "2027-04-20T18:00", "2027-04-01", ""},
		{"none, during the seminar", "", "2027-03-31", ""},
		{"the day on which registration closes, if the dates are not known", "2027-04-20T18:00", "", "2027-04-20"},
		{"four weeks, if nothing is known", "", "", "2027-04-29"},
	} {
		m := openSeminar()
		m.ClosesLocal, m.StartsOn = c.closes, c.starts
		if c.starts == "" {
			m.EndsOn = ""
		}
		if got := m.AnswersUntil(noon); got != c.want {
			t.Errorf("%s: %s, want %s", c.says, got, c.want)
		}
	}
}

func TestAnInvitationDuringTheSeminarNeedsADeadline(t *testing.T) {
	m := openSeminar()
	m.StartsOn, m.EndsOn = "2027-03-31", "2027-04-02"
	for answerBy, want := range map[Day]string{"": "answer_by form.required", " ": "answer_by form.required", "2027-04-02": ""} {
		_, err := InvitationInput{Email: "ling@example.org", Name: "Wang Ling", AnswerBy: answerBy}.Check(m, noon)
		if got := ProblemsOf(err).String(); got != want {
			t.Errorf("%q: %q, want %q", answerBy, got, want)
		}
	}
}

// TestAnOpenInvitationEndsWithItsSeminar: nobody has to withdraw it.
func TestAnOpenInvitationEndsWithItsSeminar(t *testing.T) {
	for _, c := range []struct {
		says   string
		stored InvitationStatus
		status SeminarStatus
		at     time.Time
		want   InvitationStatus
	}{
		{"announced", InvitationSent, SeminarAnnounced, noon, InvitationSent},
		{"postponed", InvitationSent, SeminarPostponed, noon, InvitationSent},
		{"cancelled", InvitationSent, SeminarCancelled, noon, InvitationExpired},
		{"concluded", InvitationSent, SeminarConcluded, noon, InvitationExpired},
		{"archived", InvitationSent, SeminarArchived, noon, InvitationExpired},
		{"over", InvitationSent, SeminarAnnounced, noon.AddDate(0, 2, 0), InvitationExpired},
		{"declined before", InvitationDeclined, SeminarConcluded, noon, InvitationDeclined},
		{"accepted before", InvitationAccepted, SeminarCancelled, noon, InvitationAccepted},
		{"withdrawn before", InvitationRevoked, SeminarConcluded, noon, InvitationRevoked},
	} {
		m := openSeminar()
		m.Status = c.status
		i := Invitation{ID: "i", SeminarID: "m", Status: c.stored, AnswerBy: "2027-12-31"}
		if got := i.StateAt(c.at, m); got != c.want {
			t.Errorf("%s: %s, want %s", c.says, got, c.want)
		}
		if c.want == InvitationExpired && CodeOf(i.MayRevoke(seminarEd, m, c.at)) != "invitation.answered" {
			t.Errorf("%s: it can be withdrawn", c.says)
		}
	}
}

func TestWhoMayAnswerAnInvitation(t *testing.T) {
	lastMoment := time.Date(2027, 4, 2, 23, 59, 59, 0, time.UTC)
	for _, c := range []struct {
		says  string
		by    Actor
		state InvitationStatus
		at    time.Time
		want  string
	}{
		{"the invitee", invited, InvitationSent, noon, ""},
		{"the program", System, InvitationSent, noon, ""},
		{"the public cannot see it", Public, InvitationSent, noon, "page.missing"},
		{"a link to another invitation does not open it", Actor{Via: ViaLink, InvitationID: "j"}, InvitationSent, noon, "page.missing"},
		{"an account with its id does not replace the link", Actor{Via: ViaAccount, InvitationID: "i"}, InvitationSent, noon, "page.missing"},
		{"organisers cannot reply for the invitee", seminarEd, InvitationSent, noon, "page.forbidden"},
		{"an invitee who declined can still accept", invited, InvitationDeclined, noon, ""},
		{"an accepted invitation has been answered", invited, InvitationAccepted, noon, "invitation.is_accepted"},
		{"a revoked invitation cannot be answered", invited, InvitationRevoked, noon, "invitation.is_revoked"},
		{"the last day is included", invited, InvitationSent, lastMoment, ""},
		{"the day after is too late", invited, InvitationSent, lastMoment.Add(time.Second), "invitation.is_over"},
	} {
		i := Invitation{ID: "i", SeminarID: "m", Status: c.state, AnswerBy: "2027-04-02"}
		if got := CodeOf(i.MayAnswer(c.by, openSeminar(), c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

// TestAnInviteeIsToldWhatBecameOfTheSeminar: also after the last day for a
// reply, because nobody can attend any more.
func TestAnInviteeIsToldWhatBecameOfTheSeminar(t *testing.T) {
	for status, want := range map[SeminarStatus]string{
		SeminarAnnounced: "invitation.is_over", SeminarPostponed: "registration_off.postponed", SeminarCancelled: "registration_off.cancelled",
		SeminarConcluded: "invitation.ended", SeminarArchived: "invitation.ended",
	} {
		m := openSeminar()
		m.Status = status
		if got := CodeOf(Invitation{ID: "i", SeminarID: "m", Status: InvitationSent, AnswerBy: "2027-03-02"}.MayAnswer(invited, m, noon)); got != want {
			t.Errorf("%s: %q, want %q", status, got, want)
		}
	}
}

func TestPeopleAreInvitedUntilTheSeminarEnds(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*Seminar)
		at     time.Time
		want   string
	}{
		{"announced", func(*Seminar) {}, noon, ""},
		{"on its last day", func(*Seminar) {}, time.Date(2027, 5, 27, 23, 59, 59, 0, time.UTC), ""},
		{"at midnight after the last day", func(*Seminar) {}, time.Date(2027, 5, 28, 0, 0, 0, 0, time.UTC), "invitation.ended"},
		{"a draft", func(m *Seminar) { m.Status = SeminarDraft }, noon, "invitation.not_announced"},
		{"concluded", func(m *Seminar) { m.Status = SeminarConcluded }, noon, "invitation.ended"},
		{"cancelled", func(m *Seminar) { m.Status = SeminarCancelled }, noon, "registration_off.cancelled"},
		{"postponed", func(m *Seminar) { m.Status = SeminarPostponed }, noon, "registration_off.postponed"},
		{"without seats", func(m *Seminar) { m.Seats = nil }, noon, "invitation.no_seats"},
	} {
		m := openSeminar()
		c.change(&m)
		if got := CodeOf(m.MayInvite(c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestOrganisersChangeAnInvitationThatAwaitsAReply(t *testing.T) {
	for _, c := range []struct {
		says  string
		by    Actor
		state InvitationStatus
		at    time.Time
		want  string
	}{
		{"an organiser", seminarEd, InvitationSent, noon, ""},
		{"the invitee", invited, InvitationSent, noon, "page.forbidden"},
		{"the secretariat", secretariat, InvitationSent, noon, "page.forbidden"},
		{"the public", Public, InvitationSent, noon, "page.missing"},
		{"once it is accepted", seminarEd, InvitationAccepted, noon, "invitation.answered"},
		{"once it has expired", seminarEd, InvitationSent, noon.AddDate(0, 0, 2), "invitation.answered"},
	} {
		i := Invitation{ID: "i", SeminarID: "m", Status: c.state, AnswerBy: "2027-04-02"}
		if got := CodeOf(i.MayRevoke(c.by, openSeminar(), c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
		if got := CodeOf(i.MayResend(c.by, openSeminar(), c.at)); got != c.want {
			t.Errorf("%s, to send it again: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestAWithdrawnInvitationCanBeSentAgainInTime(t *testing.T) {
	cancelled := openSeminar()
	cancelled.Status = SeminarCancelled
	for _, c := range []struct {
		says string
		by   Actor
		m    Seminar
		at   time.Time
		want string
	}{
		{"an organiser", seminarEd, openSeminar(), noon, ""},
		{"the invitee", invited, openSeminar(), noon, "page.forbidden"},
		{"the secretariat", secretariat, openSeminar(), noon, "page.forbidden"},
		{"the public", Public, openSeminar(), noon, "page.missing"},
		{"after the last day for a reply", seminarEd, openSeminar(), noon.AddDate(0, 0, 2), "invitation.is_over"},
		{"to a seminar that was cancelled", seminarEd, cancelled, noon, "registration_off.cancelled"},
	} {
		i := Invitation{ID: "i", SeminarID: "m", Status: InvitationRevoked, AnswerBy: "2027-04-02"}
		if got := CodeOf(i.MayResend(c.by, c.m, c.at)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
		if i.MayRevoke(c.by, c.m, c.at) == nil {
			t.Errorf("%s withdraws it a second time", c.says)
		}
	}
}

func TestAnInvitationFixesAddressAndCapacity(t *testing.T) {
	i := Invitation{Email: "ling@example.org", Capacity: "chair", Honorific: "Dr"}
	own := RegistrationInput{Honorific: "Prof.", Name: "Wang Ling", Institution: "Institute", Consent: true}
	for _, c := range []struct {
		name   string
		change func(*RegistrationInput)
		want   string
	}{
		{"left out", func(*RegistrationInput) {}, ""},
		{"unchanged", func(in *RegistrationInput) { in.Email, in.Capacity = i.Email, i.Capacity }, ""},
		{"another address", func(in *RegistrationInput) { in.Email = "other@example.org" }, "email registration.office_only"},
		{"another capacity", func(in *RegistrationInput) { in.Capacity = "press" }, "capacity registration.office_only"},
	} {
		in := own
		c.change(&in)
		r, err := i.Registration(in)
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if r.Email != i.Email || r.Capacity != "chair" || r.Honorific != "Prof." {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}
