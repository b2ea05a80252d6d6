package wire

import (
	"time"

	"consultations/models"
)

// SummaryDeskJSON is a working text with the replies of its organisers on the
// current revision.
type SummaryDeskJSON struct {
	SummaryJSON
	Organisers []SummaryOrganiserJSON `json:"organisers" doc:"Organisers, each of whom must clear every point"`
}

// SummaryOrganiserJSON is the replies of an organiser on the current
// revision.
type SummaryOrganiserJSON struct {
	ID             string          `json:"id"`
	OrganisationID string          `json:"organisation_id"`
	Name           TextJSON        `json:"name"`
	Clearances     []ClearanceJSON `json:"clearances"`
	Open           []string        `json:"open" doc:"Ids of the points that it has not cleared"`
}

// ClearanceJSON is the reply of an organiser on a point.
type ClearanceJSON struct {
	OrganiserID string          `json:"organiser_id"`
	PointID     string          `json:"point_id"`
	Revision    int             `json:"revision"`
	Decision    models.Decision `json:"decision"`
	Comment     string          `json:"comment"`
	Proposal    string          `json:"proposal" doc:"Wording that the organiser would clear"`
	Account     string          `json:"account" doc:"Name of the person who replied; empty if recorded by the system"`
	At          time.Time       `json:"at"`
}

// EditionRowJSON is an edition as those who publish read it.
type EditionRowJSON struct {
	ID           string             `json:"id"`
	Number       int                `json:"number"`
	Kind         models.EditionKind `json:"kind"`
	Reason       string             `json:"reason"`
	Fingerprint  string             `json:"fingerprint_sha256"`
	Author       string             `json:"author" doc:"Name"`
	Publisher    string             `json:"publisher" doc:"Name"`
	PublishedAt  time.Time          `json:"published_at"`
	WithdrawnAt  *time.Time         `json:"withdrawn_at"`
	WithdrawnWhy string             `json:"withdrawn_why"`

	EarlierPublication *EarlierPublicationJSON `json:"earlier_publication" doc:"Null for none"`
}

// SummaryDeskShape makes the API's shape of a text and its clearances.
func SummaryDeskShape(d models.SummaryDesk) SummaryDeskJSON {
	out := SummaryDeskJSON{SummaryJSON: SummaryShape(d.Summary), Organisers: []SummaryOrganiserJSON{}}
	for _, o := range d.Organisers {
		row := SummaryOrganiserJSON{ID: o.ID, OrganisationID: o.OrganisationID, Name: textJSON(o.Shown()), Clearances: []ClearanceJSON{}, Open: []string{}}
		for _, p := range d.Points {
			said, ok := d.Decided(o.ID, p.ID)
			if ok {
				row.Clearances = append(row.Clearances, ClearanceShape(said))
			}
			if said.Decision != models.Cleared {
				row.Open = append(row.Open, p.ID)
			}
		}
		out.Organisers = append(out.Organisers, row)
	}
	return out
}

// ClearanceShape makes the API's shape of a decision.
func ClearanceShape(c models.ClearanceRow) ClearanceJSON {
	return ClearanceJSON{OrganiserID: c.OrganiserID, PointID: c.PointID, Revision: c.Revision, Decision: c.Decision, Comment: c.Comment, Proposal: c.Proposal, Account: c.Account, At: c.At}
}

// EditionRowShape makes the API's shape of an edition in a list.
func EditionRowShape(e models.DeskEdition) EditionRowJSON {
	return EditionRowJSON{
		ID: e.ID, Number: e.Number, Kind: e.Kind, Reason: e.Reason, Fingerprint: e.Fingerprint, Author: e.Author, Publisher: e.Publisher,
		PublishedAt: e.PublishedAt, WithdrawnAt: e.WithdrawnAt, WithdrawnWhy: e.WithdrawnWhy, EarlierPublication: earlierShape(e.EarlierPublication),
	}
}
