package wire

import (
	"time"

	"consultations/models"
)

// ReceivedJSON is the answer to a registration by anybody who may not list the
// registrations: the same for a new and for an existing one.
type ReceivedJSON struct {
	Message string `json:"message" doc:"Says that an e-mail follows, in the language of the request"`
}

// EnrolmentJSON is the answer to a registration by an organiser, or by
// somebody who accepted an invitation.
type EnrolmentJSON struct {
	ID       string                    `json:"id"`
	Status   models.RegistrationStatus `json:"status"`
	Position *int                      `json:"position" doc:"Position on the waiting list, from 1; null if not on it"`
}

// EnrolmentShape makes the API's shape of an enrolment.
func EnrolmentShape(e models.Enrolment) EnrolmentJSON {
	return EnrolmentJSON{ID: e.ID, Status: e.Status, Position: position(e.Position)}
}

func position(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// RegistrationJSON is a registration as its holder and the organisers see it.
type RegistrationJSON struct {
	ID             string                    `json:"id"`
	Status         models.RegistrationStatus `json:"status"`
	Position       *int                      `json:"position"`
	OfferExpiresAt *time.Time                `json:"offer_expires_at"`
	Email          string                    `json:"email"`
	Honorific      string                    `json:"honorific"`
	Name           string                    `json:"name"`
	FamilyName     string                    `json:"family_name"`
	Post           string                    `json:"post"`
	Institution    string                    `json:"institution"`
	Entity         TextJSON                  `json:"entity" doc:"Name of the State or other entity"`
	Capacity       models.Capacity           `json:"capacity"`
	Language       string                    `json:"language"`
	Needs          string                    `json:"needs"`
	Reason         string                    `json:"reason" doc:"Of the organisers, if they declined or revoked it"`
	CreatedAt      time.Time                 `json:"created_at"`
	Version        int                       `json:"version"`
}

// RegistrationShape makes the API's shape of a row of the list.
func RegistrationShape(r models.RegistrationRow) RegistrationJSON {
	return RegistrationJSON{
		ID: r.ID, Status: r.Status, Position: position(r.Position), OfferExpiresAt: r.OfferExpiresAt, Email: r.Email, Honorific: r.Honorific, Name: r.Name,
		FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, Entity: textJSON(r.Entity), Capacity: r.Capacity, Language: r.Language,
		Needs: r.Needs, Reason: r.Reason, CreatedAt: r.CreatedAt, Version: r.Version,
	}
}

// RegistrationPageShape makes the API's shape of one registration.
func RegistrationPageShape(r models.RegistrationPage) RegistrationJSON {
	return RegistrationJSON{
		ID: r.ID, Status: r.Status, Position: position(r.Position), OfferExpiresAt: r.OfferExpiresAt, Email: r.Email, Honorific: r.Honorific, Name: r.Name,
		FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, Entity: textJSON(r.Entity), Capacity: r.Capacity, Language: r.Language,
		Needs: r.Needs, Reason: r.Reason, CreatedAt: r.CreatedAt, Version: r.Version,
	}
}
