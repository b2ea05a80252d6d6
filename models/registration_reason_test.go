package models

import (
	"strings"
	"testing"
)

func TestARegistrationThatIsTakenUpAgainGetsNoSeatOfOthers(t *testing.T) {
	two := 2
	for _, c := range []struct {
		says      string
		from      RegistrationStatus
		admission Admission
		seats     *int
		taken     int
		waiting   int
		want      RegistrationStatus
		refused   string
	}{
		{"declined where registrations are approved", Declined, AdmissionApproval, &two, 0, 0, Pending, ""},
		{"declined where registration is open", Declined, AdmissionOpen, &two, 1, 0, Confirmed, ""},
		{"declined on a full waiting list", Declined, AdmissionOpen, &two, 2, 1, Waitlisted, ""},
		{"revoked, and a seat is free", Revoked, AdmissionApproval, &two, 1, 0, Confirmed, ""},
		{"revoked, and the seat was given to somebody else", Revoked, AdmissionOpen, &two, 2, 0, Waitlisted, ""},
		{"revoked, and others wait for the free seat", Revoked, AdmissionOpen, &two, 1, 1, Waitlisted, ""},
		{"revoked, and there are no seats any more", Revoked, AdmissionOpen, nil, 0, 0, "", "invitation.no_seats"},
	} {
		s := Seminar{Admission: c.admission, Seats: c.seats, SeatsTaken: c.taken, Waiting: c.waiting}
		got, err := Registration{Status: c.from}.Reinstated(s)
		if got != c.want || CodeOf(err) != c.refused {
			t.Errorf("%s: %q, %v", c.says, got, err)
		}
	}
}

func TestAReasonKeepsItsLinesAndIsNotCut(t *testing.T) {
	typed := "Two delegates of each mission.\nPlease choose."
	if got, err := (ReasonInput{typed}).Check(); got != typed || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := (ReasonInput{}).Check(); got != "" || err != nil {
		t.Errorf("none: %q, %v", got, err)
	}
	if _, err := (ReasonInput{strings.Repeat("a", 1001)}).Check(); ProblemsOf(err)["reason"].Code == "" {
		t.Errorf("too long: %v", err)
	}
}

func TestARegistrationOfASeminarThatIsOverIsNotTakenUpAgain(t *testing.T) {
	m := openSeminar()
	m.Status = SeminarConcluded
	r := Registration{ID: "r", PersonID: "p", SeminarID: "m", Status: Revoked}
	if got := CodeOf(r.Move(seminarEd, m, Pending, noon)); got != "registration.seminar_over" {
		t.Errorf("%q", got)
	}
}
