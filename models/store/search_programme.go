package store

import "consultations/models"

// indexSeries adds an announced series to the search.
func (t *tx) indexSeries(x models.Series) error {
	body := x.Subtitle
	if !x.About.IsZero() {
		body = x.About
	}
	return t.index(models.FoundSeries, x.ID, "/series/"+x.Slug, x.Title, body, x.UpdatedAt)
}

// indexSeminar adds an announced seminar to the search, by its title or by its
// label and place. The series is locked, so that its address cannot change
// before this row is written.
func (t *tx) indexSeminar(m models.Seminar) error {
	var series models.Series
	if err := t.Raw("SELECT id, slug FROM series WHERE id = ?"+t.s.db.LockRow(), m.SeriesID).Take(&series).Error; err != nil {
		return err
	}
	title := m.Title
	if title.IsZero() {
		title = m.Place
	}
	body := models.Text{Original: m.Label.Original, In: map[string]string{}}
	for lang, label := range m.Label.In {
		place, _ := m.Place.Pick(lang)
		body.In[lang] = label + ", " + place
	}
	if !m.About.IsZero() {
		body = m.About
	}
	return t.index(models.FoundSeminar, m.ID, "/series/"+series.Slug+"/"+m.Slug, title, body, m.UpdatedAt)
}
