package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// EditionList is the page of a text's editions, with the form to publish one.
type EditionList struct {
	Desk
	FormOf[models.EditionInput]
}

// Render writes the page.
func (p EditionList) Render(ctx context.Context, w io.Writer) error {
	return editionList(p).Render(ctx, w)
}

// EditionWithdraw is the form that asks for the reason of a withdrawal.
type EditionWithdraw struct {
	Desk
	FormOf[models.WithdrawalInput]
	Edition models.DeskEdition
}

// Render writes the page.
func (p EditionWithdraw) Render(ctx context.Context, w io.Writer) error {
	return editionWithdraw(p).Render(ctx, w)
}

// obstacle is the reason why the reader cannot publish now; empty if there is
// none.
func (p EditionList) obstacle() string {
	m := p.Of.Summary
	switch {
	case m.NeedsClearance() && m.Status != models.SummaryCleared:
		return p.L.T("edition.not_cleared")
	case !m.MayPublish(p.By, p.Of.Seminar):
		return p.L.T("edition.two_people")
	case !p.Of.Seminar.IsPublic():
		return p.L.T("edition.seminar_not_announced")
	}
	return ""
}

// publishing says what becomes of the text when it is published.
func (p EditionList) publishing() string {
	if !p.Of.Summary.NeedsClearance() {
		return p.L.T("edition.publish_text_earlier")
	}
	return p.L.T("edition.publish_text")
}

// confirmPublishing asks before the text becomes public.
func (p EditionList) confirmPublishing() parts.Confirm {
	says := []string{p.L.T("edition.publish_public"), p.L.T("edition.publish_final")}
	if p.Of.Summary.EarlierPublication == nil {
		says = append(says, p.L.T("edition.publish_told"))
	}
	return parts.Confirm{
		ID: "publishing", Title: p.L.T("edition.publish_ask", "title", p.L.Text(p.Of.Summary.Title).Text),
		Says:   says,
		Button: parts.Button{Text: p.L.T("edition.publish_now")},
	}
}

// kinds offers the kinds of a further edition.
func (p EditionList) kinds() []parts.Option {
	options := vocabularyOptions(p.L, "edition_kind.", models.EditionKinds[1:])
	for i, o := range options {
		options[i].Hint = p.L.T("edition_kind_hint." + o.Value)
	}
	return options
}

func (p EditionList) people(e models.DeskEdition) string {
	var words []string
	if e.Author != "" {
		words = append(words, p.L.T("edition.drafted_by", "name", e.Author))
	}
	if e.Publisher != "" {
		words = append(words, p.L.T("edition.published_by", "name", e.Publisher))
	}
	return locale.JoinDots(words)
}

func secondary(yes bool) parts.Look {
	if yes {
		return parts.Quiet
	}
	return parts.Primary
}

// beginningOf is enough of a fingerprint to distinguish two texts by eye.
func beginningOf(fingerprint string) string { return fingerprint[:min(12, len(fingerprint))] }
