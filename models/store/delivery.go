package store

import (
	"context"

	"consultations/models"
)

// recipientTables are the tables of the recipients of e-mails.
var recipientTables = map[models.RecipientKind]string{models.ToRegistration: "registrations", models.ToInvitation: "invitations", models.ToAccount: "accounts"}

// MailRefused marks that the last e-mail to a recipient could not be
// delivered. code is the reply of the mail server; nil if it gave none. A
// recipient whose address was corrected after the e-mail was written is not
// marked.
func (s *Store) MailRefused(ctx context.Context, by models.Actor, to models.Recipient, code *int) error {
	return s.write(ctx, by, "mail.refuse", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		detail := map[string]any{}
		if code != nil {
			detail["code"] = *code
		}
		return t.mark(to, s.db.Now(), code, detail)
	})
}

// MailDelivered clears that mark after an e-mail has been delivered. Most
// recipients have none, and nothing is written for them.
func (s *Store) MailDelivered(ctx context.Context, by models.Actor, to models.Recipient) error {
	if !by.IsSystem() {
		return models.Missing()
	}
	var n int64
	err := s.db.Read(ctx).Table(recipientTables[to.Kind]).Where("id = ? AND mail_refused_at IS NOT NULL", to.ID).Count(&n).Error
	if err != nil || n == 0 {
		return s.db.Classify("mail.deliver", err)
	}
	return s.write(ctx, by, "mail.deliver", func(t *tx) error {
		return t.mark(to, nil, nil, nil)
	})
}

// mark sets or clears the mark of a recipient who still has the address.
func (t *tx) mark(to models.Recipient, at any, code *int, detail map[string]any) error {
	marked := t.Table(recipientTables[to.Kind]).Where("id = ? AND email = ?", to.ID, to.Email).
		Updates(map[string]any{"mail_refused_at": at, "mail_refused_code": code})
	if marked.Error != nil || marked.RowsAffected == 0 {
		return marked.Error
	}
	on := subject{kind: string(to.Kind), id: to.ID}
	if to.Kind != models.ToAccount {
		var seminar models.Seminar
		err := t.Table("seminars").Select("id, series_id").
			Where("id = (?)", t.Table(recipientTables[to.Kind]).Select("seminar_id").Where("id = ?", to.ID)).Take(&seminar).Error
		if err != nil {
			return err
		}
		on.series, on.seminar = seminar.SeriesID, seminar.ID
	}
	return t.record(on, detail)
}
