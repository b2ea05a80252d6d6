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
	Lang      string            `json:"lang"`
	Dir       string            `json:"dir"`
	Labels    map[string]string `json:"labels"`
	Series    string            `json:"series"`
	Subtitle  string            `json:"subtitle"`
	Title     string            `json:"title"`
	Status    string            `json:"status_line"`
	Issued    string            `json:"issued"`
	Edition   string            `json:"edition_line"`
	Cite      string            `json:"cite"`
	Reference printedReference  `json:"reference"`
	URL       string            `json:"url"`
	Intro     printedText       `json:"intro"`
	Meta      []printedFact     `json:"meta"`
	Groups    []printedGroup    `json:"groups"`
}

type printedReference struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// printedText is a text of several lines in its own language and direction.
type printedText struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
	Dir  string `json:"dir"`
}

type printedFact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

type printedGroup struct {
	Heading string         `json:"heading"`
	Points  []printedPoint `json:"points"`
}

type printedPoint struct {
	Number     string `json:"number"`
	Anchor     string `json:"anchor"`
	Text       string `json:"text"`
	Lang       string `json:"lang"`
	Dir        string `json:"dir"`
	Theme      string `json:"theme"`
	Voice      string `json:"voice"`
	Strength   string `json:"strength"`
	Addressees string `json:"addressees"`
}

// EditionPrint prepares an edition for printing in the reader's language;
// texts without a translation are in their original language.
func EditionPrint(l *locale.Locale, base string, e models.PublicEdition) (Print, error) {
	d := e.Document
	address := base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number)
	p := printedEdition{
		Lang: l.Code(), Dir: l.Dir(), Series: l.Text(d.Series).Text, Subtitle: l.Text(d.Subtitle).Text, Title: l.Text(d.Title).Text,
		Status: wire.StatusLine(l, d), Issued: wire.IssuedLine(l, d), Edition: wire.Imprint(l, e), Cite: wire.Citation(l, e, address), URL: address,
		Reference: printedReference{l.T("document.reference"), l.Text(d.Reference).Text},
		Labels:    map[string]string{"cite": l.T("frame.cite"), "kind": l.T("summary_kind." + string(d.Kind))},
		Meta: []printedFact{
			{l.T("public.where"), l.Text(d.Place).Text},
			{l.T("public.when"), l.Days(d.StartsOn, d.EndsOn)},
			{l.T("organisers_as.co_organiser"), wire.OrganisersLine(l, d)},
		},
	}
	if intro := l.Text(d.Intro); intro.Text != "" {
		p.Intro = printedText{intro.Text, intro.Lang, intro.Dir}
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

func printPoint(l *locale.Locale, d models.Document, pt models.DocumentPoint) printedPoint {
	text := l.Text(pt.Body)
	out := printedPoint{
		Number: pt.Code, Anchor: pt.Code, Text: text.Text, Lang: text.Lang, Dir: text.Dir,
		Voice: l.T("voice." + string(pt.Voice)), Strength: l.T("strength." + string(pt.Strength)),
	}
	if pt.Voice == "unattributed" { // "not stated" alone would not say what
		out.Voice = l.T("document.voice") + l.Colon() + out.Voice
	}
	var themes, to []string
	for _, t := range pt.Themes {
		themes = append(themes, l.Text(t).Text)
	}
	out.Theme = l.List(themes)
	for _, of := range []struct {
		basis models.Basis
		label string
	}{{models.Explicit, "document.addressee"}, {models.Inferred, "document.addressee_inferred"}} {
		var names []string
		for _, a := range pt.Addressees {
			if a.Basis == of.basis {
				names = append(names, a.Name)
			}
		}
		if names != nil {
			to = append(to, l.T(of.label)+l.Colon()+l.List(names))
		}
	}
	out.Addressees = locale.JoinDots(to)
	return out
}
