package locale

// UntranslatedNotice says that texts are shown in their original language: all
// of them or some. It is empty if every text has a translation; a text that
// nobody wrote needs none.
func (l *Locale) UntranslatedNotice(all []Fragment) string {
	texts, original := 0, 0
	for _, t := range all {
		if t.Text != "" {
			texts++
		}
		if t.Missing {
			original++
		}
	}
	key := "text.partly_translated"
	switch original {
	case 0:
		return ""
	case texts:
		key = "text.missing_translation"
	}
	return l.T(key, "language", l.LanguageName(l.Code()))
}
