package models

// ClearanceMail is the kind of an e-mail about the clearance of a text.
type ClearanceMail string

// The mails about clearance.
const (
	ClearanceAsked ClearanceMail = "asked" // to those who clear for an organiser: the text is awaiting their clearance
	ClearanceGiven ClearanceMail = "given" // to the secretariat: every organiser has cleared every point

	ClearanceObjected ClearanceMail = "objected" // to the secretariat: an organiser objects to a point
	ClearanceReplied  ClearanceMail = "replied"  // to the secretariat: every organiser has replied, and not all have cleared
	ClearanceChanged  ClearanceMail = "changed"  // to those whose organiser has replied: the text has changed since

	ClearancePublished ClearanceMail = "published" // to those who clear for an organiser: the text that they cleared is public
	ClearanceWithdrawn ClearanceMail = "withdrawn" // to the same: an edition of it was withdrawn
)

// To is the role of those who receive the e-mail.
func (m ClearanceMail) To() Role {
	switch m {
	case ClearanceAsked, ClearanceChanged, ClearancePublished, ClearanceWithdrawn:
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
	Version   int           `json:"version"`             // of the summary when the e-mail became due
	Objection string        `json:"objection,omitempty"` // id of the reply, if the e-mail is about one
	Edition   int           `json:"edition,omitempty"`   // number of the edition, if the e-mail is about one
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

	// The edition of which the e-mail informs, if there is one: whether it
	// stands, and why it was withdrawn if it does not.
	InForce      bool
	WithdrawnWhy string

	// The objection of which the e-mail informs, as long as it stands: the
	// printed name of the organiser, the number of the point, and the reason.
	ObjectedBy     Text
	ObjectedShown  Text
	ObjectedPoint  string
	ObjectedReason string
}

// Objector is the printed name of the organiser who objects.
func (l ClearanceLetter) Objector() Text {
	return DeskOrganiser{Name: l.ObjectedBy, ShownAs: l.ObjectedShown}.Shown()
}

// StillTrue reports whether an e-mail may still be sent: a text that has been
// returned to draft, or cleared in the meantime, no longer awaits clearance,
// and an objection may have been replaced by another reply or met by a change.
func (l ClearanceLetter) StillTrue(m ClearanceMail) bool {
	switch m {
	case ClearanceAsked, ClearanceChanged, ClearanceReplied:
		return l.Status == SummaryClearance
	case ClearancePublished:
		return l.InForce
	case ClearanceWithdrawn:
		return l.WithdrawnWhy != ""
	case ClearanceObjected:
		return l.Status == SummaryClearance && l.ObjectedReason != ""
	}
	return l.Status == SummaryCleared
}
