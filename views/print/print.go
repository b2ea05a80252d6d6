// Package print prepares documents for the typesetter.
package print

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/wire"
)

// templates are the templates of printed documents. Texts written by people
// never become part of a template: they are passed as data and shown as text.
//
//go:embed *.typ
var templates embed.FS

// Print is a document ready to be typeset: a template and its data.
type Print struct {
	Template []byte
	Data     []byte // JSON
	Lang     string
}

// Fingerprint is the SHA-256 of everything that is set and of the version of
// what sets it, in hex. Equal fingerprints stand for equal files.
func (p Print) Fingerprint(typesetter string) string {
	sum := sha256.New()
	for _, part := range [][]byte{[]byte(typesetter), []byte(p.Lang), p.Template, p.Data} {
		fmt.Fprintf(sum, "%d ", len(part))
		sum.Write(part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// printedEdition is the data of print/summary.typ.
type printedEdition struct {
	Lang          string            `json:"lang"`
	Dir           string            `json:"dir"`
	Labels        map[string]string `json:"labels"`
	Authors       []string          `json:"authors"`
	Kind          string            `json:"kind"`
	Series        printedText       `json:"series"`
	Subtitle      printedText       `json:"subtitle"`
	Title         printedText       `json:"title"`
	Status        string            `json:"status_line"`
	Issued        string            `json:"issued"`
	Notices       [][]printedText   `json:"notices"`
	Edition       string            `json:"edition_line"`
	Cite          printedText       `json:"cite"`
	References    []printedFact     `json:"references"`
	Fingerprint   printedFact       `json:"fingerprint"`
	URL           string            `json:"url"`
	Intro         printedText       `json:"intro"`
	IntroOriginal string            `json:"intro_original"`
	Meta          []printedFact     `json:"meta"`
	Groups        []printedGroup    `json:"groups"`
}

// printedText is a text in its own language and direction; without a language
// it is one of the printed page, or one of which nobody said what it is.
type printedText struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
	Dir  string `json:"dir"`
}

// printedFact is a label and its value, which may consist of several texts.
type printedFact struct {
	Label string        `json:"label"`
	Value []printedText `json:"value"`
}

type printedGroup struct {
	Heading string         `json:"heading"`
	Points  []printedPoint `json:"points"`
}

type printedPoint struct {
	Number     string          `json:"number"`
	Anchor     string          `json:"anchor"`
	Text       string          `json:"text"`
	Lang       string          `json:"lang"`
	Dir        string          `json:"dir"`
	Theme      []printedText   `json:"theme"`
	Voice      string          `json:"voice"`
	Strength   string          `json:"strength"`
	Paragraph  string          `json:"paragraph"`
	Original   string          `json:"original"`   // says in which language the text is, if it is not translated
	Addressees [][]printedText `json:"addressees"` // those named, then those inferred
}

// written is a text as the reader sees it, with its language and direction.
func written(f locale.Fragment) printedText { return printedText{f.Text, f.Lang, f.Dir} }

// original says in which language a text is that has no translation.
func original(l *locale.Locale, f locale.Fragment) string {
	if !f.Missing {
		return ""
	}
	return l.T("frame.original", "language", l.LanguageName(f.Lang))
}

// plain is a text in the language of the page.
func plain(text string) printedText { return printedText{Text: text} }

// listed joins texts as a sentence does.
func listed(l *locale.Locale, items []locale.Fragment) []printedText {
	names := make([]string, len(items))
	for i, f := range items {
		names[i] = f.Text
	}
	var line []printedText
	for i, f := range items {
		if i > 0 {
			line = append(line, plain(l.Between(names, i)))
		}
		line = append(line, written(f))
	}
	return line
}

// EditionPrint prepares an edition for printing in the reader's language;
// texts without a translation are in their original language.
func EditionPrint(l *locale.Locale, base string, e models.PublicEdition) (Print, error) {
	d := e.Document
	address := base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number)
	p := printedEdition{
		Lang: l.Code(), Dir: l.Dir(), Authors: wire.Authors(l, d), Kind: l.T("summary_kind." + string(d.Kind)),
		Series: written(l.Text(d.Series)), Subtitle: written(l.Text(d.Subtitle)), Title: written(l.Text(d.Title)),
		Status: wire.StatusLine(l, d), Issued: wire.IssuedLine(l, d), Notices: notices(l, base, e), Edition: wire.Imprint(l, e),
		Cite: printedText{wire.Citation(l, e, address), d.Language, locale.Direction(d.Language)}, URL: address,
		Labels: map[string]string{"cite": l.T("frame.cite")},
		Meta: []printedFact{
			{l.T("found.seminar"), []printedText{written(l.Text(d.Seminar))}},
			{l.T("public.where"), []printedText{written(l.Text(d.Place))}},
			{l.T("public.when"), []printedText{plain(l.Days(d.StartsOn, d.EndsOn))}},
		},
		References: references(l, d), Intro: written(l.Text(d.Intro)), IntroOriginal: original(l, l.Text(d.Intro)),
	}
	for _, role := range models.ClearingRoles {
		if names := wire.Organisers(l, d, role); names != nil {
			p.Meta = append(p.Meta, printedFact{l.LabelOf("organisers_as."+string(role), len(names)), listed(l, names)})
		}
	}
	if d.EarlierPublication == nil {
		p.Fingerprint = printedFact{l.T("document.fingerprint"), []printedText{plain(e.Fingerprint)}}
	}
	for _, g := range wire.PointGroups(d) {
		out := printedGroup{Heading: l.T("document_part." + string(g.Kind))}
		for _, pt := range g.Points {
			out.Points = append(out.Points, printPoint(l, d, pt))
		}
		p.Groups = append(p.Groups, out)
	}
	data, err := json.Marshal(p)
	if err != nil {
		return Print{}, fmt.Errorf("prepare the summary for printing: %w", err)
	}
	template, err := templates.ReadFile("summary.typ")
	return Print{Template: template, Data: data, Lang: l.Code()}, err
}

// notices are what a reader has to know before reading: that there is a newer
// edition, why this one was published, and that texts are not translated.
func notices(l *locale.Locale, base string, e models.PublicEdition) [][]printedText {
	var all [][]printedText
	if address := wire.NewerEdition(base, e); address != "" {
		all = append(all, []printedText{plain(l.T("document.superseded") + l.Colon()), {address, "en", "ltr"}})
	}
	if e.Reason != "" {
		all = append(all, []printedText{plain(wire.EditionWord(l, e.EditionKind, e.EarlierPublication) + l.Colon()), plain(e.Reason)})
	}
	if notice := l.UntranslatedNotice(wire.Texts(l, e.Document)); notice != "" {
		all = append(all, []printedText{plain(notice)})
	}
	return all
}

// references are where the text was first published.
func references(l *locale.Locale, d models.Document) []printedFact {
	var all []printedFact
	add := func(value printedText) {
		if value.Text != "" {
			all = append(all, printedFact{l.T("document.reference"), []printedText{value}})
		}
	}
	add(written(l.Text(d.Reference)))
	add(printedText{d.ReferenceURL, "en", "ltr"})
	if earlier := d.EarlierPublication; earlier != nil {
		add(plain(wire.EarlierSource(l, *earlier)))
		add(printedText{earlier.URL, "en", "ltr"})
	}
	return all
}

func printPoint(l *locale.Locale, d models.Document, pt models.DocumentPoint) printedPoint {
	text := l.Text(pt.Body)
	out := printedPoint{
		Number: pt.Code, Anchor: pt.Code, Text: text.Text, Lang: text.Lang, Dir: text.Dir,
		Voice: l.T("voice." + string(pt.Voice)), Strength: l.T("strength." + string(pt.Strength)), Paragraph: wire.ParagraphOfOriginal(l, pt), Original: original(l, text),
	}
	if pt.Voice == "unattributed" { // "not stated" alone would not say what
		out.Voice = l.T("document.voice") + l.Colon() + out.Voice
	}
	var themes []locale.Fragment
	for _, t := range pt.Themes {
		themes = append(themes, l.Text(t))
	}
	out.Theme = listed(l, themes)
	for _, of := range []struct {
		basis models.Basis
		label string
	}{{models.Explicit, "document.addressee"}, {models.Inferred, "document.addressee_inferred"}} {
		var names []locale.Fragment
		for _, a := range pt.Addressees {
			if a.Basis == of.basis {
				names = append(names, locale.Fragment{Text: a.Name, Lang: d.Language, Dir: locale.Direction(d.Language)})
			}
		}
		if names != nil {
			out.Addressees = append(out.Addressees, append([]printedText{plain(l.T(of.label) + l.Colon())}, listed(l, names)...))
		}
	}
	return out
}
