package models

// SeminarDesk is everything that those who work on a seminar see at once.
type SeminarDesk struct {
	Seminar    Seminar
	Series     Series
	Host       Text
	Organisers []OrganiserRow
	Sessions   []SessionRow
	Lacks      []Lack
	Clashes    []Clash
	Counts     map[RegistrationStatus]int
	Summaries  int
	Notes      int
	MayEdit    bool
}
