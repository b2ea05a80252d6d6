package models

import "time"

// firstHour is when a programme begins by default, and usualLength how long a
// session is by default.
const (
	firstHour   = "T09:00"
	usualLength = 90 * time.Minute
)

// NextSession proposes the values of the form for a further session: after
// the last one of the programme, or on the first morning of the seminar. Room
// and attribution rule are those of the previous session; a break has no rule.
func NextSession(m Seminar, sessions []SessionRow) SessionInput {
	in := SessionInput{Kind: "plenary", Attribution: ChathamHouse, Notify: true}
	var start LocalTime
	if !m.StartsOn.IsZero() {
		start = LocalTime(string(m.StartsOn) + firstHour)
	}
	for i, n := range sessions {
		if i == 0 || n.EndsLocal > start {
			start, in.Room = n.EndsLocal, n.Room
			if n.Kind != Break {
				in.Attribution = n.Attribution
			}
		}
	}
	if t, err := time.Parse(localLayout, string(start)); err == nil {
		in.StartsAt, in.EndsAt = start, LocalTime(t.Add(usualLength).Format(localLayout))
	}
	return in
}
