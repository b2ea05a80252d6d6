package models

import "time"

// InvitationState is where an invitation stands. That the time for an answer
// is over follows from its last day and is never stored.
type InvitationState string

// The states of an invitation.
const (
	InvitationSent     InvitationState = "sent"
	InvitationAccepted InvitationState = "accepted"
	InvitationDeclined InvitationState = "declined"
	InvitationExpired  InvitationState = "expired" // not answered in time; shown, not stored
	InvitationRevoked  InvitationState = "revoked"
)

// Values lists them.
func (InvitationState) Values() []InvitationState {
	return []InvitationState{InvitationSent, InvitationAccepted, InvitationDeclined, InvitationExpired, InvitationRevoked}
}

// LinkToInvitation is the purpose for which links to invitations are signed.
const LinkToInvitation = "invitation"

// InviteeByLink is whoever has a link that was signed for this: the invitee of
// that one invitation, and nothing else. An empty one is of no invitation.
func InviteeByLink(signed string) (by Actor, invitation string, err error) {
	if !IsID(signed) {
		return Actor{}, "", Missing()
	}
	return Actor{Via: ViaLink, InvitationID: signed}, signed, nil
}

// Invitation asks one person to take part in a seminar. It holds no seat: who
// accepts has one by the seat rule, as everybody.
type Invitation struct {
	ID             string `gorm:"primaryKey"`
	SeminarID      string
	State          InvitationState
	AnswerBy       Day // the last day for an answer, on the seminar's calendar
	RegistrationID Ref // what came of it
	Email          string
	EmailKey       string
	Honorific      string
	Name           string
	FamilyName     string
	Post           string
	Institution    string
	EntityID       Ref
	Capacity       Capacity
	Language       string // of the mail
	InvitedBy      Ref    // account
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Version        int
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
	Entity      string   `form:"entity" json:"entity" doc:"Id of a State or other entity"`
	Capacity    Capacity `form:"capacity" json:"capacity" doc:"Capacity in which the person takes part; delegate if empty"`
	Language    string   `form:"language" json:"language" doc:"Language of e-mails"`
	AnswerBy    Day      `form:"answer_by" json:"answer_by" doc:"Last day for a reply; if empty, the day on which registration closes"`
}

// Check reads the input into a new invitation to a seminar. The last day for
// an answer is today at the earliest and the last of the seminar at the
// latest; when none is given it is the day on which registration closes, or
// the day before the seminar.
func (i InvitationInput) Check(s Seminar, now time.Time) (Invitation, error) {
	in := newInput()
	v := Invitation{SeminarID: s.ID, State: InvitationSent}
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
	today := LocalTimeOf(now, s.Location()).Day()
	in.Require(v.AnswerBy == "" || v.AnswerBy >= today, "answer_by", "invitation.answer_past")
	in.Require(s.EndsOn == "" || v.AnswerBy <= s.EndsOn, "answer_by", "invitation.answer_late")
	return v, in.Err()
}

// AnswersUntil is the last day for answers when nobody says another: the day
// on which registration closes while that is to come, otherwise the last day
// of the seminar, or four weeks when no day is known.
func (s Seminar) AnswersUntil(now time.Time) Day {
	today := LocalTimeOf(now, s.Location()).Day()
	if closes := s.ClosesLocal.Day(); closes >= today {
		return closes
	}
	if s.EndsOn != "" {
		return s.EndsOn
	}
	return today.after(28)
}

// StateAt is where the invitation stands at an instant: one that was not
// answered on its last day has expired.
func (i Invitation) StateAt(now time.Time, zone *time.Location) InvitationState {
	if i.State == InvitationSent && i.over(now, zone) {
		return InvitationExpired
	}
	return i.State
}

func (i Invitation) over(now time.Time, zone *time.Location) bool {
	return LocalTimeOf(now, zone).Day() > i.AnswerBy
}

// IsOf reports whether the actor holds the signed link to the invitation.
func (i Invitation) IsOf(a Actor) bool { return a.Via == ViaLink && a.InvitationID == i.ID }

// MaySee reports whether the actor may read the invitation: whom it invites,
// and those who may list participants.
func (i Invitation) MaySee(a Actor, s Seminar) bool { return i.IsOf(a) || s.MayListParticipants(a) }

// MayAnswer decides whether the actor may accept or decline now. Who declined
// may think again while there is time.
func (i Invitation) MayAnswer(a Actor, s Seminar, now time.Time) error {
	switch {
	case !i.MaySee(a, s):
		return Missing()
	case !i.IsOf(a) && !a.IsSystem():
		return Refuse(Forbidden, "page.forbidden")
	case i.State == InvitationRevoked:
		return Refuse(Conflict, "invitation.is_revoked")
	case i.State == InvitationAccepted:
		return Refuse(Conflict, "invitation.is_accepted")
	case i.over(now, s.Location()):
		return Refuse(Conflict, "invitation.is_over")
	}
	return s.MayInvite(now)
}

// MayInvite decides whether anybody can be invited to the seminar, or accept:
// while it is announced, has seats, and is not over.
func (s Seminar) MayInvite(now time.Time) error {
	if err := s.off(); err != nil {
		return err
	}
	if s.State != SeminarAnnounced || !now.Before(s.ends()) {
		return Refuse(Conflict, "invitation.not_announced")
	}
	if s.Seats == nil {
		return Refuse(Conflict, "invitation.no_seats")
	}
	return nil
}

// MayChange decides whether the actor may take an invitation back or have it
// mailed once more: the organisers, while it waits for an answer.
func (i Invitation) MayChange(a Actor, s Seminar, now time.Time) error {
	switch {
	case !i.MaySee(a, s):
		return Missing()
	case !s.MayEdit(a):
		return Refuse(Forbidden, "page.forbidden")
	case i.StateAt(now, s.Location()) != InvitationSent:
		return Refuse(Conflict, "invitation.answered")
	}
	return nil
}

// Registration is what the invited person registers as: their own words of
// themselves, but for the address to which the invitation went and the
// capacity in which they are invited.
func (i Invitation) Registration(in RegistrationInput) (Registration, error) {
	in.Email, in.Capacity = i.Email, i.Capacity
	if in.Honorific == "" {
		in.Honorific = i.Honorific
	}
	return in.Check(Registration{})
}

// Page is the invitation as whom it invites reads it, in so far as the row
// itself says.
func (i Invitation) Page() InvitationPage {
	return InvitationPage{
		InvitationRow: InvitationRow{ID: i.ID, State: i.State, AnswerBy: i.AnswerBy, RegistrationID: i.RegistrationID, Email: i.Email, Honorific: i.Honorific, Name: i.Name,
			FamilyName: i.FamilyName, Post: i.Post, Institution: i.Institution, Capacity: i.Capacity, Language: i.Language, CreatedAt: i.CreatedAt, Version: i.Version},
		Form: RegistrationInput{Email: i.Email, Honorific: i.Honorific, Name: i.Name, FamilyName: i.FamilyName, Post: i.Post, Institution: i.Institution,
			Entity: string(i.EntityID), Capacity: i.Capacity, Language: i.Language},
	}
}

// InvitationRow is an invitation in the list of the organisers.
type InvitationRow struct {
	ID             string
	State          InvitationState
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
	CreatedAt      time.Time
	Version        int
	MayChange      bool `gorm:"-"`
}

// InvitationPage is an invitation as whom it invites sees it.
type InvitationPage struct {
	InvitationRow
	Seminar  RegistrationSeminar
	Form     RegistrationInput // what the invitation says of the person
	Full     bool              // who accepts now waits in line
	Hosts    []Text            // the organisers, as they are shown
	Entities []Choice          // States and other entities that can be named
	Refused  error             // why no answer is possible; nil when one is
	PersonID string            // whom the registration that came of it belongs to; empty when that is not who was invited any more
}

// InvitationList is one page of the invitations to a seminar.
type InvitationList struct {
	RegistrationSeminar
	Page[InvitationRow]
	Entities  []Choice // States and other entities that can be named in a new one
	AnswersBy Day      // the last day for answers, when nobody says another
	MayEdit   bool
	Refused   error // why nobody can be invited now; nil when somebody can
}

// MailInvitation is the work of sending an invitation. Version and nonce name
// the mail.
type MailInvitation struct {
	InvitationID string `json:"invitation"`
	Version      int    `json:"version"`
	Nonce        string `json:"nonce,omitempty"` // sets a repeated mail apart from the first

	// News is MailCancelled or MailPostponed when the mail tells of that to
	// somebody who has not answered; empty when it invites.
	News MailKind `json:"news,omitempty"`
}

// Kind names the job in the queue.
func (MailInvitation) Kind() string { return "invitation.mail" }

// StillTrue reports whether a mail about an invitation may still be sent: one
// that invites, while it can be answered; news, while the seminar is so.
func (p InvitationPage) StillTrue(m MailInvitation) bool {
	switch m.News {
	case MailCancelled:
		return p.Seminar.SeminarState == SeminarCancelled
	case MailPostponed:
		return p.Seminar.SeminarState == SeminarPostponed
	}
	return p.Refused == nil
}
