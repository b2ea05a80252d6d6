package models

import "sort"

// Clash is a conflict in a programme. It is shown immediately and prevents
// nothing: a draft may be inconsistent for a while.
type Clash struct {
	Code   string    // clash.room, clash.person, clash.days, clash.closes
	What   string    // the room or the name; empty for days
	First  string    // id of a session; empty for closes
	Second string    // id of the other session; empty for days
	At     LocalTime // the start of the later one
}

// Clashes finds conflicts: one room or one person in two sessions at the same
// time, a session outside the dates of the seminar, and registration that
// closes after the end of the seminar.
func Clashes(s Seminar, sessions []SessionRow) []Clash {
	rows := append([]SessionRow(nil), sessions...)
	sort.Slice(rows, func(i, j int) bool { return rows[i].StartsAt.Before(rows[j].StartsAt) })
	var clashes []Clash
	if s.EndsOn != "" && s.ClosesLocal.Day() > s.EndsOn {
		clashes = append(clashes, Clash{Code: "clash.closes", At: s.ClosesLocal})
	}
	for i, a := range rows {
		if s.IsOutside(a.Session) {
			clashes = append(clashes, Clash{Code: "clash.days", First: a.ID, At: a.StartsLocal})
		}
		for _, b := range rows[i+1:] {
			if !b.StartsAt.Before(a.EndsAt) {
				break // sorted: nothing later overlaps a
			}
			if a.Room != "" && NameKey(a.Room) == NameKey(b.Room) {
				clashes = append(clashes, Clash{"clash.room", a.Room, a.ID, b.ID, b.StartsLocal})
			}
			for _, name := range inBoth(a.People, b.People) {
				clashes = append(clashes, Clash{"clash.person", name, a.ID, b.ID, b.StartsLocal})
			}
		}
	}
	return clashes
}

func inBoth(a, b []SessionPerson) []string {
	of := map[string]bool{}
	for _, p := range a {
		of[p.NameKey] = true
	}
	var both []string
	for _, p := range b {
		if of[p.NameKey] {
			both = append(both, p.Name)
			delete(of, p.NameKey)
		}
	}
	return both
}
