package given

import (
	"context"
	"fmt"

	"consultations/models"
	"consultations/models/store"
)

// Programme is a series with one draft of a seminar, ready to be announced,
// and the person who made both.
type Programme struct {
	*Given
	By                   models.Actor // organiser and secretariat of the series
	Series, SeriesSlug   string
	Seminar, SeminarSlug string
	Host, HostName       string // an organisation
}

// NewProgramme creates the series, the draft and its host.
func (g *Given) NewProgramme() *Programme {
	g.T.Helper()
	p := &Programme{Given: g}
	account := g.Account("Organiser", models.GrantInput{Role: models.Administrator})
	by := g.SignedIn(account.ID)
	series, err := g.Store.CreateSeries(context.Background(), by, models.SeriesInput{Title: fmt.Sprintf("Programme %d", counter.Add(1)), Language: "en", Regions: "Asia"})
	g.must(err)
	p.By = g.SignedIn(account.ID) // with the roles that came with the series
	p.Series, p.SeriesSlug = series.ID, series.Slug
	m := p.NewSeminar("Beijing")
	p.Seminar, p.SeminarSlug = m.ID, m.Slug
	p.HostName = fmt.Sprintf("Institute %d", counter.Add(1))
	p.Host = p.Organisation(p.HostName)
	_, err = g.Store.AddOrganiser(context.Background(), p.By, p.Seminar, models.OrganiserInput{OrganisationID: p.Host, Role: "host", Language: "en"})
	g.must(err)
	return p
}

// SeminarIn is a valid form for a seminar of two days in a city.
func SeminarIn(city string) models.SeminarInput {
	return models.SeminarInput{
		Label: "Regional seminar", Place: city, TimeZone: "Asia/Shanghai", StartsOn: "2027-05-26", EndsOn: "2027-05-27", Languages: []string{"en", "zh"},
		Admission: models.AdmissionOpen, Seats: "60", OpensAt: "2027-02-01T09:00", ClosesAt: "2027-05-01T18:00", Language: "en",
	}
}

// NewSeminar adds a draft to the series.
func (p *Programme) NewSeminar(city string) models.Seminar {
	p.T.Helper()
	m, err := p.Store.CreateSeminar(context.Background(), p.By, p.Series, SeminarIn(city))
	p.must(err)
	return m
}

// Organisation adds an organisation.
func (p *Programme) Organisation(name string) string {
	p.T.Helper()
	o, err := p.Store.AddOrganisation(context.Background(), models.System, models.OrganisationInput{Name: name, Kind: "government_body", Language: "en"})
	p.must(err)
	return o.ID
}

// SessionAt is a valid form for a session on the first day.
func SessionAt(from, to models.LocalTime, room string, chair models.Lines) models.SessionInput {
	return models.SessionInput{Title: "Session at " + string(from), Kind: "panel", Attribution: models.ChathamHouse, Language: "en",
		StartsAt: "2027-05-26T" + from, EndsAt: "2027-05-26T" + to, Room: room, Chair: chair}
}

// Session adds a session to the seminar.
func (p *Programme) Session(in models.SessionInput) models.Session {
	p.T.Helper()
	n, err := p.Store.AddSession(context.Background(), p.By, p.Seminar, in)
	p.must(err)
	return n
}

// Announced announces the seminar.
func (p *Programme) Announced() *Programme {
	p.T.Helper()
	p.must(p.Store.MoveSeminar(context.Background(), p.By, p.Seminar, models.SeminarAnnounced))
	return p
}

// Desk is the working page of the seminar as the program sees it.
func (p *Programme) Desk() models.SeminarDesk {
	p.T.Helper()
	d, err := p.Store.SeminarDesk(context.Background(), models.System, p.Seminar)
	p.must(err)
	return d
}

// MoveSeminar changes the status of a seminar; when it is announced again, its
// present dates are confirmed.
func MoveSeminar(ctx context.Context, s *store.Store, by models.Actor, id string, to models.SeminarStatus) error {
	if to != models.SeminarAnnounced {
		return s.MoveSeminar(ctx, by, id, to)
	}
	head, err := s.SeminarHead(ctx, by, id)
	if err != nil {
		return err
	}
	return s.AnnounceSeminar(ctx, by, id, models.AnnouncementInput{Days: head.Days()})
}
