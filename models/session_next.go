package models

import "time"

// firstHour is when a programme begins unless somebody says otherwise, and
// usualLength how long a session is.
const (
	firstHour   = "T09:00"
	usualLength = 90 * time.Minute
)

// NextSession proposes what the form of a further session shows: after the
// last one of the programme, or on the first morning of the seminar. Room and
// rule are those of the session before.
func NextSession(m Seminar, sessions []SessionRow) SessionInput {
	in := SessionInput{Kind: "plenary", Attribution: ChathamHouse}
	var start LocalTime
	if !m.StartsOn.IsZero() {
		start = LocalTime(string(m.StartsOn) + firstHour)
	}
	for i, n := range sessions {
		if i == 0 || n.EndsLocal > start {
			start, in.Room, in.Attribution = n.EndsLocal, n.Room, n.Attribution
		}
	}
	if t, err := time.Parse(localLayout, string(start)); err == nil {
		in.StartsAt, in.EndsAt = start, LocalTime(t.Add(usualLength).Format(localLayout))
	}
	return in
}
