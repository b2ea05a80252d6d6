package models

import "time"

// MaxConfirmHours is the longest time in which an address can be confirmed.
const MaxConfirmHours = 720

// AddressConfirmation says whether the holder of a registration has confirmed
// the address, by anything they did with the link in an e-mail. Where the
// organisers ask for it, a seat is given back after ConfirmBy. ConfirmBy stays
// when the seat was given back, as its reason.
type AddressConfirmation struct {
	ConfirmBy          *time.Time
	AddressConfirmedAt *time.Time
}

// IsAwaited reports whether a registration with that status loses its seat
// unless the address is confirmed.
func (c AddressConfirmation) IsAwaited(s RegistrationStatus) bool {
	return s == Confirmed && c.ConfirmBy != nil
}

// WasMissed reports whether a registration with that status lost its seat
// because the address was not confirmed in time.
func (c AddressConfirmation) WasMissed(s RegistrationStatus) bool {
	return s == Lapsed && c.ConfirmBy != nil
}

// confirmed is the address confirmed at an instant, or before it.
func (c AddressConfirmation) confirmed(now time.Time) AddressConfirmation {
	if c.AddressConfirmedAt == nil {
		c.AddressConfirmedAt = &now
	}
	c.ConfirmBy = nil
	return c
}

// asked is the confirmation that a seminar asks for now; none if the address
// was confirmed before, or if its organisers do not ask.
func (c AddressConfirmation) asked(s Seminar, now time.Time) AddressConfirmation {
	c.ConfirmBy = nil
	if s.ConfirmHours != nil && c.AddressConfirmedAt == nil {
		until := s.reservedUntil(now, time.Duration(*s.ConfirmHours)*time.Hour)
		c.ConfirmBy = &until
	}
	return c
}

// Enrolled is the confirmation of a new registration with a seat. People who
// register themselves are asked for it; organisers vouch for those whom they
// register, and an invitation was answered by a link in an e-mail.
func (s Seminar) Enrolled(a Actor, invited bool, now time.Time) AddressConfirmation {
	switch {
	case invited:
		return AddressConfirmation{}.confirmed(now)
	case s.MayEdit(a):
		return AddressConfirmation{}
	}
	return AddressConfirmation{}.asked(s, now)
}

// Moved is the confirmation of the address after the actor has changed the
// status: whoever does so by a link from an e-mail confirms it, and a person
// who is approved or reinstated is asked for it.
func (r Registration) Moved(a Actor, s Seminar, to RegistrationStatus, now time.Time) AddressConfirmation {
	switch {
	case a.Via == ViaLink:
		return r.AddressConfirmation.confirmed(now)
	case to == Confirmed && (r.Status == Pending || !r.Status.IsActive()):
		return r.AddressConfirmation.asked(s, now)
	}
	return AddressConfirmation{AddressConfirmedAt: r.AddressConfirmedAt}
}

// Corrected is the confirmation after the actor has corrected the data: the
// holder confirms the address by it. For another address, which only organisers
// can enter, they vouch.
func (r Registration) Corrected(a Actor, moves bool, now time.Time) AddressConfirmation {
	switch {
	case moves:
		return AddressConfirmation{}
	case r.IsOf(a):
		return r.AddressConfirmation.confirmed(now)
	}
	return r.AddressConfirmation
}

// ConfirmAddress decides whether the actor may confirm the address of a
// registration: its holder, and organisers who know the person.
func (r Registration) ConfirmAddress(a Actor, s Seminar, now time.Time) (AddressConfirmation, error) {
	switch {
	case !r.MaySee(a, s):
		return r.AddressConfirmation, Missing()
	case !r.IsOf(a) && !r.MayDecide(a, s):
		return r.AddressConfirmation, Refuse(Forbidden, "page.forbidden")
	case r.WasMissed(r.Status):
		return r.AddressConfirmation, Refuse(Conflict, "registration.confirm_over")
	case !r.Status.IsActive():
		return r.AddressConfirmation, Refuse(Conflict, "registration.closed")
	}
	return r.AddressConfirmation.confirmed(now), nil
}

// LapseUnconfirmed is the job of giving back the seats of addresses that were
// not confirmed in time.
type LapseUnconfirmed struct{}

// Kind names the job in the queue.
func (LapseUnconfirmed) Kind() string { return "confirmations.lapse" }
