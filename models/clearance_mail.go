package models

// ClearanceMail is the kind of an e-mail about the clearance of a text.
type ClearanceMail string

// The mails about clearance.
const (
	ClearanceAsked ClearanceMail = "asked" // to those who clear for an organiser: the text is awaiting their clearance
	ClearanceGiven ClearanceMail = "given" // to the secretariat: every organiser has cleared every point
)

// To is the role of those who receive the e-mail.
func (m ClearanceMail) To() Role {
	if m == ClearanceAsked {
		return CoOrganiser
	}
	return Secretariat
}

// MailClearance is the job of informing one account about the clearance of a
// text. Summary, account, kind and version together identify it.
type MailClearance struct {
	SummaryID string        `json:"summary"`
	AccountID string        `json:"account"`
	Mail      ClearanceMail `json:"mail"`
	Version   int           `json:"version"` // of the summary when the e-mail became due
}

// Kind names the job in the queue.
func (MailClearance) Kind() string { return "clearance.mail" }

// ClearanceLetter is what an e-mail about clearance needs to know.
type ClearanceLetter struct {
	RegistrationSeminar
	SummaryID string
	Summary   Text // its title
	Status    SummaryStatus
	Email     string // of the recipient
	Name      string
	Language  string
}

// StillTrue reports whether an e-mail may still be sent: a text that has been
// returned to draft, or cleared in the meantime, no longer awaits clearance.
func (l ClearanceLetter) StillTrue(m ClearanceMail) bool {
	if m == ClearanceAsked {
		return l.Status == SummaryClearance
	}
	return l.Status == SummaryCleared
}
