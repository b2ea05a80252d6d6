package locale

import "strings"

// Refused turns the code of a refusal into a sentence, for pages and the API
// alike. What a seminar lacks is a line of a list on its overview; alone, the
// sentence has to say that it is missing.
func (l *Locale) Refused(code string) string {
	if strings.HasPrefix(code, "seminar.lacks_") {
		return l.T("seminar.cannot_announce", "what", l.T(code))
	}
	return l.T(code)
}
