package models

import "time"

// Refusal is the mark that the last e-mail to an address could not be
// delivered: when, and the reply code of the mail server. The code is nil if
// no server refused the e-mail, for example because none could be reached for
// days. A later e-mail that is delivered, or a corrected address, clears it.
type Refusal struct {
	MailRefusedAt   *time.Time
	MailRefusedCode *int
}

// IsUndelivered reports whether the last e-mail could not be delivered.
func (r Refusal) IsUndelivered() bool { return r.MailRefusedAt != nil }

// Recipient is to whom an e-mail goes: a registration, an invitation or an
// account, at the address that it had when the e-mail was written.
type Recipient struct {
	Kind  RecipientKind
	ID    string
	Email string
}

// RecipientKind is the kind of a recipient.
type RecipientKind string

// The kinds of recipients.
const (
	ToRegistration RecipientKind = "registration"
	ToInvitation   RecipientKind = "invitation"
	ToAccount      RecipientKind = "account"
)
