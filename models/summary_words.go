package models

import (
	"database/sql/driver"
	"encoding/json"
	"maps"
	"slices"
)

// SharedWords are the words that a document prints beside its working text:
// the titles of series and seminar, place and days, the printed names of the
// organisers and the names of themes. The organisers clear them with the text,
// although others may change them.
type SharedWords struct {
	Series     Text            `json:"series"`
	Subtitle   Text            `json:"subtitle"`
	Seminar    Text            `json:"seminar"`
	Place      Text            `json:"place"`
	StartsOn   Day             `json:"starts_on"`
	EndsOn     Day             `json:"ends_on"`
	Organisers map[string]Text `json:"organisers"` // by the id of the organiser
	Themes     map[string]Text `json:"themes"`     // by their id
}

// Differ reports whether something reads otherwise than in the words that were
// cleared. An organiser that came or left is no other word: its clearance is
// asked for, or no longer needed, by itself.
func (w SharedWords) Differ(cleared SharedWords) bool {
	titles := func(w SharedWords) []Text { return []Text{w.Series, w.Subtitle, w.Seminar, w.Place} }
	return !slices.EqualFunc(titles(w), titles(cleared), Text.Equal) || w.StartsOn != cleared.StartsOn || w.EndsOn != cleared.EndsOn ||
		namesDiffer(w.Organisers, cleared.Organisers) || namesDiffer(w.Themes, cleared.Themes)
}

// namesDiffer compares the names that are in both.
func namesDiffer(now, cleared map[string]Text) bool {
	for id, name := range now {
		if was, ok := cleared[id]; ok && !name.Equal(was) {
			return true
		}
	}
	return false
}

// Equal reports whether two texts are the same in every language.
func (t Text) Equal(other Text) bool {
	return t.Original == other.Original && maps.Equal(t.In, other.In)
}

// AwaitsWords reports whether the replies of organisers to the text depend on
// its shared words: it is in clearance, or cleared and not yet published.
func (m Summary) AwaitsWords() bool {
	return m.NeedsClearance() && (m.Status == SummaryClearance || m.Status == SummaryCleared && !m.isUnchanged())
}

// Reworded returns the text after its shared words changed: a new revision
// without replies, which is in clearance again. Who changed the words does not
// become an author of the text.
func (m Summary) Reworded(words SharedWords) Summary {
	m.Revision++
	m.Status, m.SharedWords = SummaryClearance, &words
	return m
}

// Value stores the words as JSON.
func (w SharedWords) Value() (driver.Value, error) {
	b, err := json.Marshal(w)
	return string(b), err
}

// Scan reads the words back from JSON.
func (w *SharedWords) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*w = SharedWords{}
		return err
	}
	return json.Unmarshal(b, w)
}
