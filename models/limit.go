package models

import "time"

// Limit is how often one thing may be tried in a time by one account or from
// one address.
type Limit struct {
	What string
	Max  int
	In   time.Duration
}

// The limits of the site. An account that is tried by others can still be
// opened by a mailed link.
var (
	SignInsPerAccount       = Limit{"sign_in.account", 10, 15 * time.Minute}
	SignInsPerAddress       = Limit{"sign_in.address", 60, 15 * time.Minute}
	LinksPerAccount         = Limit{"sign_in_link.account", 5, time.Hour}
	LinksPerAddress         = Limit{"sign_in_link.address", 20, time.Hour}
	LinkTriesPerAddress     = Limit{"sign_in_link.try", 60, 15 * time.Minute}
	RefreshesPerAddress     = Limit{"refresh.address", 120, 15 * time.Minute}
	RegistrationsPerPerson  = Limit{"registration.person", 10, time.Hour}
	InvitationsPerAccount   = Limit{"invitation.account", 500, time.Hour}
	RegistrationsPerAddress = Limit{"registration.address", 60, time.Hour} // a ministry sits behind one address
)
