package views

import (
	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// deliveryFilter narrows a list to those whose last e-mail could not be
// delivered.
func deliveryFilter(l *locale.Locale, undelivered bool) parts.Choice {
	c := parts.Choice{Name: "undelivered", Label: l.T("delivery.filter"), Blank: l.T("registration.status_all"), Options: []parts.Option{{Value: "true", Label: l.T("delivery.refused")}}, Unmarked: true}
	if undelivered {
		c.Value = c.Options[0].Value
	}
	return c
}

// refusalLines say when an e-mail could not be delivered and what the mail
// server replied.
func refusalLines(l *locale.Locale, r models.Refusal, zone string) []string {
	if !r.IsUndelivered() {
		return nil
	}
	lines := []string{l.T("delivery.at", "when", l.Moment(*r.MailRefusedAt, zone))}
	if r.MailRefusedCode != nil {
		lines = append(lines, l.T("delivery.code", "code", locale.Year(*r.MailRefusedCode)))
	}
	return lines
}
