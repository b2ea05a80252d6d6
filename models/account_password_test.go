package models

import (
	"strings"
	"testing"
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
