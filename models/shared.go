package models

// Use is a seminar in which a shared record is used: an organisation, or a
// State or other participating entity.
type Use struct{ SeriesID, SeminarID string }

// MayChangeShared decides whether the actor may change a record that any series
// can use: administrators always, others if they organise or serve everything
// that uses it. What one series calls an organisation must not change in the
// documents of another.
func MayChangeShared(a Actor, uses []Use) error {
	if a.Administers() {
		return nil
	}
	if !MayKeepOrganisations(a) {
		return Missing()
	}
	for _, u := range uses {
		if !a.Organises(u.SeriesID, u.SeminarID) && !a.ServesSeries(u.SeriesID) {
			return Refuse(Forbidden, "organisation.shared")
		}
	}
	return nil
}
