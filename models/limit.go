package models

import "time"

// Limit is how often an account or an address may attempt something in a
// period.
type Limit struct {
	What string
	Max  int
	In   time.Duration
}

// The limits of the site. An account that others try to enter can still be
// opened with an e-mailed link.
var (
	SignInsPerAccount       = Limit{"sign_in.account", 10, 15 * time.Minute}
	SignInsPerAddress       = Limit{"sign_in.address", 60, 15 * time.Minute}
	LinksPerAccount         = Limit{"sign_in_link.account", 5, time.Hour}
	LinksPerAddress         = Limit{"sign_in_link.address", 20, time.Hour}
	LinkTriesPerAddress     = Limit{"sign_in_link.try", 60, 15 * time.Minute}
	RefreshesPerAddress     = Limit{"refresh.address", 120, 15 * time.Minute}
	RegistrationsPerPerson  = Limit{"registration.person", 10, time.Hour}
	InvitationsPerAccount   = Limit{"invitation.account", 500, time.Hour}
	RegistrationsPerAddress = Limit{"registration.address", 60, time.Hour} // a ministry may share one address
)
