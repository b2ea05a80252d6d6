package store

import "consultations/models"

// sharedWords reads the words that the document of a text prints beside it.
func (t *tx) sharedWords(m models.Summary, seminar models.Seminar) (models.SharedWords, error) {
	var series models.Series
	if err := t.Where("id = ?", seminar.SeriesID).Take(&series).Error; err != nil {
		return models.SharedWords{}, err
	}
	w := models.SharedWords{
		Series: series.Title, Subtitle: series.Subtitle, Seminar: seminar.PrintedTitle(), Place: seminar.Place, StartsOn: seminar.StartsOn, EndsOn: seminar.EndsOn,
		Organisers: map[string]models.Text{}, Themes: map[string]models.Text{},
	}
	var organisers []models.OrganiserRow
	err := t.Raw("SELECT o.id, g.name, o.shown_as FROM organisers o JOIN organisations g ON g.id = o.organisation_id WHERE o.seminar_id = ?", seminar.ID).Scan(&organisers).Error
	if err != nil {
		return w, err
	}
	for _, o := range organisers {
		w.Organisers[o.ID] = o.Shown()
	}
	var themes []models.Theme
	err = t.Raw(`SELECT h.* FROM themes h WHERE h.id IN (SELECT k.theme_id FROM point_themes k JOIN points p ON p.id = k.point_id WHERE p.summary_id = ?)`, m.ID).Scan(&themes).Error
	for _, h := range themes {
		w.Themes[h.ID] = h.Name
	}
	return w, err
}

// keepWords notes the shared words of a text that organisers are asked to
// clear.
func (t *tx) keepWords(m *models.Summary, seminar models.Seminar) error {
	if m.Status != models.SummaryClearance {
		return nil
	}
	words, err := t.sharedWords(*m, seminar)
	m.SharedWords = &words
	return err
}

// wordsChanged sends texts back to their organisers after words that they
// print were changed, in the seminars m of the condition. Their replies were
// given to other words. Every change of such words calls it.
func (t *tx) wordsChanged(condition string, args ...any) error {
	var ids []string
	err := t.Raw("SELECT y.id FROM summaries y JOIN seminars m ON m.id = y.seminar_id WHERE y.status IN ('clearance', 'cleared') AND ("+condition+") ORDER BY y.id", args...).Scan(&ids).Error
	if err != nil {
		return err
	}
	for _, id := range ids {
		m, seminar, err := t.lockSummary(models.System, id)
		if err != nil {
			return err
		}
		words, err := t.sharedWords(m, seminar)
		if err != nil {
			return err
		}
		if !m.AwaitsWords() || m.SharedWords == nil || !words.Differ(*m.SharedWords) {
			continue
		}
		voided := m.Revision
		m = m.Reworded(words)
		m.UpdatedAt, m.Version = t.s.db.Now(), m.Version+1
		if err := t.Select("Status", "Revision", "SharedWords", "UpdatedAt", "Version").Updates(&m).Error; err != nil {
			return err
		}
		if err := t.record(ofSummary(m, seminar), map[string]any{"revision": m.Revision, "status": m.Status}); err != nil {
			return err
		}
		if err := t.mailVoided(m, seminar, voided); err != nil {
			return err
		}
	}
	return nil
}
