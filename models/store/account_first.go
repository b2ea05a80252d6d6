package store

import (
	"context"

	"gorm.io/gorm/clause"

	"consultations/models"
)

// FirstAccount is how the first administrator signs in.
type FirstAccount struct {
	AccountID string
	Token     string // of a one-time link; empty when there is a password or somebody has signed in
}

// firstAddress is used when no address was given: nothing can be sent to it
// (RFC 2606), and its holder is asked for a real one.
const firstAddress = "administrator@site.invalid"

// EnsureFirstAccount creates an administrator when no account exists. Without
// an address and a password it returns a one-time link, and a new one at every
// start until one was used.
func (s *Store) EnsureFirstAccount(ctx context.Context, by models.Actor, email, password string) (FirstAccount, error) {
	var waiting []models.Account
	err := s.db.All(s.db.Read(ctx).Where("email_key = ? AND password_hash = '' AND NOT EXISTS (SELECT 1 FROM sign_ins WHERE account_id = accounts.id)", firstAddress), "account.first", &waiting)
	if err != nil {
		return FirstAccount{}, err
	}
	var first FirstAccount
	if len(waiting) > 0 {
		first.AccountID = waiting[0].ID
	} else if first, err = s.createFirst(ctx, by, email, password); err != nil || first.AccountID == "" || password != "" {
		return first, err
	}
	first.Token, err = s.IssueSignInLink(ctx, by, first.AccountID)
	return first, err
}

// createFirst creates the account and its grant. It does nothing when there is
// an account already, or when another node is creating it.
func (s *Store) createFirst(ctx context.Context, by models.Actor, email, password string) (FirstAccount, error) {
	in := models.AccountInput{Email: email, Name: "Administrator", Language: "en"}
	if email == "" {
		in.Email = firstAddress
	}
	a, err := in.Check()
	if err != nil {
		return FirstAccount{}, err
	}
	if password != "" {
		if err := models.CheckPassword("password", password); err != nil {
			return FirstAccount{}, err
		}
		var there int64
		if err := s.db.Read(ctx).Table("accounts").Limit(1).Count(&there).Error; err != nil || there > 0 {
			return FirstAccount{}, s.db.Classify("account.first", err)
		}
		if a.PasswordHash, err = hashPassword(ctx, password); err != nil {
			return FirstAccount{}, err
		}
	}
	var first FirstAccount
	err = s.write(ctx, by, "account.first", func(t *tx) error {
		first = FirstAccount{}
		if !by.IsSystem() {
			return models.Missing()
		}
		var there int64
		if err := t.Table("accounts").Limit(1).Count(&there).Error; err != nil || there > 0 {
			return err
		}
		now := s.db.Now()
		a.ID, a.CreatedAt, a.UpdatedAt, a.ListKeys = models.NewID(now), now, now, accountKeys(a)
		made := t.Clauses(clause.OnConflict{DoNothing: true}).Create(&a)
		if made.Error != nil || made.RowsAffected == 0 {
			return made.Error
		}
		g := models.Grant{ID: models.NewID(now), AccountID: a.ID, Role: models.Administrator, CreatedAt: now}
		if err := t.Create(&g).Error; err != nil {
			return err
		}
		first.AccountID = a.ID
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
	return first, err
}
