package main

import (
	"context"
	"path/filepath"

	"consultations/adapters/mail"
	"consultations/config"
	letters "consultations/views/mail"
)

// post hands mails of the house to a carrier of the outside world.
type post struct{ carrier mail.Carrier }

// newPost chooses how mail leaves: by SMTP, or as files a person can open.
func newPost(c config.Config) (post, error) {
	if c.SMTPURL == "" {
		carrier, err := mail.Folder(filepath.Join(c.DataDir, "mail"))
		return post{carrier}, err
	}
	carrier, err := mail.SMTP(c.SMTPURL)
	return post{carrier}, err
}

// Send hands one mail over.
func (p post) Send(ctx context.Context, m letters.Mail) error {
	out := mail.Message{ID: m.ID, To: m.To, Language: m.Language, Subject: m.Subject, Text: m.Text, HTML: m.HTML}
	if m.Calendar != nil {
		out.Calendar = &mail.Calendar{Method: m.Calendar.Method, Content: m.Calendar.Content}
	}
	return p.carrier.Send(ctx, out)
}
