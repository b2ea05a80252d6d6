package models

import "time"

// Limit is how often an account or an address may attempt something in a
// period.
type Limit struct {
	What string
	Max  int
	In   time.Duration
}

// The limits of the site. Nobody can be locked out by others: attempts to open
// an account are refused per account and network address together. Those on an
// account from anywhere are only slowed down, and sign-in links are refused
// only as long as the last one sent is valid.
var (
	SignInsPerAccount       = Limit{"sign_in.account", 10, 15 * time.Minute} // from one network address
	SignInsFromAnywhere     = Limit{"sign_in.anywhere", 50, 15 * time.Minute}
	SignInsPerAddress       = Limit{"sign_in.address", 60, 15 * time.Minute}
	LinksPerAccount         = Limit{"sign_in_link.account", 5, time.Hour} // from one network address
	LinksFromAnywhere       = Limit{"sign_in_link.anywhere", 10, LinkLife}
	LinksPerAddress         = Limit{"sign_in_link.address", 20, time.Hour}
	LinkTriesPerAddress     = Limit{"sign_in_link.try", 60, 15 * time.Minute}
	RefreshesPerAddress     = Limit{"refresh.address", 120, 15 * time.Minute}
	RegistrationsPerPerson  = Limit{"registration.person", 10, time.Hour} // per mailbox
	AddressesPerAccount     = Limit{"account.address", 5, time.Hour}
	InvitationsPerAccount   = Limit{"invitation.account", 500, time.Hour}
	RegistrationsPerAddress = Limit{"registration.address", 60, time.Hour} // a ministry may share one address
)
