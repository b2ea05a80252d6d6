package main

import (
	"context"
	"path/filepath"

	"consultations/adapters/mail"
	"consultations/config"
	letters "consultations/views/mail"
)

// mailer sends the mails of the views through the mail adapter.
type mailer struct{ sender mail.Sender }

// newMailer sends mail by SMTP or, without SMTP_URL, writes it to files.
func newMailer(c config.Config) (mailer, error) {
	if c.SMTPURL == "" {
		sender, err := mail.Folder(filepath.Join(c.DataDir, "mail"))
		return mailer{sender}, err
	}
	sender, err := mail.SMTP(c.SMTPURL)
	return mailer{sender}, err
}

// Send sends one mail.
func (s mailer) Send(ctx context.Context, m letters.Mail) error {
	out := mail.Message{ID: m.ID, To: m.To, ReplyTo: m.ReplyTo, Language: m.Language, Subject: m.Subject, Text: m.Text, HTML: m.HTML}
	if m.Calendar != nil {
		out.Calendar = &mail.Calendar{Method: m.Calendar.Method, Content: m.Calendar.Content}
	}
	return s.sender.Send(ctx, out)
}
