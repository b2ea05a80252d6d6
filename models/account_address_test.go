package models

import (
	"testing"
	"time"
)

func TestANewAddressIsAskedForByWhoeverKnowsThePasswordOrHasJustSignedIn(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	fresh, older := SignIn{CreatedAt: now.Add(-time.Minute)}, SignIn{CreatedAt: now.Add(-time.Hour)}
	with, without := Account{ID: "a", EmailKey: "old@example.org", PasswordHash: "x"}, Account{ID: "a", EmailKey: "old@example.org"}
	for _, c := range []struct {
		says  string
		a     Account
		s     SignIn
		knows bool
		email string
		want  string
	}{
		{"with the password", with, older, true, "new@example.org", ""},
		{"with a wrong password", with, older, false, "new@example.org", "current account.password_wrong"},
		{"just signed in by a link", with, fresh, false, "new@example.org", ""},
		{"without a password, just signed in", without, fresh, false, "new@example.org", ""},
		{"without a password, in an open browser", without, older, true, "new@example.org", "email account.sign_in_first"},
		{"the same address", with, older, true, "Old@Example.org", "email account.same_address"},
		{"no address", with, older, true, "nowhere", "email form.email"},
	} {
		got, err := AddressInput{Email: c.email}.Check(c.a, c.s, c.knows, now)
		if ProblemsOf(err).String() != c.want {
			t.Errorf("%s: %v", c.says, err)
		}
		if c.want == "" && (got.EmailKey != "new@example.org" || got.AccountID != "a" || !got.ExpiresAt.Equal(now.Add(24*time.Hour))) {
			t.Errorf("%s: %+v", c.says, got)
		}
	}
}
