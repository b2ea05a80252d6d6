package store

import (
	"context"

	"consultations/models"
)

// RefreshSignIn replaces a refresh token by the next one. next is derived from
// token and a secret, so that two tabs that refresh at the same moment get the
// same one. A token that was used before then has been copied, and the sign-in
// ends for both holders.
func (s *Store) RefreshSignIn(ctx context.Context, by models.Actor, token, next string, client models.Client) (models.FreshSignIn, error) {
	var fresh models.FreshSignIn
	err := s.write(ctx, by, "sign_in.refresh", func(t *tx) error {
		fresh = models.FreshSignIn{}
		var shown models.RefreshToken
		q := t.Raw("SELECT * FROM refresh_tokens WHERE hash = ?"+s.db.LockRow(), fingerprint(token))
		if err := s.db.One(q, t.verb, &shown); err != nil {
			return refused(err)
		}
		var n models.SignIn
		if err := s.db.One(t.Where("id = ? AND kind = ?", shown.SignInID, client), t.verb, &n); err != nil {
			return refused(err)
		}
		var a models.Account
		if err := s.db.One(t.Where("id = ?", n.AccountID), t.verb, &a); err != nil {
			return err
		}
		now := s.db.Now()
		answer := shown.Answer(n, now)
		switch {
		case answer == models.RefreshEnd:
			// Not returned here, so that the transaction is committed.
			if err := t.endSignIn(n.ID); err != nil {
				return err
			}
			return t.record(subject{kind: "account", id: a.ID}, nil)
		case answer == models.RefreshRefuse || a.Status != models.Active:
			return models.SignInOver()
		case answer == models.RefreshRotate:
			if err := t.rotate(shown, next); err != nil {
				return err
			}
		}
		var successor models.RefreshToken
		if err := s.db.One(t.Where("hash = ? AND sign_in_id = ?", fingerprint(next), n.ID), t.verb, &successor); err != nil {
			return refused(err) // the secret changed between the requests of two tabs
		}
		fresh = models.FreshSignIn{SignInID: n.ID, AccountID: a.ID, Language: a.Language, Refresh: next, Until: successor.ExpiresAt}
		return nil
	})
	if err == nil && fresh.SignInID == "" {
		err = models.SignInOver()
	}
	return fresh, err
}

func (t *tx) rotate(shown models.RefreshToken, next string) error {
	now := t.s.db.Now()
	used := t.Exec("UPDATE refresh_tokens SET used_at = ? WHERE hash = ? AND used_at IS NULL", now, shown.Hash)
	if used.Error != nil {
		return used.Error
	}
	successor := models.RefreshToken{Hash: fingerprint(next), SignInID: shown.SignInID, CreatedAt: now, ExpiresAt: now.Add(models.RefreshLife)}
	return t.Create(&successor).Error
}

// RevokeSignIn ends the sign-in that a refresh token belongs to. An unknown
// token gets the same answer: there is nothing to end.
func (s *Store) RevokeSignIn(ctx context.Context, by models.Actor, token string) error {
	return s.write(ctx, by, "sign_in.revoke", func(t *tx) error {
		var n models.SignIn
		err := s.db.One(t.Where("id = (SELECT sign_in_id FROM refresh_tokens WHERE hash = ?) AND ended_at IS NULL", fingerprint(token)), t.verb, &n)
		if models.KindOf(err) == models.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if err := t.endSignIn(n.ID); err != nil {
			return err
		}
		t.by.Via, t.by.AccountID = models.ViaAccount, n.AccountID
		return t.record(subject{kind: "account", id: n.AccountID}, nil)
	})
}

// refused is the answer to an unknown token.
func refused(err error) error {
	if models.KindOf(err) == models.NotFound {
		return models.SignInOver()
	}
	return err
}
