package models

import (
	"strings"
	"time"
	"unicode/utf8"
)

// The length of a password, in characters.
const (
	MinPassword = 12
	MaxPassword = 128
)

// CheckPassword refuses passwords that are too short to be accepted or too
// long to be hashed in bounded time. It requires no kinds of characters (NIST
// SP 800-63B).
func CheckPassword(field, password string) error {
	p := Problems{}
	n := utf8.RuneCountInString(password)
	p.Require(n >= MinPassword, field, "form.too_short", "min", MinPassword)
	p.Require(n <= MaxPassword, field, "form.too_long", "max", MaxPassword, "there", n)
	return p.Err()
}

// CheckHolder refuses a new password unless it is the holder of the account who
// sets it. knows says whether the current password was right.
func (a Account) CheckHolder(s SignIn, knows bool, now time.Time) error {
	p := Problems{}
	a.requireHolder(p, "new", s, knows, now)
	return p.Err()
}

// requireHolder requires the current password, or that the person has signed in
// just now: somebody who finds an open browser must not take the account over.
// Without a password, the field is what they want to change.
func (a Account) requireHolder(p Problems, field string, s SignIn, knows bool, now time.Time) {
	if a.PasswordHash == "" {
		p.Require(s.IsFresh(now), field, "account.sign_in_first")
		return
	}
	p.Require(!a.NeedsCurrent(s, now) || knows, "current", "account.password_wrong")
}

// walks are rows of keys and other sequences that everybody knows by heart.
var walks = []string{"01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop", "1q2w3e4r5t6y7u8i9o0p", "йцукенгшщзхъ", "фывапролдж"}

// tried are words that attackers try first.
var tried = []string{"password", "passwort", "motdepasse", "contraseña", "пароль", "administrator", "admin", "welcome", "letmein", "iloveyou", "changeme", "secret", "consultations", "consultation", "seminar"}

// leastDistinct is how many characters a password needs besides what anybody
// would try first.
const leastDistinct = 4

// CheckNewPassword is CheckPassword for a new password. Something must be
// left besides common words, rows of keys and the holder's own name and
// address (NIST SP 800-63B 3.1.1.2 requires a list of common ones).
func (a Account) CheckNewPassword(field, password string) error {
	if err := CheckPassword(field, password); err != nil {
		return err
	}
	rest := strings.ToLower(password)
	local, domain, _ := strings.Cut(a.EmailKey, "@")
	words := append(strings.FieldsFunc(strings.ToLower(a.Name)+" "+local+" "+domain, func(r rune) bool { return strings.ContainsRune(" .-_+", r) }), tried...)
	for _, w := range words {
		if utf8.RuneCountInString(w) >= 3 {
			rest = strings.ReplaceAll(rest, w, "")
		}
	}
	p := Problems{}
	p.Require(distinct(rest) >= leastDistinct, field, "account.password_common")
	return p.Err()
}

// distinct counts the different characters that do not follow from the one before:
// neither a repetition nor the next on a walk in either direction.
func distinct(s string) int {
	seen := map[rune]bool{}
	var last rune
	for _, r := range s {
		if !follows(last, r) {
			seen[r] = true
		}
		last = r
	}
	return len(seen)
}

func follows(last, r rune) bool {
	if last == r {
		return true
	}
	for _, w := range walks {
		if strings.Contains(w, string([]rune{last, r})) || strings.Contains(w, string([]rune{r, last})) {
			return true
		}
	}
	return false
}
