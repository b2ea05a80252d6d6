package wire

import (
	"time"

	"consultations/models"
)

// SummaryJSON is a working text in the API, without its points.
type SummaryJSON struct {
	ID          string               `json:"id"`
	SeminarID   string               `json:"seminar_id"`
	Kind        models.SummaryKind   `json:"kind"`
	Title       TextJSON             `json:"title"`
	Intro       TextJSON             `json:"intro"`
	IssuedPlace TextJSON             `json:"issued_place"`
	IssuedOn    *models.Day          `json:"issued_on" nullable:"true" doc:"Null if not known"`
	Reference   TextJSON             `json:"reference"`
	URL         *string              `json:"reference_url" format:"uri" doc:"Null for none"`
	Language    string               `json:"language"`
	Status      models.SummaryStatus `json:"status"`
	Revision    int                  `json:"revision" doc:"Revision of the text; clearances apply to one revision"`
	Version     int                  `json:"version"`

	EarlierPublication *EarlierPublicationJSON `json:"earlier_publication" doc:"Document issued elsewhere that the summary restates or reproduces; null for none"`
}

// SummaryShape makes the API's shape of a summary.
func SummaryShape(m models.Summary) SummaryJSON {
	return SummaryJSON{
		ID: m.ID, SeminarID: m.SeminarID, Kind: m.Kind, Title: textJSON(m.Title), Intro: textJSON(m.Intro), IssuedPlace: textJSON(m.IssuedPlace), IssuedOn: orNull(m.IssuedOn),
		Reference: textJSON(m.Reference), URL: orNull(m.ReferenceURL), Language: m.Language, Status: m.Status, Revision: m.Revision, Version: m.Version,
		EarlierPublication: earlierShape(m.EarlierPublication),
	}
}

// SummaryRowShape makes the API's shape of a summary in a list.
func SummaryRowShape(m models.SummaryRow) SummaryJSON { return SummaryShape(m.Summary) }

// PointJSON is a point of a working text in the API.
type PointJSON struct {
	ID         string           `json:"id"`
	Code       string           `json:"code"`
	Position   int              `json:"position"`
	Kind       models.PointKind `json:"kind"`
	Body       TextJSON         `json:"body"`
	Voice      models.Voice     `json:"voice" doc:"Whose view the document reports"`
	Strength   models.Strength  `json:"strength" doc:"How firmly it is expressed"`
	Paragraph  string           `json:"paragraph"`
	Themes     []string         `json:"themes" doc:"Ids"`
	Addressees []string         `json:"addressees" doc:"Addressees named in the text"`
	Inferred   []string         `json:"addressees_inferred" doc:"Addressees inferred by a reader"`
	Sessions   []string         `json:"sessions" doc:"Ids of the sessions on which it is based; only for those who draft the text"`
	Notes      []string         `json:"notes" doc:"Ids of the notes on which it is based; only for those who draft the text"`
	Version    int              `json:"version"`
}

// PointShape makes the API's shape of a point.
func PointShape(p models.Point) PointJSON {
	return PointRowShape(models.PointRow{Point: p})
}

// PointRowShape makes the API's shape of a point with its themes.
func PointRowShape(p models.PointRow) PointJSON {
	out := PointJSON{
		ID: p.ID, Code: p.Code, Position: p.Position, Kind: p.Kind, Body: textJSON(p.Body), Voice: p.Voice, Strength: p.Strength, Paragraph: p.Paragraph,
		Themes: p.Themes, Addressees: named(p.Addressees, models.Explicit), Inferred: named(p.Addressees, models.Inferred), Version: p.Version,
	}
	if out.Themes == nil {
		out.Themes = []string{}
	}
	from := p.Input(p.Body.Original)
	out.Sessions, out.Notes = list(from.Sessions), list(from.Notes)
	return out
}

// named lists the names of the addressees of one basis.
func named(all models.Addressees, basis models.Basis) []string {
	names := []string{}
	for _, a := range all {
		if a.Basis == basis {
			names = append(names, a.Name)
		}
	}
	return names
}

// PublicPointJSON is a published point in the API.
type PublicPointJSON struct {
	ID         string             `json:"id"`
	Address    string             `json:"address" format:"uri" doc:"Address at which it is published"`
	Series     string             `json:"series" doc:"Slug"`
	Seminar    string             `json:"seminar" doc:"Slug"`
	Edition    int                `json:"edition"`
	Code       string             `json:"code"`
	Kind       models.PointKind   `json:"kind"`
	Voice      models.Voice       `json:"voice"`
	Strength   models.Strength    `json:"strength"`
	Themes     []TextJSON         `json:"themes"`
	Body       TextJSON           `json:"body"`
	Addressees []models.Addressee `json:"addressees"`
}

// PublicPointShape makes the API's shape of a published point.
func PublicPointShape(base string) func(models.PublicPoint) PublicPointJSON {
	return func(p models.PublicPoint) PublicPointJSON {
		out := PublicPointJSON{
			ID: p.PointID, Address: base + models.EditionPath(p.SeriesSlug, p.SeminarSlug, p.Number) + "#" + p.Code, Series: p.SeriesSlug, Seminar: p.SeminarSlug,
			Edition: p.Number, Code: p.Code, Kind: p.Kind, Voice: p.Voice, Strength: p.Strength, Themes: []TextJSON{}, Body: textJSON(p.Body), Addressees: p.Addressees,
		}
		for _, t := range p.Themes {
			out.Themes = append(out.Themes, textJSON(t))
		}
		if out.Addressees == nil {
			out.Addressees = []models.Addressee{}
		}
		return out
	}
}

// PublishedJSON is the answer to a publication.
type PublishedJSON struct {
	ID          string             `json:"id"`
	Number      int                `json:"number"`
	Kind        models.EditionKind `json:"kind"`
	Reason      string             `json:"reason"`
	Fingerprint string             `json:"fingerprint_sha256"`
	PublishedAt time.Time          `json:"published_at"`

	EarlierPublication *EarlierPublicationJSON `json:"earlier_publication" doc:"Null for none"`
}

// PublishedShape makes the API's shape of an edition that was just published.
func PublishedShape(e models.Edition) PublishedJSON {
	return PublishedJSON{ID: e.ID, Number: e.Number, Kind: e.Kind, Reason: e.Reason, Fingerprint: e.Fingerprint, PublishedAt: e.PublishedAt, EarlierPublication: earlierShape(e.EarlierPublication)}
}
