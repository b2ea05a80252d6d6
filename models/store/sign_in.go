package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"consultations/models"
)

// SignInWithPassword starts a sign-in. An unknown address, an account without a
// password and a disabled account take the same time and get the same answer as
// a wrong password.
func (s *Store) SignInWithPassword(ctx context.Context, by models.Actor, in models.SignInInput, client models.Client) (models.FreshSignIn, error) {
	var found []models.Account
	if err := s.db.All(s.db.Read(ctx).Where("email_key = ?", models.EmailKey(in.Email)), "sign_in.password", &found); err != nil {
		return models.FreshSignIn{}, err
	}
	var before models.Account
	if len(found) == 1 {
		before = found[0]
	}
	password := in.Password
	if models.CheckPassword("password", password) != nil {
		password = "" // too long or too short: hashing it would only cost time
	}
	right, err := isPassword(ctx, password, before.PasswordHash)
	if err != nil {
		return models.FreshSignIn{}, err
	}
	if !right {
		return models.FreshSignIn{}, s.refuseSignIn(ctx, by, before.ID)
	}
	var fresh models.FreshSignIn
	err = s.write(ctx, by, "sign_in.begin", func(t *tx) error {
		a, err := t.lockAccount(before.ID)
		if err != nil {
			return err
		}
		if a.Status != models.Active || a.PasswordHash != before.PasswordHash {
			return models.WrongPassword()
		}
		fresh, err = t.beginSignIn(a, client, "password")
		return err
	})
	if models.KindOf(err) == models.Invalid {
		return models.FreshSignIn{}, s.refuseSignIn(ctx, by, before.ID)
	}
	return fresh, err
}

// refuseSignIn records a failed sign-in in the audit log, also for an address
// without an account, so that both take the same time.
func (s *Store) refuseSignIn(ctx context.Context, by models.Actor, accountID string) error {
	err := s.write(ctx, by, "sign_in.refuse", func(t *tx) error {
		return t.record(subject{kind: "account", id: accountID}, nil)
	})
	if err != nil {
		return err
	}
	return models.WrongPassword()
}

// ActorOf reads the holder of a sign-in and their current grants. A sign-in
// that has ended, or of a disabled account, is not found.
func (s *Store) ActorOf(ctx context.Context, _ models.Actor, signInID string) (models.Actor, error) {
	var rows []struct {
		AccountID, Name, Language string
		CreatedAt                 time.Time
		GrantID                   models.Ref
		Role                      models.Role
		SeriesID, SeminarID       models.Ref
		SessionID, OrganisationID models.Ref
	}
	q := s.db.Read(ctx).Raw(`SELECT a.id AS account_id, a.name, a.language, n.created_at,
		g.id AS grant_id, g.role, g.series_id, g.seminar_id, g.session_id, g.organisation_id
		FROM sign_ins n JOIN accounts a ON a.id = n.account_id LEFT JOIN grants g ON g.account_id = a.id
		WHERE n.id = ? AND n.ended_at IS NULL AND (a.status = 'active') ORDER BY g.id`, signInID)
	if err := s.db.Classify("sign_in.actor", q.Scan(&rows).Error); err != nil {
		return models.Public, err
	}
	if len(rows) == 0 || (models.SignIn{CreatedAt: rows[0].CreatedAt}).IsOver(s.db.Now()) {
		return models.Public, models.Missing()
	}
	actor := models.Actor{Via: models.ViaAccount, AccountID: rows[0].AccountID, Name: rows[0].Name, Language: rows[0].Language, SignInID: signInID}
	for _, r := range rows {
		if r.GrantID != "" {
			actor.Grants = append(actor.Grants, models.Grant{ID: string(r.GrantID), AccountID: r.AccountID, Role: r.Role,
				SeriesID: r.SeriesID, SeminarID: r.SeminarID, SessionID: r.SessionID, OrganisationID: r.OrganisationID})
		}
	}
	return actor, nil
}

// OwnSignIns lists the newest sign-ins of the actor's account in a browser,
// those that have ended too.
func (s *Store) OwnSignIns(ctx context.Context, by models.Actor) ([]string, error) {
	if !by.SignedIn() {
		return nil, models.Missing()
	}
	var ids []string
	err := s.db.Read(ctx).Raw("SELECT id FROM sign_ins WHERE account_id = ? AND kind = ? ORDER BY created_at DESC, id DESC LIMIT 100", by.AccountID, models.Browser).Scan(&ids).Error
	return ids, s.db.Classify("sign_in.own", err)
}

// SignOut ends the actor's current sign-in.
func (s *Store) SignOut(ctx context.Context, by models.Actor) error {
	return s.write(ctx, by, "sign_in.end", func(t *tx) error {
		if by.SignInID == "" {
			return models.Missing()
		}
		if err := t.endSignIn(by.SignInID); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: by.AccountID}, nil)
	})
}

// EndOtherSignIns ends every other sign-in of the actor's account.
func (s *Store) EndOtherSignIns(ctx context.Context, by models.Actor) error {
	return s.write(ctx, by, "sign_in.end_others", func(t *tx) error {
		if _, err := t.lockAccount(by.AccountID); err != nil { // a request for a new address may be under way
			return err
		}
		if err := t.endSignIns(by.AccountID, by.SignInID); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: by.AccountID}, nil)
	})
}

// beginSignIn creates a sign-in with a new identifier, which prevents session
// fixation.
func (t *tx) beginSignIn(a models.Account, client models.Client, with string) (models.FreshSignIn, error) {
	now := t.s.db.Now()
	n := models.SignIn{ID: models.NewID(now), AccountID: a.ID, Kind: client, CreatedAt: now}
	if err := t.Create(&n).Error; err != nil {
		return models.FreshSignIn{}, err
	}
	fresh := models.FreshSignIn{SignInID: n.ID, AccountID: a.ID, Language: a.Language, Refresh: newToken(), Until: now.Add(models.RefreshLife)}
	token := models.RefreshToken{Hash: fingerprint(fresh.Refresh), SignInID: n.ID, CreatedAt: now, ExpiresAt: fresh.Until}
	if err := t.Create(&token).Error; err != nil {
		return models.FreshSignIn{}, err
	}
	t.by.Via, t.by.AccountID = models.ViaAccount, a.ID // the actor is known from here on
	return fresh, t.record(subject{kind: "account", id: a.ID}, map[string]any{"with": with, "client": client})
}

func (t *tx) endSignIn(id string) error {
	return t.Exec("UPDATE sign_ins SET ended_at = ? WHERE id = ? AND ended_at IS NULL", t.s.db.Now(), id).Error
}

// endSignIns ends all sign-ins of an account except one, if given, and a change
// of the address that one of them may have asked for.
func (t *tx) endSignIns(accountID, but string) error {
	if err := t.Delete(&models.AddressChange{}, "account_id = ? AND made_at IS NULL", accountID).Error; err != nil {
		return err
	}
	return t.Exec("UPDATE sign_ins SET ended_at = ? WHERE account_id = ? AND id <> ? AND ended_at IS NULL", t.s.db.Now(), accountID, but).Error
}

// newToken is a secret of 256 bits.
func newToken() string {
	b := make([]byte, 32)
	rand.Read(b) // never returns an error
	return base64.RawURLEncoding.EncodeToString(b)
}

// fingerprint is the stored form of a token: a copy of the database does not
// allow anybody to sign in. A secret of 256 bits needs no slow hash.
func fingerprint(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
