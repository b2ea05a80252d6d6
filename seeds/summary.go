package seeds

import (
	"consultations/models"
)

// loadSummary brings the summary through the states that every summary goes
// through. The published document was issued for both co-organisers, which is
// what their clearance here records.
func (l *loader) loadSummary(seminarID string) error {
	d := l.data.Summary
	m, err := l.s.CreateSummary(l.ctx, models.System, seminarID, models.SummaryInput{
		Kind: d.Kind, Title: d.Title, Intro: d.Intro, IssuedPlace: d.IssuedPlace, Reference: d.Reference, Language: "en",
	})
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
	if m, err = l.s.SubmitSummary(l.ctx, models.System, m.ID, models.SummaryClearance); err != nil {
		return err
	}
	for _, seminar := range l.data.Seminars {
		if seminar.Number != d.Seminar {
			continue
		}
		for _, o := range seminar.Organisers {
			said := models.ClearanceInput{OrganisationID: l.organisations[o.Organisation], Revision: m.Revision, Decision: models.Cleared}
			if _, err := l.s.Decide(l.ctx, models.System, m.ID, said); err != nil {
				return err
			}
		}
	}
	_, err = l.s.PublishSummary(l.ctx, models.System, m.ID, models.EditionInput{Revision: m.Revision})
	return err
}
