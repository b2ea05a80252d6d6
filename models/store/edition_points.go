package store

import (
	"fmt"
	"strings"

	"consultations/models"
)

// showNewest puts the points of the newest edition that is not withdrawn into
// lists and search. Older editions keep their addresses.
func (t *tx) showNewest(summaryID string) error {
	ofSummary := "(SELECT id FROM editions WHERE summary_id = ?)"
	for _, statement := range []string{
		"DELETE FROM found_texts WHERE kind = 'point' AND object_id IN (SELECT point_id FROM edition_points WHERE edition_id IN " + ofSummary + ")",
		"DELETE FROM found_texts WHERE kind = 'edition' AND object_id IN " + ofSummary,
		"DELETE FROM edition_points WHERE edition_id IN " + ofSummary,
	} {
		if err := t.Exec(statement, summaryID).Error; err != nil {
			return err
		}
	}
	var newest []models.Edition
	if err := t.Where("summary_id = ? AND withdrawn_at IS NULL", summaryID).Order("number DESC").Limit(1).Find(&newest).Error; err != nil || len(newest) == 0 {
		return err
	}
	e := newest[0]
	var series, seminar string
	if err := t.Raw("SELECT s.slug, m.slug FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = ?", e.SeminarID).Row().Scan(&series, &seminar); err != nil {
		return err
	}
	path := fmt.Sprintf("/series/%s/%s/summary/editions/%d", series, seminar, e.Number)
	// From the last to the first, because the search shows the latest row
	// first.
	for i := len(e.Document.Points) - 1; i >= 0; i-- {
		p := e.Document.Points[i]
		if err := t.showPoint(e, i+1, p); err != nil {
			return err
		}
		// Without the title of the edition, which would otherwise be found once
		// for each point.
		by := append([]models.Text{p.Body}, p.Themes...)
		for _, a := range p.Addressees {
			by = append(by, models.NewText(e.Document.Language, a.Name))
		}
		if err := t.index(models.FoundPoint, p.ID, path+"#"+p.Code, headed(p.Code, e.Title), p.Body, e.PublishedAt, by...); err != nil {
			return err
		}
	}
	return t.index(models.FoundEdition, e.ID, path, e.Title, e.Intro, e.PublishedAt, wordsOfDocument(e.Document)...)
}

// wordsOfDocument are the texts of a document besides its points, which are
// found by themselves.
func wordsOfDocument(d models.Document) []models.Text {
	by := []models.Text{d.Title, d.Intro, d.Place, d.IssuedPlace, d.Reference}
	for _, o := range d.Organisers {
		by = append(by, o.ShownAs)
	}
	if p := d.EarlierPublication; p != nil {
		by = append(by, p.Title, p.IssuedBy, p.IssuedPlace)
	}
	return by
}

func (t *tx) showPoint(e models.Edition, position int, p models.DocumentPoint) error {
	keys := "|"
	for _, theme := range p.Themes {
		keys += models.ThemeKey(theme.Source()) + "|"
	}
	return t.Exec(`INSERT INTO edition_points (edition_id, point_id, series_id, seminar_id, position, code, kind, voice, strength, themes, theme_keys, body, addressees)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, e.ID, p.ID, e.SeriesID, e.SeminarID, position, p.Code, p.Kind, p.Voice, p.Strength,
		models.Texts(p.Themes), keys, p.Body, models.Addressees(p.Addressees)).Error
}

// headed puts the code of a point before the title of its edition, in every
// language of the title.
func headed(code string, title models.Text) models.Text {
	out := models.Text{Original: title.Original, In: map[string]string{}}
	for lang, s := range title.In {
		out.In[lang] = strings.TrimSpace(code + " · " + s)
	}
	return out
}
