package models

// ReasonInput is why the organisers decline, revoke, postpone or cancel something, or why
// somebody declines an invitation. It may be left out; if given, the person is
// told, or the organisers see it.
type ReasonInput struct {
	Reason string `form:"reason" json:"reason" doc:"Why. What organisers write is part of the e-mail, in the person's language; what an invitee writes is for the organisers. May be left out"`
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
