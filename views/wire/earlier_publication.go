package wire

import (
	"strings"

	"consultations/models"
	"consultations/views/locale"
)

// EarlierSource names the document that an edition restates or reproduces:
// its title, and in brackets who issued it, where and when.
func EarlierSource(l *locale.Locale, p models.EarlierPublication) string {
	var issued []string
	for _, part := range []string{l.Text(p.IssuedBy).Text, l.Text(p.IssuedPlace).Text, l.PartialDate(p.IssuedOn)} {
		if part != "" {
			issued = append(issued, part)
		}
	}
	if p.IssuedOn == "" {
		issued = append(issued, l.T("earlier_publication.date_unknown"))
	}
	return l.T("earlier_publication.source", "title", l.Text(p.Title).Text, "issued", strings.Join(issued, l.Comma()))
}

// EarlierStatement says from what an edition is restated or reproduced, and
// that the organisers have not cleared it; empty for an edition of our own.
func EarlierStatement(l *locale.Locale, p *models.EarlierPublication) string {
	if p == nil {
		return ""
	}
	return l.T("earlier_statement."+string(p.Kind), "source", EarlierSource(l, *p))
}

// EarlierTag is the short form of the statement, for lists.
func EarlierTag(l *locale.Locale, p *models.EarlierPublication) string {
	if p == nil {
		return ""
	}
	return l.T("earlier_kind." + string(p.Kind))
}

// inLanguageOf gives the language in which a document was written, or l for
// one that this site does not have.
func inLanguageOf(l *locale.Locale, d models.Document) *locale.Locale {
	if in, ok := locale.For(d.Language); ok {
		return in
	}
	return l
}

// EarlierPublicationJSON is a document issued outside this site that a summary
// restates or reproduces.
type EarlierPublicationJSON struct {
	Kind        models.EarlierKind  `json:"kind" doc:"restated: in other words; reproduced: in its own words"`
	Title       TextJSON            `json:"title" doc:"Title, as printed on the document"`
	IssuedBy    TextJSON            `json:"issued_by"`
	IssuedPlace TextJSON            `json:"issued_place"`
	IssuedOn    *models.PartialDate `json:"issued_on" nullable:"true" pattern:"^\\d{4}(-\\d{2}(-\\d{2})?)?$" doc:"2007-05-11, 2007-05 or 2007; null if not known"`
	URL         *string             `json:"url" format:"uri" doc:"Address at which it can be found; null for none"`
}

// earlierShape makes the API's shape of an earlier publication; null for none.
func earlierShape(p *models.EarlierPublication) *EarlierPublicationJSON {
	if p == nil {
		return nil
	}
	return &EarlierPublicationJSON{
		Kind: p.Kind, Title: textJSON(p.Title), IssuedBy: textJSON(p.IssuedBy), IssuedPlace: textJSON(p.IssuedPlace), IssuedOn: orNull(p.IssuedOn), URL: orNull(p.URL),
	}
}

// earlierLD describes the document for search engines.
func earlierLD(l *locale.Locale, p models.EarlierPublication) map[string]any {
	ld := map[string]any{"@type": "Report", "name": p.Title.Source()}
	for property, value := range map[string]string{"datePublished": string(p.IssuedOn), "url": p.URL} {
		if value != "" {
			ld[property] = value
		}
	}
	if by := l.Text(p.IssuedBy).Text; by != "" {
		ld["publisher"] = map[string]any{"@type": "Organization", "name": by}
	}
	if place := l.Text(p.IssuedPlace).Text; place != "" {
		ld["locationCreated"] = map[string]any{"@type": "Place", "name": place}
	}
	return ld
}
