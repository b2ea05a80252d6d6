package seeds

import (
	"fmt"

	"consultations/models"
)

// loadSeminar makes a seminar that is over: announced, then concluded.
// Nobody registers for it here any more.
func (l *loader) loadSeminar(d seminarData) (id string, err error) {
	state, ok := l.states[d.Entity]
	if !ok {
		return "", fmt.Errorf("there is no State %q", d.Entity)
	}
	in := func(lang string) models.SeminarInput {
		input := models.SeminarInput{
			Label: d.Label[lang], Place: d.Place[lang], Number: models.WholeOf(&d.Number), HostEntity: state, Region: d.Region,
			TimeZone: d.TimeZone, StartsOn: d.StartsOn, EndsOn: d.EndsOn, Admission: models.AdmissionInvited, Language: lang,
		}
		if d.Year != 0 {
			input.Year = models.WholeOf(&d.Year)
		}
		return input
	}
	m, err := l.s.CreateSeminar(l.ctx, models.System, l.series.ID, in("en"))
	if err != nil {
		return "", err
	}
	err = translated(d.Place, func(lang string) error {
		input := in(lang)
		input.Slug = m.Slug
		m, err = l.s.EditSeminar(l.ctx, models.System, m.ID, m.Version, input)
		return err
	})
	if err != nil {
		return "", err
	}
	if err := l.loadOrganisers(m.ID, d); err != nil {
		return "", err
	}
	for _, to := range []models.SeminarStatus{models.SeminarAnnounced, models.SeminarConcluded} {
		if err := l.s.MoveSeminar(l.ctx, models.System, m.ID, to); err != nil {
			return "", err
		}
	}
	return m.ID, nil
}

func (l *loader) loadOrganisers(seminarID string, d seminarData) error {
	for _, o := range d.Organisers {
		in := models.OrganiserInput{
			OrganisationID: l.organisations[o.Organisation], Role: o.Role, Hosts: o.Hosts, ShownAs: o.ShownAs["en"], Language: "en",
		}
		row, err := l.s.AddOrganiser(l.ctx, models.System, seminarID, in)
		if err != nil {
			return err
		}
		err = translated(o.ShownAs, func(lang string) error {
			in.ShownAs, in.Language = o.ShownAs[lang], lang
			row, err = l.s.EditOrganiser(l.ctx, models.System, seminarID, row.ID, row.Version, in)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
