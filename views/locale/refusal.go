package locale

import "strings"

// Refused puts a refusal's code into a sentence, for pages and the API alike.
// What a seminar lacks is a line of a list on its desk; alone it needs saying
// that it is missing.
func (l *Locale) Refused(code string) string {
	if strings.HasPrefix(code, "seminar.lacks_") {
		return l.T("seminar.cannot_announce", "what", l.T(code))
	}
	return l.T(code)
}
