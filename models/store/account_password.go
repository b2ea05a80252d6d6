package store

import (
	"context"

	"consultations/models"
)

// SetPassword sets the password of the actor's own account and ends its other
// sign-ins, so that anyone who knew the old password is signed out.
func (s *Store) SetPassword(ctx context.Context, by models.Actor, in models.PasswordInput) error {
	// Hashing takes long, so it happens before the transaction; the transaction
	// checks again what it was based on.
	var before models.Account
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", by.AccountID), "account.password", &before); err != nil {
		return err
	}
	if err := before.CheckNewPassword("new", in.New); err != nil {
		return err
	}
	knows, err := isPassword(ctx, in.Current, before.PasswordHash)
	if err != nil {
		return err
	}
	hash, err := hashPassword(ctx, in.New)
	if err != nil {
		return err
	}
	return s.write(ctx, by, "account.password", func(t *tx) error {
		a, err := t.lockAccount(by.AccountID)
		if err != nil {
			return err
		}
		var now models.SignIn
		if err := s.db.One(t.Where("id = ? AND account_id = ?", by.SignInID, a.ID), t.verb, &now); err != nil {
			return err
		}
		if err := a.CheckHolder(now, knows && a.PasswordHash == before.PasswordHash, s.db.Now()); err != nil {
			return err
		}
		err = t.Model(&models.Account{ID: a.ID}).Select("password_hash", "updated_at").
			Updates(models.Account{PasswordHash: hash, UpdatedAt: s.db.Now()}).Error
		if err != nil {
			return err
		}
		if err := t.endSignIns(a.ID, by.SignInID); err != nil {
			return err
		}
		if err := t.spendLinks(a.ID); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
}

// NeedsCurrentPassword reports whether the form for a new password must ask
// for the old one.
func (s *Store) NeedsCurrentPassword(ctx context.Context, by models.Actor) (bool, error) {
	var a models.Account
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", by.AccountID), "account.password", &a); err != nil {
		return true, err
	}
	var now models.SignIn
	if err := s.db.One(s.db.Read(ctx).Where("id = ? AND account_id = ?", by.SignInID, a.ID), "account.password", &now); err != nil {
		return true, err
	}
	return a.NeedsCurrent(now, s.db.Now()), nil
}
