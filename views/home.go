package views

import (
	"context"
	"io"
	"regexp"

	"consultations/models"
)

// HomeShow is the first page of the site: what comes next, what was last
// published, and the series.
type HomeShow struct {
	Frame
	Home      models.Home
	Published []models.EditionRow
}

// Render writes the page.
func (p HomeShow) Render(ctx context.Context, w io.Writer) error { return homeShow(p).Render(ctx, w) }

// SeminarName is what a seminar is called in a list: its title, else its
// label and place.
func (l *Locale) SeminarName(title, label, place models.Text) Fragment {
	if !title.IsZero() {
		return l.Say(title)
	}
	name := l.Say(place)
	if label.IsZero() {
		return name
	}
	what := l.Say(label)
	if what.Lang != name.Lang { // two languages in one name: the label carries it
		name = Fragment{Text: place.Source(), Lang: what.Lang, Dir: what.Dir, Missing: what.Missing}
	}
	in := l // the name is put together as its own language does it
	if other, ok := LocaleFor(what.Lang); ok {
		in = other
	}
	name.Text = spaced(in.T("public.seminar_name", "label", what.Text, "place", name.Text))
	name.Missing = name.Missing || what.Missing
	return name
}

// When says the days of a seminar, or that they are not confirmed.
func (l *Locale) When(from, to models.Day, year *int) string {
	switch {
	case from != "":
		return l.Days(from, to)
	case year != nil:
		return l.T("public.year_unconfirmed", "year", plainYear(*year))
	}
	return l.T("text.date_unknown")
}

// Where says the place and the State of a seminar.
func (l *Locale) Where(place, host models.Text) Fragment {
	where := l.Say(place)
	if host.IsZero() {
		return where
	}
	state := l.Say(host)
	if place.IsZero() {
		return state
	}
	where.Text = spaced(l.T("public.place_in", "place", where.Text, "state", state.Text))
	if state.Lang != where.Lang { // put together as the reader's language does it
		where.Lang, where.Dir, where.Missing = state.Lang, state.Dir, where.Missing || state.Missing
	}
	return where
}

// spaced puts a space between Chinese and Latin letters that a name from two
// languages brings together.
func spaced(name string) string { return hanMeetsLatin.ReplaceAllString(name, "$1$3 $2$4") }

var hanMeetsLatin = regexp.MustCompile(`(\p{Han})(\p{Latin})|(\p{Latin})(\p{Han})`)

// stateTone is how the state of a seminar looks.
func stateTone(s models.SeminarState) Tone {
	switch s {
	case models.SeminarAnnounced:
		return Active
	case models.SeminarCancelled:
		return Bad
	case models.SeminarPostponed:
		return Caution
	}
	return Neutral
}
