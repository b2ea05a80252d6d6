package parts

import "consultations/views/locale"

// missing is the message about texts without a translation: all of them, some
// or, if it is empty, none. A text that nobody wrote is not missing.
func missing(all []locale.Fragment) string {
	texts, original := 0, 0
	for _, t := range all {
		if t.Text != "" {
			texts++
		}
		if t.Missing {
			original++
		}
	}
	switch original {
	case 0:
		return ""
	case texts:
		return "text.missing_translation"
	}
	return "text.partly_translated"
}
