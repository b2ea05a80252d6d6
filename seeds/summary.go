package seeds

import (
	"consultations/models"
)

// loadSummary publishes the summary as a restatement of the one that was issued
// before. Nobody has cleared the restatement, so no clearance is recorded.
func (l *loader) loadSummary(seminarID string) error {
	d := l.data.Summary
	m, err := l.s.CreateSummary(l.ctx, models.System, seminarID, models.SummaryInput{Kind: d.Kind, Title: d.Title, Intro: d.Intro, Language: "en"})
	if err != nil {
		return err
	}
	for _, p := range d.Points {
		in := models.PointInput{
			Code: p.Code, Kind: p.Kind, Body: p.Body, Voice: p.Voice, Strength: p.Strength, Paragraph: p.Paragraph,
			Themes: []string{l.themes[p.Theme]}, Language: "en",
		}
		switch p.Basis {
		case models.Explicit:
			in.Addressees = p.Addressee
		case models.Inferred:
			in.Inferred = p.Addressee
		}
		if _, err := l.s.AddPoint(l.ctx, models.System, m.ID, in); err != nil {
			return err
		}
	}
	if m, err = l.recordEarlier(m.ID); err != nil {
		return err
	}
	_, err = l.s.PublishSummary(l.ctx, models.System, m.ID, models.EditionInput{Revision: m.Revision})
	return err
}

// recordEarlier records from what the summary is restated.
func (l *loader) recordEarlier(summaryID string) (models.Summary, error) {
	d := l.data.Summary.EarlierPublication
	desk, err := l.s.SummaryDesk(l.ctx, models.System, summaryID)
	if err != nil {
		return models.Summary{}, err
	}
	m := desk.Summary
	write := func(title, lang string) error {
		in := models.EarlierPublicationInput{Kind: d.Kind, Title: title, IssuedPlace: d.IssuedPlace[lang], Language: lang}
		m, err = l.s.RecordEarlierPublication(l.ctx, models.System, summaryID, m.Version, in)
		return err
	}
	if err := write(d.Title, "en"); err != nil {
		return m, err
	}
	err = translated(d.IssuedPlace, func(lang string) error { return write("", lang) })
	return m, err
}
