package models

// ClearanceMail says what a mail about the clearance of a text tells.
type ClearanceMail string

// The mails about clearance.
const (
	ClearanceAsked ClearanceMail = "asked" // to those who clear for an organiser: the text is before them
	ClearanceGiven ClearanceMail = "given" // to the secretariat: every organiser has cleared every point
)

// MailClearance is the work of telling one account how the clearance of a
// text stands. Summary, account, mail and version together name it.
type MailClearance struct {
	SummaryID string        `json:"summary"`
	AccountID string        `json:"account"`
	Mail      ClearanceMail `json:"mail"`
	Version   int           `json:"version"` // of the summary when the mail became due
}

// Kind names the job in the queue.
func (MailClearance) Kind() string { return "clearance.mail" }

// ClearanceLetter is what a mail about clearance needs to know.
type ClearanceLetter struct {
	RegistrationSeminar
	SummaryID string
	Summary   Text // its title
	Status    SummaryStatus
	Email     string // of the reader
	Name      string
	Language  string
}

// StillTrue reports whether a mail may still be sent: a text that was taken
// back, or cleared meanwhile, is not before anybody.
func (l ClearanceLetter) StillTrue(m ClearanceMail) bool {
	if m == ClearanceAsked {
		return l.Status == SummaryClearance
	}
	return l.Status == SummaryCleared
}
