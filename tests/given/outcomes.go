package given

import (
	"context"
	"fmt"

	"consultations/models"
)

// Outcome is a concluded seminar with two organisers who must clear, a partner
// who need not, a draft of its summary, and the people who work on it.
type Outcome struct {
	*Given
	Series, SeriesSlug   string
	Seminar, SeminarSlug string
	Session              string
	Summary              string
	Organisations        [2]string // co-organisers
	Partner              string
	Drafter, Publisher   models.Actor // of the secretariat
	Clearers             [2]models.Actor
	ForPartner           models.Actor
}

// NewOutcome creates a draft with that many points.
func (g *Given) NewOutcome(points int) *Outcome {
	g.T.Helper()
	ctx, n := context.Background(), counter.Add(1)
	o := &Outcome{Given: g}
	series, err := g.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: fmt.Sprintf("Peace operations %d", n), Subtitle: "Revisited", Language: "en"})
	g.must(err)
	o.Series, o.SeriesSlug = series.ID, series.Slug
	seminar, err := g.Store.CreateSeminar(ctx, models.System, series.ID, models.SeminarInput{
		Label: "Regional seminar", Place: "Beijing", TimeZone: "Asia/Shanghai", Language: "en", Languages: []string{"en"},
		StartsOn: "2027-02-01", EndsOn: "2027-02-02", Admission: models.AdmissionInvited,
	})
	g.must(err)
	o.Seminar, o.SeminarSlug = seminar.ID, seminar.Slug
	for i, role := range []models.OrganiserRoleKind{"co_organiser", "host", "partner"} {
		org, err := g.Store.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: fmt.Sprintf("Ministry %d-%d", n, i), Kind: "government", Language: "en"})
		g.must(err)
		_, err = g.Store.AddOrganiser(ctx, models.System, seminar.ID, models.OrganiserInput{OrganisationID: org.ID, Role: role, Language: "en"})
		g.must(err)
		clears := g.Actor(fmt.Sprintf("Clearer %d", i), models.GrantInput{Role: models.CoOrganiser, SeminarID: seminar.ID, OrganisationID: org.ID})
		if i == 2 {
			o.Partner, o.ForPartner = org.ID, clears
		} else {
			o.Organisations[i], o.Clearers[i] = org.ID, clears
		}
	}
	session, err := g.Store.AddSession(ctx, models.System, seminar.ID, models.SessionInput{
		Title: "Panel", Kind: "panel", Attribution: models.ChathamHouse, StartsAt: "2027-02-01T09:00", EndsAt: "2027-02-01T10:00", Language: "en",
		Panellists: "Amara Diallo, Ambassador\n李明",
	})
	g.must(err)
	o.Session = session.ID
	g.must(g.Store.MoveSeminar(ctx, models.System, seminar.ID, models.SeminarAnnounced))
	g.must(g.Store.MoveSeminar(ctx, models.System, seminar.ID, models.SeminarConcluded))
	secretariat := models.GrantInput{Role: models.Secretariat, SeriesID: series.ID}
	o.Drafter, o.Publisher = g.Actor("Drafter", secretariat), g.Actor("Publisher", secretariat)
	summary, err := g.Store.CreateSummary(ctx, o.Drafter, seminar.ID, models.SummaryInput{Kind: "executive_summary", Title: "Executive summary", Intro: "Two days of discussion.", Language: "en"})
	g.must(err)
	o.Summary = summary.ID
	for i := range points {
		o.Point(fmt.Sprintf("Finding number %d of the seminar", i+1))
	}
	return o
}

// Point adds a point to the draft.
func (o *Outcome) Point(body string, sessions ...string) models.Point {
	o.T.Helper()
	p, err := o.Store.AddPoint(context.Background(), o.Drafter, o.Summary, PointOf(body, sessions...))
	o.must(err)
	return p
}

// PointOf is a valid form for a point.
func PointOf(body string, sessions ...string) models.PointInput {
	return models.PointInput{Kind: "finding", Body: body, Voice: "participants", Strength: "noted", Language: "en", Sessions: sessions}
}

// Other is the same seminar with the draft of another text, which has one point.
func (o *Outcome) Other(kind models.SummaryKind, title string) *Outcome {
	o.T.Helper()
	other := *o
	m, err := o.Store.CreateSummary(context.Background(), o.Drafter, o.Seminar, models.SummaryInput{Kind: kind, Title: title, Language: "en"})
	o.must(err)
	other.Summary = m.ID
	other.Point("A point of the " + title)
	return &other
}

// Text is the present working text.
func (o *Outcome) Text() models.Summary {
	o.T.Helper()
	desk, err := o.Store.SummaryDesk(context.Background(), models.System, o.Summary)
	o.must(err)
	return desk.Summary
}

// Points are the points of the working text.
func (o *Outcome) Points() []models.PointRow {
	o.T.Helper()
	points, err := o.Store.Points(context.Background(), models.System, o.Summary)
	o.must(err)
	return points
}

// Submitted sends the text to clearance.
func (o *Outcome) Submitted() *Outcome {
	o.T.Helper()
	_, err := o.Store.SubmitSummary(context.Background(), o.Drafter, o.Summary, models.SummaryClearance)
	o.must(err)
	return o
}

// Cleared clears every point of the text for both organisers.
func (o *Outcome) Cleared() *Outcome {
	o.T.Helper()
	for _, clearer := range o.Clearers {
		_, err := o.Store.Decide(context.Background(), clearer, o.Summary, models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared})
		o.must(err)
	}
	return o
}

// Corrected begins a correction of the cleared text.
func (o *Outcome) Corrected() *Outcome {
	o.T.Helper()
	_, err := o.Store.BeginCorrection(context.Background(), o.Drafter, o.Summary)
	o.must(err)
	return o
}

// Published publishes the cleared text.
func (o *Outcome) Published(in models.EditionInput) models.Edition {
	o.T.Helper()
	in.Revision = o.Text().Revision
	e, err := o.Store.PublishSummary(context.Background(), o.Publisher, o.Summary, in)
	o.must(err)
	return e
}

func (g *Given) must(err error) {
	g.T.Helper()
	if err != nil {
		g.T.Fatal(err)
	}
}
