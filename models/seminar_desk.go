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
	Counts     map[RegistrationState]int
	Summaries  int
	Notes      int
	MayEdit    bool
	MayList    bool
	MayNote    bool
}

// WorkingHome is the first page of the working area.
type WorkingHome struct {
	Series    []Series
	Seminars  []SeminarTask
	MayCreate bool
}

// SeminarTask is a seminar in which the actor has a part, with what waits there.
type SeminarTask struct {
	ID          string
	SeriesTitle Text
	Title       Text
	Label       Text
	Place       Text
	State       SeminarState
	StartsOn    Day
	EndsOn      Day
	Year        *int
	Pending     int // registrations that wait for the organisers
	InClearance int // summaries that are before the organisers
	Cleared     int // summaries that can be published
}
