package models

// SeriesDesk is a series as those who work on it see it.
type SeriesDesk struct {
	Series   Series
	Seminars []SeminarRow
	Themes   []Theme
	MayEdit  bool
	MayTheme bool
}

// SeminarRow is a seminar in the list of its series. One in which the actor
// has no part is there because everybody may know of it: Works is false, and
// neither its working pages nor its counts are the actor's to see.
type SeminarRow struct {
	Seminar
	Works bool
}

// MayTheme reports whether the actor may add and rename the themes of the
// series: who organises it, and the secretariat that files points under them.
func (s Series) MayTheme(a Actor) bool { return s.MayEdit(a) || a.ServesSeries(s.ID) }

// Desk puts together what the actor sees of the series. reported are the
// seminars in which the actor is rapporteur of a session.
func (s Series) Desk(a Actor, seminars []Seminar, reported []string, themes []Theme) SeriesDesk {
	d := SeriesDesk{Series: s, MayEdit: s.MayEdit(a), MayTheme: s.MayTheme(a)}
	works := d.MayTheme
	for _, m := range seminars {
		row := SeminarRow{m, m.MayWork(a) || List(reported).Has(m.ID)}
		d.Seminars, works = append(d.Seminars, row), works || row.Works
	}
	if works { // a theme is nobody else's to know before something is published under it
		d.Themes = themes
	}
	return d
}
