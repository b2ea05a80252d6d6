package store

import (
	"gorm.io/gorm"

	"consultations/models"
)

// nobody is a list that matches no identifier: IN does not accept an empty
// list.
var nobody = []string{""}

// grantedSeries lists the series for which the actor has a grant.
func grantedSeries(by models.Actor) []string {
	ids := nobody
	for _, g := range by.Grants {
		if g.SeriesID != "" {
			ids = append(ids, string(g.SeriesID))
		}
	}
	return ids
}

// grantedSeminars lists the seminars whose working area the actor may see by a
// grant for the seminar; see Seminar.MaySeeWorkingArea.
func grantedSeminars(by models.Actor) []string {
	ids := nobody
	for _, g := range by.Grants {
		if g.SeminarID != "" && (g.Role == models.OrganiserRole || g.Role == models.CoOrganiser) {
			ids = append(ids, string(g.SeminarID))
		}
	}
	return ids
}

// grantedSessions lists the sessions for which the actor has a grant.
func grantedSessions(by models.Actor) []string {
	ids := nobody
	for _, g := range by.Grants {
		if g.SessionID != "" {
			ids = append(ids, string(g.SessionID))
		}
	}
	return ids
}

// hasPart reports whether the actor has a grant in one of the seminars of a
// series. Most actors have none for a seminar, and then no query is made.
func (s *Store) hasPart(q *gorm.DB, by models.Actor, series string) (bool, error) {
	seminars, sessions := grantedSeminars(by), grantedSessions(by)
	if len(seminars) == 1 && len(sessions) == 1 {
		return false, nil
	}
	var n int64
	err := q.Session(&gorm.Session{NewDB: true}).Raw(`SELECT count(*) FROM seminars m WHERE m.series_id = ? AND (m.id IN ? OR m.id IN (SELECT n.seminar_id FROM sessions n WHERE n.id IN ?))`,
		series, seminars, sessions).Row().Scan(&n)
	return n > 0, err
}

func ofSeries(x models.Series) subject { return subject{kind: "series", id: x.ID, series: x.ID} }

func ofSeminar(x models.Seminar) subject {
	return subject{kind: "seminar", id: x.ID, series: x.SeriesID, seminar: x.ID}
}
