package models

import (
	"strings"
	"unicode"
)

// contact reads a line with which readers can reach somebody: an e-mail
// address, or a line such as "Secretariat, secretariat@example.org". Every
// address in it must be one to which e-mails can be sent.
func (in input) contact(field, s string) string {
	s = in.line(field, s, MaxLine)
	for _, address := range addressesIn(s) {
		in.email(field, address)
	}
	return s
}

// ContactAddress is the e-mail address in a contact; empty if it has none.
func ContactAddress(contact string) string {
	for _, address := range addressesIn(contact) {
		return address
	}
	return ""
}

// addressesIn lists the parts of a line that are meant as e-mail addresses.
// They end at a space, at a bracket, or at a mark that separates words in one
// of the six languages.
func addressesIn(line string) []string {
	var found []string
	for _, word := range strings.FieldsFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("<>()[],;:\"«»“”，；：、（）،؛", r)
	}) {
		if word = strings.TrimRight(word, ".。"); strings.ContainsRune(word, '@') {
			found = append(found, word)
		}
	}
	return found
}
