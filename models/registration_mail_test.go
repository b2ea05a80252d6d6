package models

import (
	"testing"
	"time"
)

// TestAMailThatIsNoLongerTrueIsNotSent: the queue may have been stopped between
// the event and the mail that reports it.
func TestAMailThatIsNoLongerTrueIsNotSent(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	soon, before := now.Add(time.Hour), now.Add(-time.Hour)
	for _, c := range []struct {
		mail    MailKind
		seminar SeminarStatus
		state   RegistrationStatus
		offer   *time.Time
		want    bool
	}{
		{MailConfirmed, SeminarAnnounced, Confirmed, nil, true},
		{MailConfirmed, SeminarAnnounced, Withdrawn, nil, false},
		{MailConfirmed, SeminarCancelled, Confirmed, nil, false},
		{MailReceived, SeminarAnnounced, Pending, nil, true},
		{MailReceived, SeminarAnnounced, Confirmed, nil, false},
		{MailReceived, SeminarCancelled, Pending, nil, false},
		{MailWaitlisted, SeminarAnnounced, Waitlisted, nil, true},
		{MailWaitlisted, SeminarAnnounced, Offered, &soon, false},
		{MailWaitlisted, SeminarCancelled, Waitlisted, nil, false},
		{MailOffered, SeminarAnnounced, Offered, &soon, true},
		{MailOffered, SeminarAnnounced, Offered, &now, true},
		{MailOffered, SeminarAnnounced, Offered, &before, false},
		{MailOffered, SeminarAnnounced, Confirmed, nil, false},
		{MailOffered, SeminarCancelled, Offered, &soon, false},
		{MailPostponed, SeminarPostponed, Confirmed, nil, true},
		{MailPostponed, SeminarAnnounced, Confirmed, nil, false},
		{MailPostponed, SeminarCancelled, Confirmed, nil, false},
		{MailMoved, SeminarAnnounced, Confirmed, nil, true},
		{MailMoved, SeminarAnnounced, Withdrawn, nil, false},
		{MailMoved, SeminarCancelled, Confirmed, nil, false},
		{MailPostponed, SeminarPostponed, Withdrawn, nil, false},
		{MailCancelled, SeminarCancelled, Confirmed, nil, true},
		{MailCancelled, SeminarCancelled, Withdrawn, nil, false},
		{MailProgramme, SeminarAnnounced, Confirmed, nil, true},
		{MailProgramme, SeminarAnnounced, Withdrawn, nil, false},
		{MailProgramme, SeminarPostponed, Confirmed, nil, false},
		{MailWithdrawn, SeminarCancelled, Withdrawn, nil, true},
		{MailDeclined, SeminarAnnounced, Declined, nil, true},
		{MailDeclined, SeminarAnnounced, Pending, nil, false},
		{MailRevoked, SeminarAnnounced, Revoked, nil, true},
		{MailRevoked, SeminarAnnounced, Confirmed, nil, false},
	} {
		l := RegistrationLetter{Status: c.state, OfferExpiresAt: c.offer, Version: 7}
		l.SeminarStatus = c.seminar
		if got := l.StillTrue(MailRegistration{Mail: c.mail, Version: 6}, now); got != c.want {
			t.Errorf("%s, for a registration that is %s in a seminar that is %s: %v", c.mail, c.state, c.seminar, got)
		}
	}
}

func TestAMailAboutAnEndedRegistrationIsNotSentAfterANewOne(t *testing.T) {
	for _, status := range []RegistrationStatus{Declined, Withdrawn, Lapsed, Revoked} {
		l := RegistrationLetter{Status: status, IsReplaced: true}
		if l.StillTrue(MailRegistration{Mail: MailOf(status)}, time.Time{}) {
			t.Errorf("%s is mailed to somebody who has registered again", status)
		}
	}
}

func TestAMailAboutAChangeIsSentToTheInvitedWhileItIsTrue(t *testing.T) {
	for _, c := range []struct {
		news    MailKind
		seminar SeminarStatus
		refused error
		want    bool
	}{
		{"", SeminarAnnounced, nil, true},
		{"", SeminarAnnounced, Refuse(Conflict, "invitation.is_over"), false},
		{MailCancelled, SeminarCancelled, Refuse(Conflict, "invitation.not_announced"), true},
		{MailPostponed, SeminarPostponed, Refuse(Conflict, "invitation.not_announced"), true},
		{MailPostponed, SeminarAnnounced, nil, false},
		{MailPostponed, SeminarCancelled, Refuse(Conflict, "invitation.not_announced"), false},
	} {
		p := InvitationPage{Seminar: RegistrationSeminar{SeminarStatus: c.seminar}, Refused: c.refused}
		if got := p.StillTrue(MailInvitation{News: c.news}); got != c.want {
			t.Errorf("%q when the seminar is %s: %v", c.news, c.seminar, got)
		}
	}
}

func TestTheFormSaysThatTheSeminarIsCancelledOrPostponed(t *testing.T) {
	now, seats := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC), 5
	for state, want := range map[SeminarStatus]string{SeminarCancelled: "registration_off.cancelled", SeminarPostponed: "registration_off.postponed"} {
		s := Seminar{Status: state, Seats: &seats, Admission: AdmissionOpen, TimeZone: "UTC"}
		if got := CodeOf(s.MayRegister(Public, now)); got != want {
			t.Errorf("%s: registration is refused with %q", state, got)
		}
		if got := CodeOf(s.MayInvite(now)); got != want {
			t.Errorf("%s: an invitation is refused with %q", state, got)
		}
	}
}

func TestAChangeOfASeminarIsMailedWhenItMatters(t *testing.T) {
	for _, c := range []struct {
		from, to SeminarStatus
		want     MailKind
	}{
		{SeminarAnnounced, SeminarCancelled, MailCancelled}, {SeminarPostponed, SeminarCancelled, MailCancelled}, {SeminarAnnounced, SeminarPostponed, MailPostponed},
		{SeminarPostponed, SeminarAnnounced, MailMoved}, {SeminarDraft, SeminarAnnounced, ""}, {SeminarAnnounced, SeminarConcluded, ""},
	} {
		if got := MailOfSeminar(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestNobodyIsToldOfASeatAfterTheSeminar(t *testing.T) {
	l := RegistrationLetter{RegistrationSeminar: RegistrationSeminar{SeminarStatus: SeminarAnnounced, TimeZone: "Asia/Shanghai", StartsOn: "2027-03-01", EndsOn: "2027-03-02"}, Status: Confirmed}
	ends := time.Date(2027, 3, 2, 16, 0, 0, 0, time.UTC)
	for _, status := range []RegistrationStatus{Pending, Confirmed, Waitlisted} {
		kind := MailOf(status)
		l.Status = status
		if m := (MailRegistration{Mail: kind}); !l.StillTrue(m, ends.Add(-time.Second)) || l.StillTrue(m, ends) {
			t.Errorf("%s is sent until the end of the seminar and not after it", kind)
		}
	}
	if !l.StillTrue(MailRegistration{Mail: MailAgain}, ends) {
		t.Error("a link that was asked for again is not sent")
	}
}
