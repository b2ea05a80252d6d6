package main

import (
	"context"
	"path/filepath"

	"consultations/adapters/mail"
	"consultations/config"
	"consultations/views"
)

// post sends the e-mails of the site by SMTP or writes them to a folder.
type post struct{ carrier mail.Carrier }

// newPost chooses how e-mail is delivered: by SMTP, or as files in a folder.
func newPost(c config.Config) (post, error) {
	if c.SMTPURL == "" {
		carrier, err := mail.Folder(filepath.Join(c.DataDir, "mail"))
		return post{carrier}, err
	}
	carrier, err := mail.SMTP(c.SMTPURL)
	return post{carrier}, err
}

// Send sends one e-mail.
func (p post) Send(ctx context.Context, m views.Mail) error {
	out := mail.Message{ID: m.ID, To: m.To, Language: m.Language, Subject: m.Subject, Text: m.Text, HTML: m.HTML}
	if m.Calendar != nil {
		out.Calendar = &mail.Calendar{Method: m.Calendar.Method, Content: m.Calendar.Content}
	}
	return p.carrier.Send(ctx, out)
}
