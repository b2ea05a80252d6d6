package models

import "time"

// AddressChangeLife is how long the link is valid that confirms a new address
// of an account.
const AddressChangeLife = 24 * time.Hour

// AddressInput is a new e-mail address of one's own account and, unless the
// person has just signed in, the password.
type AddressInput struct {
	Email   string `form:"email" json:"email"`
	Current string `form:"current" json:"current" doc:"Password; not needed just after signing in with a link"`
}

// AddressChange is a new address of an account that its holder has to confirm
// by a link sent to it. Only the fingerprint of the link's token is stored.
type AddressChange struct {
	ID        string `gorm:"primaryKey"`
	AccountID string
	Hash      string // empty until the e-mail with the link is made
	Email     string // the new address; after the change, the former one
	EmailKey  string
	CreatedAt time.Time
	ExpiresAt time.Time
	MadeAt    *time.Time
}

// Check reads a request for a new address of an account. knows says whether
// the password was right.
func (i AddressInput) Check(a Account, s SignIn, knows bool, now time.Time) (AddressChange, error) {
	in := newInput()
	c := AddressChange{AccountID: a.ID, CreatedAt: now, ExpiresAt: now.Add(AddressChangeLife)}
	c.Email, c.EmailKey = in.email("email", i.Email)
	in.Require(c.EmailKey != a.EmailKey, "email", "account.same_address")
	a.requireHolder(in.Problems, "email", s, knows, now)
	return c, in.Err()
}

// AddressMail is the kind of an e-mail about a new address.
type AddressMail string

// The mails about a new address.
const (
	AddressAsked   AddressMail = "asked"   // to the new address, with the link
	AddressWarning AddressMail = "warning" // to the present address, whose holder can still stop the change
	AddressMoved   AddressMail = "moved"   // to the former address
)

// MailAddress is the job of an e-mail about a new address.
type MailAddress struct {
	ChangeID string      `json:"change"`
	Mail     AddressMail `json:"mail"`
}

// Kind names the job in the queue.
func (MailAddress) Kind() string { return "address.mail" }

// AddressLetter is what an e-mail about a new address needs to know.
type AddressLetter struct {
	AccountID string
	Email     string // to which it is sent
	Name      string
	Language  string
	Token     string `gorm:"-"` // of the link, to the new address
}
