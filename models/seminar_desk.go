package models

// SeminarDesk is everything that the overview of a seminar shows to those who
// work on it.
type SeminarDesk struct {
	Seminar      Seminar
	Series       Series
	Host         Text
	Organisers   []OrganiserRow
	Sessions     []SessionRow
	StillMissing []MissingItem
	Clashes      []Clash
	Counts       map[RegistrationStatus]int
	Summaries    int
	Notes        int
	MayEdit      bool
}
