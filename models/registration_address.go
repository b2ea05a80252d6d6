package models

import (
	"slices"
	"strings"
	"time"
)

// SharedAddress is a person who was not registered because their address is
// that of another registration for the seminar: an address stands for one
// person. The holder of the address is told by e-mail, and the organisers on
// the page of that registration.
type SharedAddress struct {
	ID             string `gorm:"primaryKey"`
	RegistrationID string
	Name           string
	CreatedAt      time.Time
}

// SharedAddressLife is how long these names are kept.
const SharedAddressLife = 90 * 24 * time.Hour

// IsOtherPerson reports whether two names that were given with one address are
// those of two people. Case, the order of the words, and further words such as
// a title or a middle name make no difference.
func IsOtherPerson(registered, given string) bool {
	a, b := wordsOf(registered), wordsOf(given)
	if len(a) > len(b) {
		a, b = b, a
	}
	return slices.ContainsFunc(a, func(word string) bool { return !slices.Contains(b, word) })
}

func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" \u00a0.,-·", r) })
}
