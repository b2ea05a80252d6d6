package store

import "consultations/models"

// indexSeries adds an announced series to the search.
func (t *tx) indexSeries(x models.Series) error {
	path := "/series/" + x.Slug
	if err := t.moveFound(models.FoundSeries, x.ID, path); err != nil {
		return err
	}
	body := x.Subtitle
	if !x.About.IsZero() {
		body = x.About
	}
	by := append([]models.Text{x.Title, x.Subtitle, x.Lead, x.About}, inNoLanguage(append(x.AlternateTitles, x.Regions...))...)
	return t.index(models.FoundSeries, x.ID, path, x.Title, body, x.UpdatedAt, by...)
}

// indexSeminar adds an announced seminar to the search, with everything that
// its public pages say of it. It is shown by its title or by its label and
// place. The series is locked, so that its address cannot change before this
// row is written.
func (t *tx) indexSeminar(m models.Seminar) error {
	var series models.Series
	if err := t.Raw("SELECT id, slug FROM series WHERE id = ?"+t.s.db.LockRow(), m.SeriesID).Take(&series).Error; err != nil {
		return err
	}
	path := "/series/" + series.Slug + "/" + m.Slug
	if err := t.moveFound(models.FoundSeminar, m.ID, path); err != nil {
		return err
	}
	title := m.Title
	if title.IsZero() {
		title = m.Place
	}
	body := models.LabelAndPlace(m.Label, m.Place)
	if !m.About.IsZero() {
		body = m.About
	}
	by, err := t.wordsOfSeminar(m)
	if err != nil {
		return err
	}
	return t.index(models.FoundSeminar, m.ID, path, title, body, m.UpdatedAt, by...)
}

// wordsOfSeminar are the texts on the public pages of a seminar. The programme
// is one of them only when it is published.
func (t *tx) wordsOfSeminar(m models.Seminar) ([]models.Text, error) {
	by := append([]models.Text{m.Title, m.Label, m.Place, m.Venue, m.About}, inNoLanguage([]string{m.Region, m.Contact})...)
	if m.HostEntityID != "" {
		var host models.Entity
		if err := t.Raw("SELECT names FROM entities WHERE id = ?", string(m.HostEntityID)).Take(&host).Error; err != nil {
			return nil, err
		}
		by = append(by, host.Names)
	}
	var organisers []models.OrganiserRow
	if err := t.Raw(organiserRows+" WHERE o.seminar_id = ? ORDER BY o.position, o.id", m.ID).Scan(&organisers).Error; err != nil {
		return nil, err
	}
	for _, o := range organisers {
		by = append(by, o.Shown())
	}
	if !m.AgendaPublished {
		return by, nil
	}
	var sessions []models.Session
	if err := t.Where("seminar_id = ?", m.ID).Order("starts_at, id").Find(&sessions).Error; err != nil {
		return nil, err
	}
	for _, n := range sessions {
		by = append(append(by, n.Title, n.About), inNoLanguage([]string{n.Room})...)
	}
	var people []models.SessionPerson
	err := t.Raw("SELECT p.* FROM session_people p JOIN sessions n ON n.id = p.session_id WHERE n.seminar_id = ? ORDER BY p.id", m.ID).Scan(&people).Error
	for _, p := range people {
		by = append(by, inNoLanguage([]string{p.Name, p.Post})...)
	}
	return by, err
}

// inNoLanguage are names as the search reads them: their words as they are.
func inNoLanguage(names []string) []models.Text {
	var all []models.Text
	for _, name := range names {
		all = append(all, models.NewText("en", name))
	}
	return all
}

// reindexSeminars updates the search for those of the seminars that are public,
// after something on their pages has changed.
func (t *tx) reindexSeminars(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	var public []models.Seminar
	if err := t.Raw("SELECT * FROM seminars WHERE id IN ? AND (status <> 'draft') ORDER BY id"+t.s.db.LockRow(), ids).Scan(&public).Error; err != nil {
		return err
	}
	for _, m := range public {
		if err := t.indexSeminar(m); err != nil {
			return err
		}
	}
	return nil
}
