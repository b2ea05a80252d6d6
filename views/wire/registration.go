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
	ID                 string                    `json:"id"`
	Status             models.RegistrationStatus `json:"status"`
	Position           *int                      `json:"position"`
	OfferExpiresAt     *time.Time                `json:"offer_expires_at"`
	Email              string                    `json:"email" format:"email"`
	Honorific          string                    `json:"honorific"`
	Name               string                    `json:"name"`
	FamilyName         string                    `json:"family_name"`
	Post               string                    `json:"post"`
	Institution        string                    `json:"institution"`
	Entity             TextJSON                  `json:"entity" doc:"Name of the State or other entity"`
	Capacity           models.Capacity           `json:"capacity"`
	Language           string                    `json:"language"`
	Needs              string                    `json:"needs"`
	Reason             string                    `json:"reason" doc:"Of the organisers, if they declined or revoked it"`
	CreatedAt          time.Time                 `json:"created_at"`
	ConfirmBy          *time.Time                `json:"confirm_by" doc:"Until when the address must be confirmed to keep the seat; null if nothing is awaited; of a lapsed registration, why it lapsed"`
	AddressConfirmedAt *time.Time                `json:"address_confirmed_at" doc:"When the person confirmed the address by a link from an e-mail"`
	MailRefusedAt      *time.Time                `json:"mail_refused_at" doc:"When the last e-mail could not be delivered; null if it was, and for everybody but the organisers and the secretariat"`
	MailRefusedCode    *int                      `json:"mail_refused_code" doc:"Reply code of the mail server to that e-mail; null if it gave none"`
	Version            int                       `json:"version"`
}

// RegistrationShape makes the API's shape of a row of the list.
func RegistrationShape(r models.RegistrationRow) RegistrationJSON {
	return RegistrationJSON{
		ID: r.ID, Status: r.Status, Position: position(r.Position), OfferExpiresAt: r.OfferExpiresAt, Email: r.Email, Honorific: r.Honorific, Name: r.Name,
		FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, Entity: textJSON(r.Entity), Capacity: r.Capacity, Language: r.Language,
		Needs: r.Needs, Reason: r.Reason, CreatedAt: r.CreatedAt, ConfirmBy: r.ConfirmBy, AddressConfirmedAt: r.AddressConfirmedAt, MailRefusedAt: r.MailRefusedAt, MailRefusedCode: r.MailRefusedCode, Version: r.Version,
	}
}

// RegistrationPageShape makes the API's shape of one registration.
func RegistrationPageShape(r models.RegistrationPage) RegistrationJSON {
	return RegistrationJSON{
		ID: r.ID, Status: r.Status, Position: position(r.Position), OfferExpiresAt: r.OfferExpiresAt, Email: r.Email, Honorific: r.Honorific, Name: r.Name,
		FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, Entity: textJSON(r.Entity), Capacity: r.Capacity, Language: r.Language,
		Needs: r.Needs, Reason: r.Reason, CreatedAt: r.CreatedAt, ConfirmBy: r.ConfirmBy, AddressConfirmedAt: r.AddressConfirmedAt, MailRefusedAt: r.MailRefusedAt, MailRefusedCode: r.MailRefusedCode, Version: r.Version,
	}
}
