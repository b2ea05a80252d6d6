package models

// SeriesDesk is the working page of a series.
type SeriesDesk struct {
	Series   Series
	Seminars []SeminarRow
	Themes   []Theme
	MayEdit  bool
	MayTheme bool
}

// SeminarRow is a seminar in the list of its series. If the actor has no part
// in it, it is listed because it is public: HasPart is false, and the actor
// does not see its working pages.
type SeminarRow struct {
	Seminar
	HasPart bool
	MayList bool // how many people registered
}

// MayTheme reports whether the actor may add and rename the themes of the
// series: its organisers, and the secretariat that groups points under them.
func (s Series) MayTheme(a Actor) bool { return s.MayEdit(a) || a.ServesSeries(s.ID) }

// MaySeeThemes reports whether the actor may read the themes of the series:
// only those who have a part in it, because a theme is not public before a
// point is published under it.
func (s Series) MaySeeThemes(a Actor, part bool) bool { return part || s.MayTheme(a) }

// Desk assembles what the actor sees of the series. reported are the seminars
// in which the actor is rapporteur of a session.
func (s Series) Desk(a Actor, seminars []Seminar, reported []string, themes []Theme) SeriesDesk {
	d := SeriesDesk{Series: s, MayEdit: s.MayEdit(a), MayTheme: s.MayTheme(a)}
	part := false
	for _, m := range seminars {
		row := SeminarRow{m, m.MaySeeWorkingArea(a) || List(reported).Has(m.ID), m.MayListParticipants(a)}
		d.Seminars, part = append(d.Seminars, row), part || row.HasPart
	}
	if s.MaySeeThemes(a, part) {
		d.Themes = themes
	}
	return d
}
