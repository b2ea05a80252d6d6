package models

// ReasonInput is why the organisers decline, revoke, postpone or cancel something. It may be
// left out; if given, the person is told.
type ReasonInput struct {
	Reason string `form:"reason" json:"reason" doc:"Why, in the person's language; part of the e-mail. May be left out"`
}

// Check reads the reason.
func (i ReasonInput) Check() (string, error) {
	in := newInput()
	reason := in.text("reason", i.Reason, 1000)
	return reason, in.Err()
}

// Reinstated is the status of a registration that the organisers take up
// again. One that they declined awaits their decision again if they approve
// registrations. Any other gets a seat if one is free, and joins the end of
// the waiting list otherwise: its former seat may be somebody else's.
func (r Registration) Reinstated(s Seminar) (RegistrationStatus, error) {
	switch {
	case r.Status == Declined && s.Admission == AdmissionApproval:
		return Pending, nil
	case s.Seats == nil:
		return "", Refuse(Conflict, "invitation.no_seats")
	}
	return s.place(), nil
}
