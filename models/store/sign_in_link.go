package store

import (
	"context"
	"time"

	"consultations/models"
)

// RequestSignInLink enqueues a mail with a sign-in link. Answer and work are
// the same whether or not the address has an account.
func (s *Store) RequestSignInLink(ctx context.Context, by models.Actor, in models.SignInInput) error {
	key, err := in.CheckEmail()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "sign_in_link.request", func(t *tx) error {
		var found []string
		err := t.Raw("SELECT id FROM accounts WHERE email_key = ? AND status = 'active'", key).Scan(&found).Error
		if err != nil {
			return err
		}
		job := models.SendSignInLink{Next: in.Next}
		if len(found) == 1 {
			job.AccountID = found[0]
		}
		return t.Enqueue(job)
	})
}

// SendSignInLink enqueues a mail with a sign-in link for an account; for
// administrators. To an account to which nobody has signed in yet it is the
// mail that welcomes its holder, whose link is valid for longer.
func (s *Store) SendSignInLink(ctx context.Context, by models.Actor, accountID string) error {
	return s.write(ctx, by, "sign_in_link.send", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		a, err := t.lockAccount(accountID)
		if err != nil {
			return err
		}
		if a.Status != models.Active {
			return models.Refuse(models.Conflict, "account.is_disabled")
		}
		var before int64
		if err := t.Table("sign_ins").Where("account_id = ?", a.ID).Count(&before).Error; err != nil {
			return err
		}
		if err := t.Enqueue(models.SendSignInLink{AccountID: a.ID, Welcome: a.PasswordHash == "" && before == 0, SentBy: by.AccountID}); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
}

// IssueSignInLink creates the token of a link that an operator hands over; it
// is valid for a day.
func (s *Store) IssueSignInLink(ctx context.Context, by models.Actor, accountID string) (string, error) {
	return s.issueLink(ctx, by, accountID, models.HandedLife)
}

// MailSignInLink creates the token of a mailed link; it is valid for a quarter
// of an hour.
func (s *Store) MailSignInLink(ctx context.Context, by models.Actor, accountID string) (string, error) {
	return s.issueLink(ctx, by, accountID, models.LinkLife)
}

// MailWelcomeLink creates the token of the link in the mail that welcomes the
// holder of a new account; it is valid for a week.
func (s *Store) MailWelcomeLink(ctx context.Context, by models.Actor, accountID string) (string, error) {
	return s.issueLink(ctx, by, accountID, models.WelcomeLife)
}

func (s *Store) issueLink(ctx context.Context, by models.Actor, accountID string, life time.Duration) (string, error) {
	var token string
	err := s.write(ctx, by, "sign_in_link.issue", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing() // only an operator of the server gets to see a token
		}
		a, err := t.lockAccount(accountID)
		if err != nil {
			return err
		}
		if a.Status != models.Active {
			return models.Missing()
		}
		if err := t.spendLinks(a.ID); err != nil { // only the newest link works
			return err
		}
		token = newToken()
		now := s.db.Now()
		link := models.SignInLink{Hash: fingerprint(token), AccountID: a.ID, CreatedAt: now, ExpiresAt: now.Add(life)}
		if err := t.Create(&link).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
	return token, err
}

// SignInWithLink starts a sign-in with an unused link. Only one of several
// concurrent attempts succeeds.
func (s *Store) SignInWithLink(ctx context.Context, by models.Actor, token string, client models.Client) (models.FreshSignIn, error) {
	var fresh models.FreshSignIn
	err := s.write(ctx, by, "sign_in.begin", func(t *tx) error {
		now := s.db.Now()
		var accountID string
		err := t.Raw("UPDATE sign_in_links SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ? RETURNING account_id",
			now, fingerprint(token), now).Scan(&accountID).Error
		if err != nil {
			return err
		}
		if accountID == "" {
			return models.SpentLink()
		}
		a, err := t.lockAccount(accountID)
		if err != nil {
			return err
		}
		if a.Status != models.Active {
			return models.SpentLink()
		}
		if err := t.spendLinks(a.ID); err != nil {
			return err
		}
		fresh, err = t.beginSignIn(a, client, "link")
		return err
	})
	return fresh, err
}

// SignInLinkLanguage is the language of the account for which a link was made,
// also after it was used; empty if there is no such link.
func (s *Store) SignInLinkLanguage(ctx context.Context, by models.Actor, token string) (string, error) {
	return s.oneLanguage(ctx, "sign_in_link.language", "SELECT a.language FROM sign_in_links l JOIN accounts a ON a.id = l.account_id WHERE l.hash = ?", fingerprint(token))
}

// spendLinks invalidates all links of an account.
func (t *tx) spendLinks(accountID string) error {
	return t.Exec("UPDATE sign_in_links SET used_at = ? WHERE account_id = ? AND used_at IS NULL", t.s.db.Now(), accountID).Error
}
