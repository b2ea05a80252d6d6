package locale

import (
	"regexp"
	"strings"
	"sync"

	"consultations/models"
)

// TitleOrPlace is what an event is called in a list: its title, else its
// label and place.
func (l *Locale) TitleOrPlace(title, label, place models.Text) Fragment {
	if !title.IsZero() {
		return l.Text(title)
	}
	name := l.Text(place)
	if label.IsZero() {
		return name
	}
	what := l.Text(label)
	if what.Lang != name.Lang { // the name mixes two languages: use that of the label
		name = Fragment{Text: place.Source(), Lang: what.Lang, Dir: what.Dir, Missing: what.Missing}
	}
	in := l // build the name as its own language does
	if other, ok := For(what.Lang); ok {
		in = other
	}
	name.Text = spaced(in.T("text.label_and_place", "label", what.Text, "place", name.Text))
	name.Missing = name.Missing || what.Missing
	return name
}

// When is the dates of an event, or the remark that they are not confirmed. The
// dates of a postponed event are not shown, because it does not take place on
// them.
func (l *Locale) When(postponed bool, from, to models.Day, year *int) string {
	switch {
	case postponed:
		return l.T("text.date_postponed")
	case from != "":
		return l.Days(from, to)
	case year != nil:
		return l.T("text.year_unconfirmed", "year", Year(*year))
	}
	return l.T("text.date_unknown")
}

// Where is the place and the State of an event.
func (l *Locale) Where(place, host models.Text) Fragment {
	where := l.Text(place)
	if host.IsZero() {
		return where
	}
	state := l.Text(host)
	if place.IsZero() {
		return state
	}
	where.Text = spaced(l.T("text.place_and_state", "place", where.Text, "state", state.Text))
	if state.Lang != where.Lang { // built as the reader's language does it
		where.Lang, where.Dir, where.Missing = state.Lang, state.Dir, where.Missing || state.Missing
	}
	return where
}

// Region is the name of a region in this language. Regions are typed in one
// language; a continent or a regional group of the United Nations is recognised
// by its name in any of the six, and any other name stays as it was typed.
func (l *Locale) Region(name string) string {
	if key, known := regions()[strings.ToLower(name)]; known {
		return l.T("region." + key)
	}
	return name
}

// Regions are the names of several regions in this language.
func (l *Locale) Regions(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = l.Region(name)
	}
	return all
}

// regions are the keys of the regions whose names the catalogues contain, by
// these names.
var regions = sync.OnceValue(func() map[string]string {
	keys := map[string]string{}
	for _, l := range All() {
		for key, name := range l.Below("region.") {
			keys[strings.ToLower(name)] = key
		}
	}
	return keys
})

// spaced inserts a space between Chinese and Latin letters that meet in a
// name from two languages.
func spaced(name string) string { return hanMeetsLatin.ReplaceAllString(name, "$1$3 $2$4") }

var hanMeetsLatin = regexp.MustCompile(`(\p{Han})(\p{Latin})|(\p{Latin})(\p{Han})`)
