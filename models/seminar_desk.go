package models

import "time"

// SeminarDesk is everything that those who work on a seminar see at once.
type SeminarDesk struct {
	Head         SeminarHead
	Seminar      Seminar
	Organisers   []OrganiserRow
	Sessions     []SessionRow
	StillMissing []MissingItem
	Clashes      []Clash
	Line         RegistrationLine
	Counts       map[RegistrationStatus]int
}

// RegistrationLine says whether people can register, and if not why, to
// organisers and to the public: a message key, and the time that it names.
type RegistrationLine struct {
	Code string
	At   *time.Time
}

// RegistrationLine is what holds for registration now.
func (s Seminar) RegistrationLine(now time.Time) RegistrationLine {
	switch {
	case s.Status == SeminarDraft, s.Status == SeminarPostponed, s.Status == SeminarCancelled:
		return RegistrationLine{Code: "seminar_registration." + string(s.Status)}
	case s.Status != SeminarAnnounced || s.IsOver(now):
		return RegistrationLine{Code: "seminar_registration.past"}
	case s.Seats == nil:
		return RegistrationLine{Code: "seminar_registration.no_seats"}
	case s.Admission == AdmissionInvited:
		return RegistrationLine{Code: "public.registration_invited"}
	}
	switch s.WindowAt(now) {
	case WindowBefore:
		return RegistrationLine{"public.registration_opens", s.OpensAt}
	case WindowOver:
		return RegistrationLine{"public.registration_over", s.Closes()}
	case WindowOpen:
		if s.IsFull() {
			return RegistrationLine{"public.registration_full", s.Closes()}
		}
		return RegistrationLine{"public.registration_open", s.Closes()}
	}
	return RegistrationLine{Code: "seminar_registration.no_window"}
}
