package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Fingerprint is the SHA-256 of the document as it is stored, in hex:
// documents with the same fingerprint have the same content.
func (d Document) Fingerprint() (string, error) {
	b, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// EditionInput is what the publisher of an edition states.
type EditionInput struct {
	Revision int         `form:"revision" json:"revision" doc:"Revision of the text that was read"`
	Kind     EditionKind `form:"kind" json:"kind" doc:"Empty for the first edition"`
	Reason   string      `form:"reason" json:"reason" doc:"Reason for a further edition"`
}

// Publication is what the decision to publish a text depends on.
type Publication struct {
	Summary Summary
	Seminar Seminar
	Last    *Edition // the newest edition of the summary, withdrawn or not; nil before the first
	Number  int      // the next free number in the seminar
	Open    int      // points that at least one organiser has not cleared in this revision
	Points  []Point
	Sources []SourceName
	Words   SharedWords // that the document prints now
}

// SourceName is the name of somebody who took part in a session on which a
// point is based.
type SourceName struct {
	PointID     string
	Attribution Attribution
	Name        string
}

// Publish decides whether the actor may publish a document with this
// fingerprint, made of the text, and gives number, kind and reason of the
// edition. The text of an earlier publication is published without clearance.
func (i EditionInput) Publish(a Actor, p Publication, fingerprint string) (Edition, error) {
	m := p.Summary
	switch {
	case !m.MaySee(a, p.Seminar):
		return Edition{}, Missing()
	case !p.Seminar.MayDraft(a):
		return Edition{}, Refuse(Forbidden, "page.forbidden")
	case i.Revision != m.Revision:
		return Edition{}, Refuse(Conflict, "page.changed_meanwhile")
	case m.NeedsClearance() && (m.Status != SummaryCleared || p.Open > 0):
		return Edition{}, Refuse(Conflict, "edition.not_cleared")
	case m.NeedsClearance() && m.SharedWords != nil && p.Words.Differ(*m.SharedWords):
		return Edition{}, Refuse(Conflict, "edition.words_changed")
	case !m.NeedsClearance() && len(p.Points) == 0:
		return Edition{}, Refuse(Conflict, "summary.lacks_points")
	case !m.MayPublish(a, p.Seminar):
		return Edition{}, Refuse(Conflict, "edition.two_people")
	case !p.Seminar.IsPublic():
		return Edition{}, Refuse(Conflict, "edition.seminar_not_announced")
	case p.Last != nil && p.Last.Fingerprint == fingerprint:
		return Edition{}, Refuse(Conflict, "edition.same_text")
	}
	in := newInput()
	e := Edition{Number: p.Number, Kind: "original", Fingerprint: fingerprint, Reason: in.text("reason", i.Reason, MaxText)}
	if p.Last == nil {
		in.Require(i.Kind == "" || i.Kind == e.Kind, "kind", "edition.first_is_original")
	} else {
		e.Kind = oneOf(in, "kind", i.Kind, EditionKinds[1:])
		in.Require(e.Reason != "", "reason", "form.required")
	}
	if code := p.namesSpeaker(); code != "" {
		in.Add("points", "edition.names_speaker", "point", code)
	}
	return e, in.Err()
}

// namesSpeaker returns the code of the first point that names somebody who
// took part in a session under the Chatham House Rule.
func (p Publication) namesSpeaker() string {
	for _, point := range p.Points {
		for _, s := range p.Sources {
			if s.PointID == point.ID && s.Attribution != OnRecord && point.names(s.Name) {
				return point.Code
			}
		}
	}
	return ""
}

// names reports whether the point contains the name in one of its languages.
// Names are compared as whole words, ignoring case: the panellist Li is not
// found in "liberty", but is in "as Li said".
func (p Point) names(name string) bool {
	key := bare(NameKey(name))
	if key == "" {
		return false
	}
	for _, body := range p.Body.In {
		if holdsName(bare(NameKey(body)), key) {
			return true
		}
	}
	for _, a := range p.Addressees {
		if holdsName(bare(NameKey(a.Name)), key) {
			return true
		}
	}
	return false
}

// bare removes what does not count when a name is read: hidden hyphens,
// direction marks, and vowel signs and elongations of Arabic.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Mn) || r == 0x0640 {
			return -1
		}
		return r
	}, s)
}

func holdsName(text, name string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(name)
		if !joinsWord(text[:start], name, true) && !joinsWord(text[end:], name, false) {
			return true
		}
		from = start + 1
	}
}

// joinsWord reports whether a word continues beyond the end of a name, so
// that the name is only part of a longer word. Scripts that are written
// without spaces have no such ends.
func joinsWord(beside, name string, before bool) bool {
	outer, _ := utf8.DecodeRuneInString(beside)
	inner, _ := utf8.DecodeLastRuneInString(name)
	if before {
		outer, _ = utf8.DecodeLastRuneInString(beside)
		inner, _ = utf8.DecodeRuneInString(name)
	}
	return partOfWord(outer) && partOfWord(inner)
}

func partOfWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// WithdrawalInput is why an edition is withdrawn.
type WithdrawalInput struct {
	Reason string `form:"reason" json:"reason"`
}

// Withdraw decides whether the actor may withdraw an edition, and returns it
// as withdrawn at now. Its address remains valid and gives the reason.
func (i WithdrawalInput) Withdraw(a Actor, m Summary, s Seminar, e Edition, now time.Time) (Edition, error) {
	switch {
	case !m.MaySee(a, s):
		return e, Missing()
	case !s.MayDraft(a):
		return e, Refuse(Forbidden, "page.forbidden")
	case e.WithdrawnAt != nil:
		return e, Refuse(Conflict, "edition.withdrawn_already")
	}
	in := newInput()
	e.WithdrawnAt, e.WithdrawnWhy = &now, in.text("reason", i.Reason, MaxText)
	in.Require(e.WithdrawnWhy != "", "reason", "form.required")
	return e, in.Err()
}

// Document creates the frozen content of an edition. Organisers without a
// printed name in this seminar appear under the name of their organisation;
// the themes of points keep their order.
func (p Publication) Document(series Series, organisers []OrganiserRow, themes map[string][]Text) Document {
	d := Document{
		Kind: p.Summary.Kind, Series: series.Title, Subtitle: series.Subtitle, Seminar: p.Seminar.PrintedTitle(),
		Place: p.Seminar.Place, StartsOn: p.Seminar.StartsOn, EndsOn: p.Seminar.EndsOn,
		Title: p.Summary.Title, Intro: p.Summary.Intro, IssuedPlace: p.Summary.IssuedPlace, IssuedOn: p.Summary.IssuedOn,
		Language: p.Summary.Language, Reference: p.Summary.Reference, ReferenceURL: p.Summary.ReferenceURL,
		Organisers: []DocumentOrganiser{}, Points: []DocumentPoint{}, EarlierPublication: p.Summary.EarlierPublication,
	}
	for _, o := range organisers {
		d.Organisers = append(d.Organisers, DocumentOrganiser{ShownAs: o.Shown(), Role: o.Role, Cleared: p.Summary.NeedsClearance() && o.Role.MustClear()})
	}
	for _, x := range p.Points {
		d.Points = append(d.Points, DocumentPoint{
			ID: x.ID, Code: x.Code, Kind: x.Kind, Themes: append([]Text{}, themes[x.ID]...), Body: x.Body,
			Voice: x.Voice, Strength: x.Strength, Paragraph: x.Paragraph, Addressees: append([]Addressee{}, x.Addressees...),
		})
	}
	return d
}
