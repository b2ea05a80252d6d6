package models

import "time"

// InvitationStatus is the status of an invitation. Expiry follows from the
// last day for a reply and from the seminar.
type InvitationStatus string

// The states of an invitation.
const (
	InvitationSent     InvitationStatus = "sent"
	InvitationAccepted InvitationStatus = "accepted"
	InvitationDeclined InvitationStatus = "declined"
	InvitationExpired  InvitationStatus = "expired" // no reply, and none is possible any more
	InvitationRevoked  InvitationStatus = "revoked"
)

// Values lists them.
func (InvitationStatus) Values() []InvitationStatus {
	return []InvitationStatus{InvitationSent, InvitationAccepted, InvitationDeclined, InvitationExpired, InvitationRevoked}
}

// LinkToInvitation is the purpose for which links to invitations are signed.
const LinkToInvitation = "invitation"

// InviteeByLink is whoever has a link signed for this id: the invitee of that
// one invitation, and nothing else. An empty id belongs to no invitation.
func InviteeByLink(signed string) (by Actor, invitation string, err error) {
	if !IsID(signed) {
		return Actor{}, "", Missing()
	}
	return Actor{Via: ViaLink, InvitationID: signed}, signed, nil
}

// Invitation asks one person to take part in a seminar. It reserves no seat:
// whoever accepts gets one by the seat rule, like everybody else.
type Invitation struct {
	ID             string `gorm:"primaryKey"`
	SeminarID      string
	Status         InvitationStatus
	AnswerBy       Day // last day for a reply, in the seminar's time zone
	RegistrationID Ref // the registration that followed
	Email          string
	EmailKey       string
	Honorific      string
	Name           string
	FamilyName     string
	Post           string
	Institution    string
	EntityID       Ref
	Capacity       Capacity
	Language       string // of the e-mail
	InvitedBy      Ref    // account
	Reason         string // why the organisers withdrew it, for the invitee; or why the invitee declined, for the organisers
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Version        int
	Refusal        `gorm:"embedded"`
	ListKeys
}

// InvitationInput is what can be set on an invitation. What is left out the
// person fills in when they accept.
type InvitationInput struct {
	Email       string   `form:"email" json:"email"`
	Honorific   string   `form:"honorific" json:"honorific"`
	Name        string   `form:"name" json:"name" doc:"Full name, as the person writes it"`
	FamilyName  string   `form:"family_name" json:"family_name" doc:"The part of the name that is the family name"`
	Post        string   `form:"post" json:"post"`
	Institution string   `form:"institution" json:"institution"`
	Entity      string   `form:"entity" json:"entity" doc:"A State or other entity: its id, its ISO code of two or three letters, or its exact name in one of the six languages"`
	Capacity    Capacity `form:"capacity" json:"capacity" doc:"Capacity in which the person takes part; delegate if empty"`
	Language    string   `form:"language" json:"language" doc:"Language of e-mails"`
	AnswerBy    Day      `form:"answer_by" json:"answer_by" doc:"Last day for a reply; if empty, the day on which registration closes, at the latest the day before the seminar; required once the seminar has begun"`
}

// Check reads the input into a new invitation to a seminar. The last day for
// a reply is between today and the last day of the seminar; by default it is
// that of AnswersUntil.
func (i InvitationInput) Check(s Seminar, now time.Time) (Invitation, error) {
	in := newInput()
	v := Invitation{SeminarID: s.ID, Status: InvitationSent}
	v.Email, v.EmailKey = in.email("email", i.Email)
	v.Honorific = in.line("honorific", i.Honorific, 60)
	v.Name = in.must("name", i.Name, MaxLine)
	v.FamilyName = in.line("family_name", i.FamilyName, MaxLine)
	v.Post = in.line("post", i.Post, MaxLine)
	v.Institution = in.line("institution", i.Institution, MaxLine)
	if i.Entity != "" {
		in.Require(IsID(i.Entity), "entity", "form.choice")
	}
	v.EntityID = Ref(i.Entity)
	if i.Capacity == "" {
		i.Capacity = "delegate"
	}
	v.Capacity = choice(in, "capacity", i.Capacity)
	if i.Language == "" {
		i.Language = "en"
	}
	v.Language = in.language("language", i.Language)
	if v.AnswerBy = in.day("answer_by", i.AnswerBy); v.AnswerBy == "" {
		v.AnswerBy = s.AnswersUntil(now)
	}
	in.Require(v.AnswerBy != "" || visible(string(i.AnswerBy)) != "", "answer_by", "form.required")
	today := s.Today(now)
	in.Require(v.AnswerBy == "" || v.AnswerBy >= today, "answer_by", "invitation.answer_past")
	in.Require(s.EndsOn == "" || v.AnswerBy <= s.EndsOn, "answer_by", "invitation.answer_late")
	return v, in.Err()
}

// AnswersUntil is the default for the last day for a reply: the day on which
// registration closes, or the day before the seminar if registration closes
// later or has closed. It is empty once the seminar has begun, because then
// only the organisers know how long a reply helps them, and four weeks from now
// if the dates are not known.
func (s Seminar) AnswersUntil(now time.Time) Day {
	today, closes := s.Today(now), s.ClosesLocal.Day()
	isAhead := closes >= today
	switch {
	case s.HasDays() && s.StartsOn <= today:
		return ""
	case s.HasDays() && (!isAhead || closes >= s.StartsOn):
		return s.StartsOn.after(-1)
	case isAhead:
		return closes
	}
	return today.after(28)
}

// StateAt is the status of an invitation to the seminar at an instant: one
// without a reply has expired after its last day, and when the seminar is
// cancelled or has ended.
func (i Invitation) StateAt(now time.Time, s Seminar) InvitationStatus {
	if i.Status == InvitationSent && (i.over(now, s) || s.Status == SeminarCancelled || s.hasEnded(now)) {
		return InvitationExpired
	}
	return i.Status
}

// hasEnded reports whether the seminar is concluded, or its last day has
// passed.
func (s Seminar) hasEnded(now time.Time) bool {
	return s.Status == SeminarConcluded || s.Status == SeminarArchived || s.IsOver(now)
}

func (i Invitation) over(now time.Time, s Seminar) bool {
	return s.Today(now) > i.AnswerBy
}

// IsOf reports whether the actor has the personal link to the invitation.
func (i Invitation) IsOf(a Actor) bool { return a.Via == ViaLink && a.InvitationID == i.ID }

// MaySee reports whether the actor may read the invitation: the invitee, and
// those who may list participants.
func (i Invitation) MaySee(a Actor, s Seminar) bool { return i.IsOf(a) || s.MayListParticipants(a) }

// MayAnswer decides whether the actor may accept or decline now. An
// invitation that was declined can still be accepted until the deadline.
func (i Invitation) MayAnswer(a Actor, s Seminar, now time.Time) error {
	switch {
	case !i.MaySee(a, s):
		return Missing()
	case !i.IsOf(a) && !a.IsSystem():
		return Refuse(Forbidden, "page.forbidden")
	case i.Status == InvitationRevoked:
		return Refuse(Conflict, "invitation.is_revoked")
	case i.Status == InvitationAccepted:
		return Refuse(Conflict, "invitation.is_accepted")
	}
	may := s.MayInvite(now)
	if may == nil && i.over(now, s) {
		return Refuse(Conflict, "invitation.is_over")
	}
	return may
}

// MayInvite decides whether people can be invited to the seminar, or accept:
// while it is announced, has seats, and is not over.
func (s Seminar) MayInvite(now time.Time) error {
	if err := s.mustTakePlace(); err != nil {
		return err
	}
	if s.hasEnded(now) {
		return Refuse(Conflict, "invitation.ended")
	}
	if s.Status != SeminarAnnounced {
		return Refuse(Conflict, "invitation.not_announced")
	}
	if s.Seats == nil {
		return Refuse(Conflict, "invitation.no_seats")
	}
	return nil
}

// MayRevoke decides whether the actor may withdraw an invitation: the
// organisers, while it awaits a reply.
func (i Invitation) MayRevoke(a Actor, s Seminar, now time.Time) error {
	if err := i.mayChange(a, s); err != nil {
		return err
	}
	if i.StateAt(now, s) != InvitationSent {
		return Refuse(Conflict, "invitation.answered")
	}
	return nil
}

// MayResend decides whether the actor may send an invitation again: the
// organisers, while it awaits a reply, and after they withdrew it, as long as
// a reply in time is possible.
func (i Invitation) MayResend(a Actor, s Seminar, now time.Time) error {
	may := i.mayChange(a, s)
	if i.Status != InvitationRevoked {
		may = i.MayRevoke(a, s, now)
	}
	if may == nil {
		may = s.MayInvite(now)
	}
	if may == nil && i.over(now, s) {
		return Refuse(Conflict, "invitation.is_over")
	}
	return may
}

func (i Invitation) mayChange(a Actor, s Seminar) error {
	switch {
	case !i.MaySee(a, s):
		return Missing()
	case !s.MayEdit(a):
		return Refuse(Forbidden, "page.forbidden")
	}
	return nil
}

// Registration is what the invited person registers as: their own data, with
// the address to which the invitation was sent and the capacity in which they
// are invited.
func (i Invitation) Registration(form RegistrationInput) (Registration, error) {
	in := newInput()
	in.Require(form.Email == "" || form.Email == i.Email, "email", "registration.office_only")
	in.Require(form.Capacity == "" || form.Capacity == i.Capacity, "capacity", "registration.office_only")
	form.Email, form.Capacity = i.Email, i.Capacity
	return form.read(in, Registration{}), in.Err()
}

// Page is the invitee's view of the invitation, as far as the row itself
// contains it.
func (i Invitation) Page() InvitationPage {
	return InvitationPage{
		InvitationRow: InvitationRow{ID: i.ID, Status: i.Status, AnswerBy: i.AnswerBy, RegistrationID: i.RegistrationID, Email: i.Email, Honorific: i.Honorific, Name: i.Name,
			FamilyName: i.FamilyName, Post: i.Post, Institution: i.Institution, Capacity: i.Capacity, Language: i.Language, Reason: i.Reason, CreatedAt: i.CreatedAt, Version: i.Version, Refusal: i.Refusal},
		Form: RegistrationInput{Email: i.Email, Honorific: i.Honorific, Name: i.Name, FamilyName: i.FamilyName, Post: i.Post, Institution: i.Institution,
			Entity: string(i.EntityID), Capacity: i.Capacity, Language: i.Language},
	}
}

// InvitationRow is an invitation in the list of the organisers.
type InvitationRow struct {
	ID             string
	Status         InvitationStatus
	AnswerBy       Day
	RegistrationID Ref
	Email          string
	Honorific      string
	Name           string
	FamilyName     string
	Post           string
	Institution    string
	Entity         Text
	Capacity       Capacity
	Language       string
	Reason         string // of the organisers, if they withdrew it; of the invitee, if they declined
	CreatedAt      time.Time
	Version        int
	Refusal        `gorm:"embedded"`
	MayRevoke      bool `gorm:"-"`
	MayResend      bool `gorm:"-"`
}

// InvitationPage is the invitee's view of an invitation.
type InvitationPage struct {
	InvitationRow
	Seminar  RegistrationSeminar
	Form     RegistrationInput // what the invitation states about the person
	Full     bool              // whoever accepts now joins the waiting list
	Hosts    []Text            // the organisers, by their printed names
	Entities []Choice          // States and other entities to choose from
	Refused  error             // why no reply is possible; nil if one is
	PersonID string            // the person to whom the resulting registration belongs; empty if that is no longer the invitee
}

// InvitationFilter narrows the list; an empty field does not.
type InvitationFilter struct {
	Name        string `query:"q"`           // words of a name, an address or an institution
	Undelivered bool   `query:"undelivered"` // that await a reply to an e-mail that could not be delivered
	Cursor      string `query:"cursor"`
	Limit       int    `query:"limit"`
}

// IsEmpty reports whether the filter narrows nothing.
func (f InvitationFilter) IsEmpty() bool { return f.Name == "" && !f.Undelivered }

// InvitationList is one page of the invitations to a seminar.
type InvitationList struct {
	RegistrationSeminar
	Page[InvitationRow]
	Entities  []Choice // States and other entities to choose from in a new one
	AnswersBy Day      // default for the last day for a reply
	MayEdit   bool
	Refused   error // why nobody can be invited now; nil if people can
}

// MailInvitation is the job of sending an invitation. Version and nonce
// identify the e-mail.
type MailInvitation struct {
	InvitationID string `json:"invitation"`
	Version      int    `json:"version"`
	Nonce        string `json:"nonce,omitempty"` // distinguishes a repeated e-mail from the first

	// News is MailCancelled or MailPostponed if the e-mail reports that to
	// somebody who has not replied, and MailRevoked if the organisers withdrew
	// the invitation; empty for an invitation.
	News MailKind `json:"news,omitempty"`
}

// Kind names the job in the queue.
func (MailInvitation) Kind() string { return "invitation.mail" }

// StillTrue reports whether an e-mail about an invitation may still be sent:
// an invitation while a reply is possible; news while it is still true of the
// seminar.
func (p InvitationPage) StillTrue(m MailInvitation) bool {
	switch m.News {
	case MailCancelled:
		return p.Seminar.SeminarStatus == SeminarCancelled
	case MailPostponed:
		return p.Seminar.SeminarStatus == SeminarPostponed
	case MailRevoked:
		return p.Status == InvitationRevoked
	}
	return p.Refused == nil
}
