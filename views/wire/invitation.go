package wire

import (
	"time"

	"consultations/models"
)

// InvitationJSON is an invitation as the organisers see it.
type InvitationJSON struct {
	ID              string                  `json:"id"`
	Status          models.InvitationStatus `json:"status"`
	AnswerBy        *models.Day             `json:"answer_by" nullable:"true" doc:"Last day for a reply, in the seminar's time zone"`
	RegistrationID  *string                 `json:"registration_id" doc:"Id of the registration that followed; null unless accepted"`
	Email           string                  `json:"email" format:"email"`
	Honorific       string                  `json:"honorific"`
	Name            string                  `json:"name"`
	FamilyName      string                  `json:"family_name"`
	Post            string                  `json:"post"`
	Institution     string                  `json:"institution"`
	Entity          TextJSON                `json:"entity" doc:"Name of the State or other entity"`
	Capacity        models.Capacity         `json:"capacity"`
	Language        string                  `json:"language"`
	Reason          string                  `json:"reason" doc:"Of the organisers, if they withdrew it"`
	CreatedAt       time.Time               `json:"created_at"`
	MailRefusedAt   *time.Time              `json:"mail_refused_at" doc:"When the last e-mail could not be delivered; null if it was, and for everybody but the organisers and the secretariat"`
	MailRefusedCode *int                    `json:"mail_refused_code" doc:"Reply code of the mail server to that e-mail; null if it gave none"`
	Version         int                     `json:"version"`
}

// InvitationShape makes the API's shape of a row of the list.
func InvitationShape(i models.InvitationRow) InvitationJSON {
	j := InvitationJSON{
		ID: i.ID, Status: i.Status, AnswerBy: orNull(i.AnswerBy), Email: i.Email, Honorific: i.Honorific, Name: i.Name, FamilyName: i.FamilyName, Post: i.Post,
		Institution: i.Institution, Entity: textJSON(i.Entity), Capacity: i.Capacity, Language: i.Language, Reason: i.Reason, CreatedAt: i.CreatedAt, MailRefusedAt: i.MailRefusedAt, MailRefusedCode: i.MailRefusedCode, Version: i.Version,
	}
	if i.RegistrationID != "" {
		id := string(i.RegistrationID)
		j.RegistrationID = &id
	}
	return j
}
