package wire

import (
	"time"

	"consultations/models"
)

// InvitationJSON is an invitation as the organisers read it.
type InvitationJSON struct {
	ID             string                 `json:"id"`
	Status         models.InvitationState `json:"status"`
	AnswerBy       models.Day             `json:"answer_by" doc:"the last day for an answer, on the seminar's calendar"`
	RegistrationID *string                `json:"registration_id" doc:"what came of it; null unless accepted"`
	Email          string                 `json:"email"`
	Honorific      string                 `json:"honorific"`
	Name           string                 `json:"name"`
	FamilyName     string                 `json:"family_name"`
	Post           string                 `json:"post"`
	Institution    string                 `json:"institution"`
	State          TextJSON               `json:"state" doc:"the State or other entity, by name"`
	Capacity       models.Capacity        `json:"capacity"`
	Language       string                 `json:"language"`
	CreatedAt      time.Time              `json:"created_at"`
	Version        int                    `json:"version"`
}

// InvitationShape makes the API's shape of a row of the list.
func InvitationShape(i models.InvitationRow) InvitationJSON {
	j := InvitationJSON{
		ID: i.ID, Status: i.State, AnswerBy: i.AnswerBy, Email: i.Email, Honorific: i.Honorific, Name: i.Name, FamilyName: i.FamilyName, Post: i.Post,
		Institution: i.Institution, State: textJSON(i.Entity), Capacity: i.Capacity, Language: i.Language, CreatedAt: i.CreatedAt, Version: i.Version,
	}
	if i.RegistrationID != "" {
		id := string(i.RegistrationID)
		j.RegistrationID = &id
	}
	return j
}
