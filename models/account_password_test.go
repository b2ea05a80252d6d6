package models

import (
	"strings"
	"testing"
	"time"
)

func TestACommonPasswordIsRefused(t *testing.T) {
	a := Account{Name: "Amina Diallo", EmailKey: "amina.diallo@mission.example"}
	for password, want := range map[string]string{
		"short":                      "form.too_short",
		strings.Repeat("aé1 ", 40):   "form.too_long",
		"123456789012":               "account.password_common",
		"aaaaaaaaaaaaaa":             "account.password_common",
		"Password1234":               "account.password_common",
		"qwertyuiop12":               "account.password_common",
		"1q2w3e4r5t6y":               "account.password_common",
		"AminaDiallo2027"[:12] + "1": "account.password_common",
		"Administrator!":             "account.password_common",
		"mission-amina1":             "account.password_common",
		"correct horse battery":      "",
		"a long enough password":     "",
		"Пять слов и одна кошка": "",
		"和平行动的经验与教训以及未来展望":       "",
		"tr0ub4dor&3xyz": "",
	} {
		if got := ProblemsOf(a.CheckNewPassword("new", password))["new"].Code; got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
}

func TestANewPasswordIsSetByWhoeverKnowsTheOldOneOrHasJustSignedIn(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	fresh, older := SignIn{CreatedAt: now.Add(-time.Minute)}, SignIn{CreatedAt: now.Add(-time.Hour)}
	ended := SignIn{CreatedAt: fresh.CreatedAt, EndedAt: &now}
	with, without := Account{PasswordHash: "x"}, Account{}
	for _, c := range []struct {
		says  string
		a     Account
		s     SignIn
		knows bool
		want  string
	}{
		{"with the old one", with, older, true, ""},
		{"with a wrong one", with, older, false, "current account.password_wrong"},
		{"just signed in by a link", with, fresh, false, ""},
		{"the first one, just signed in", without, fresh, false, ""},
		{"the first one, in an open browser", without, older, false, "new account.sign_in_first"},
		{"the first one, after the sign-in was ended", without, ended, false, "new account.sign_in_first"},
	} {
		if got := ProblemsOf(c.a.CheckHolder(c.s, c.knows, now)).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}
