package store

import (
	"consultations/models"
	"consultations/models/store/db"
)

// The statements of the seat rule take all their rows as one argument. Their
// text does not depend on how many people share a transaction, so the
// database parses and plans each only once.

const seatsColumns = "id text, seated bigint, waiting bigint"

// seatsRow is how many people take a seat of a seminar and how many join its
// waiting list.
type seatsRow struct {
	ID      string `json:"id"`
	Seated  int    `json:"seated"`
	Waiting int    `json:"waiting"`
}

// idRow is one row of a list of ids.
type idRow struct {
	ID string `json:"id"`
}

const registrationRowColumns = "id text, seminar_id text, person_id text, status text, line bigint, email text, honorific text, name text, family_name text, post text, institution text, entity_id text, capacity text, language text, needs text, confirm_by timestamptz, address_confirmed_at timestamptz, created_at timestamptz, updated_at timestamptz, find_key text, order_key text, analysis bigint"

type registrationRow struct {
	ID                 string      `json:"id"`
	SeminarID          string      `json:"seminar_id"`
	PersonID           string      `json:"person_id"`
	Status             string      `json:"status"`
	Line               *int        `json:"line"`
	Email              string      `json:"email"`
	Honorific          string      `json:"honorific"`
	Name               string      `json:"name"`
	FamilyName         string      `json:"family_name"`
	Post               string      `json:"post"`
	Institution        string      `json:"institution"`
	EntityID           *string     `json:"entity_id"`
	Capacity           string      `json:"capacity"`
	Language           string      `json:"language"`
	Needs              string      `json:"needs"`
	ConfirmBy          *db.Instant `json:"confirm_by"`
	AddressConfirmedAt *db.Instant `json:"address_confirmed_at"`
	CreatedAt          db.Instant  `json:"created_at"`
	UpdatedAt          db.Instant  `json:"updated_at"`
	FindKey            string      `json:"find_key"`
	OrderKey           string      `json:"order_key"`
	Analysis           int         `json:"analysis"`
}

// insertRegistrations adds new registrations in one statement.
func (t *tx) insertRegistrations(all []models.Registration) error {
	rows := make([]registrationRow, len(all))
	for n, r := range all {
		k := registrationKeys(r)
		rows[n] = registrationRow{
			ID: r.ID, SeminarID: r.SeminarID, PersonID: r.PersonID, Status: string(r.Status), Line: r.Line, Email: r.Email,
			Honorific: r.Honorific, Name: r.Name, FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, EntityID: orNull(r.EntityID),
			Capacity: string(r.Capacity), Language: r.Language, Needs: r.Needs, ConfirmBy: (*db.Instant)(r.ConfirmBy), AddressConfirmedAt: (*db.Instant)(r.AddressConfirmedAt), CreatedAt: db.Instant(r.CreatedAt), UpdatedAt: db.Instant(r.UpdatedAt),
			FindKey: k.FindKey, OrderKey: k.OrderKey, Analysis: k.Analysis,
		}
	}
	list, err := db.JSONRows(rows)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO registrations (id, seminar_id, person_id, status, line, email, honorific, name, family_name, post, institution, entity_id, capacity, language, needs, confirm_by, address_confirmed_at, created_at, updated_at, find_key, order_key, analysis)
		SELECT id, seminar_id, person_id, status, line, email, honorific, name, family_name, post, institution, entity_id, capacity, language, needs, confirm_by, address_confirmed_at, created_at, updated_at, find_key, order_key, analysis FROM `+t.s.db.RowsFrom(registrationRowColumns), list).Error
}

func orNull(r models.Ref) *string {
	if r == "" {
		return nil
	}
	id := string(r)
	return &id
}
