package store

import (
	"context"

	"consultations/models"
)

// RequestAddress asks for a new address of the actor's own account, which a
// link sent to it must confirm, and warns the present one. The answer and the work are the same if
// another account has that address, so that nobody learns who has an account.
func (s *Store) RequestAddress(ctx context.Context, by models.Actor, in models.AddressInput) error {
	var before models.Account
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", by.AccountID), "account.address_request", &before); err != nil {
		return err
	}
	knows, err := isPassword(ctx, in.Current, before.PasswordHash) // takes long, so before the transaction
	if err != nil {
		return err
	}
	return s.write(ctx, by, "account.address_request", func(t *tx) error {
		a, err := t.lockAccount(by.AccountID)
		if err != nil {
			return err
		}
		var now models.SignIn // which may have ended since the request came in
		if err := s.db.One(t.Raw("SELECT * FROM sign_ins WHERE id = ? AND account_id = ? AND ended_at IS NULL"+s.db.LockRow(), by.SignInID, a.ID), t.verb, &now); err != nil {
			return err
		}
		c, err := in.Check(a, now, knows && a.PasswordHash == before.PasswordHash, s.db.Now())
		if err != nil {
			return err
		}
		if err := t.Delete(&models.AddressChange{}, "account_id = ? AND made_at IS NULL", a.ID).Error; err != nil { // only the newest link works
			return err
		}
		c.ID = models.NewID(s.db.Now())
		if err := t.Create(&c).Error; err != nil {
			return err
		}
		if err := t.Enqueue(models.MailAddress{ChangeID: c.ID, Mail: models.AddressWarning}, models.MailAddress{ChangeID: c.ID, Mail: models.AddressAsked}); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
}

// ConfirmNewAddress gives an account the address to which the link was sent, and
// tells the former one. Sign-ins stay; links sent to the former address no
// longer work.
func (s *Store) ConfirmNewAddress(ctx context.Context, by models.Actor, token string) error {
	return s.write(ctx, by, "account.address", func(t *tx) error {
		now := s.db.Now()
		var c models.AddressChange
		err := t.Raw("UPDATE address_changes SET made_at = ? WHERE hash = ? AND hash <> '' AND made_at IS NULL AND expires_at > ? RETURNING *", now, fingerprint(token), now).Scan(&c).Error
		if err != nil {
			return err
		}
		if c.ID == "" {
			return models.SpentLink()
		}
		a, err := t.lockAccount(c.AccountID)
		if err != nil {
			return err
		}
		err = t.addressIsFree(models.Account{ID: a.ID, EmailKey: c.EmailKey})
		if a.Status != models.Active || models.ProblemsOf(err) != nil {
			return models.SpentLink()
		}
		if err != nil {
			return err
		}
		former := models.AddressChange{ID: c.ID, Email: a.Email, EmailKey: a.EmailKey}
		a.Email, a.EmailKey, a.UpdatedAt, a.Version = c.Email, c.EmailKey, now, a.Version+1
		a.Refusal, a.ListKeys = models.Refusal{}, accountKeys(a)
		if err := t.Model(&a).Select("email", "email_key", "updated_at", "version", "mail_refused_at", "mail_refused_code", "find_key", "order_key", "analysis").Updates(a).Error; err != nil {
			return err
		}
		if err := t.Model(&former).Select("email", "email_key").Updates(former).Error; err != nil {
			return err
		}
		if err := t.spendLinks(a.ID); err != nil {
			return err
		}
		if err := t.Enqueue(models.MailAddress{ChangeID: c.ID, Mail: models.AddressMoved}); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
}

// AddressLetter reads the data of a mail about a new address, for the program
// itself, and makes the token of its link. Nothing is sent to an address that
// another account has.
func (s *Store) AddressLetter(ctx context.Context, by models.Actor, m models.MailAddress) (models.AddressLetter, error) {
	var l models.AddressLetter
	err := s.write(ctx, by, "account.address_letter", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		asked, made := m.Mail == models.AddressAsked, m.Mail == models.AddressMoved
		q := t.Raw(`SELECT c.account_id, CASE WHEN ? THEN a.email ELSE c.email END AS email, a.name, a.language FROM address_changes c JOIN accounts a ON a.id = c.account_id AND a.status = 'active'
			WHERE c.id = ? AND (c.made_at IS NOT NULL) = ? AND (c.expires_at > ? OR ?) AND NOT (? AND EXISTS (SELECT 1 FROM accounts o WHERE o.email_key = c.email_key))`,
			m.Mail == models.AddressWarning, m.ChangeID, made, s.db.Now(), made, asked)
		err := s.db.One(q, t.verb, &l)
		if err != nil || !asked {
			return err
		}
		l.Token = newToken()
		if err := t.Model(&models.AddressChange{ID: m.ChangeID}).Update("hash", fingerprint(l.Token)).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: l.AccountID}, nil)
	})
	return l, err
}
