package locale

import "strings"

// Refused turns the code of a refusal into a sentence, for pages and for the
// API. A code such as group.missing_item is a line of a list of what is
// missing; alone, the sentence has to say that it is missing.
func (l *Locale) Refused(code string) string {
	if group, _, isItem := strings.Cut(code, ".missing_"); isItem {
		return l.T("missing."+group, "what", l.T(code))
	}
	return l.T(code)
}
