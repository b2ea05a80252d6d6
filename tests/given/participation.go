package given

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"consultations/models"
)

// DB is a second connection to the database, for tests that read or change rows
// directly. It is closed at the end of the test.
func (g *Given) DB() *sql.DB {
	g.T.Helper()
	db := g.connect()
	g.T.Cleanup(func() { db.Close() })
	return db
}

func (g *Given) connect() *sql.DB {
	g.T.Helper()
	name, address := "pgx", g.URL
	if path, ok := strings.CutPrefix(g.URL, "sqlite:"); ok {
		name, address = "sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_time_format=sqlite&_timezone=UTC"
	}
	db, err := sql.Open(name, address)
	if err != nil {
		g.T.Fatal(err)
	}
	return db
}

// Number asks the database for one number. Placeholders are written $1 for both
// databases.
func (g *Given) Number(query string, args ...any) int {
	g.T.Helper()
	db := g.connect()
	defer db.Close()
	var n int
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		g.T.Fatalf("%s: %v", query, err)
	}
	return n
}

// Version reads the version of a row, as a form sends it.
func (g *Given) Version(table, id string) int {
	g.T.Helper()
	return g.Number("SELECT version FROM " + table + " WHERE id = '" + id + "'")
}

// OpenSeminar creates an announced seminar with that many seats. Registration
// opened yesterday and closes in a month; the seminar begins in two months.
func (g *Given) OpenSeminar(seats int) string {
	g.T.Helper()
	return g.SeminarOf(seats, models.AdmissionOpen)
}

// SeminarOf is OpenSeminar with another kind of admission.
func (g *Given) SeminarOf(seats int, admission models.Admission) string {
	g.T.Helper()
	ctx, now := context.Background(), g.Now()
	must := func(err error) {
		g.T.Helper()
		if err != nil {
			g.T.Fatal(err)
		}
	}
	series, err := g.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: fmt.Sprintf("Consultations %d", counter.Add(1)), Language: "en"})
	must(err)
	m, err := g.Store.CreateSeminar(ctx, models.System, series.ID, models.SeminarInput{
		Label: "Regional seminar", Place: "Beijing", TimeZone: "Asia/Shanghai", Language: "en", Languages: []string{"en"},
		StartsOn: models.LocalTimeOf(now.AddDate(0, 2, 0), shanghai).Day(), EndsOn: models.LocalTimeOf(now.AddDate(0, 2, 1), shanghai).Day(),
		Seats: models.WholeOf(&seats), Admission: admission,
		OpensAt:  models.LocalTimeOf(now.AddDate(0, 0, -1), shanghai),
		ClosesAt: models.LocalTimeOf(now.AddDate(0, 1, 0), shanghai),
	})
	must(err)
	host, err := g.Store.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: fmt.Sprintf("Host %d", counter.Add(1)), Kind: "igo", Language: "en"})
	must(err)
	_, err = g.Store.AddOrganiser(ctx, models.System, m.ID, models.OrganiserInput{OrganisationID: host.ID, Role: "host", Language: "en"})
	must(err)
	must(g.Store.MoveSeminar(ctx, models.System, m.ID, models.SeminarAnnounced))
	return m.ID
}

// shanghai is the time zone of these seminars.
var shanghai, _ = models.Zone("Asia/Shanghai")

// SeminarPath is the public address of a seminar.
func (g *Given) SeminarPath(seminar string) string {
	g.T.Helper()
	db := g.connect()
	defer db.Close()
	var series, slug string
	err := db.QueryRow("SELECT s.slug, m.slug FROM seminars m JOIN series s ON s.id = m.series_id WHERE m.id = $1", seminar).Scan(&series, &slug)
	if err != nil {
		g.T.Fatal(err)
	}
	return "/series/" + series + "/" + slug
}

// Guest is a valid form for the n-th person.
func Guest(n int) models.RegistrationInput {
	return models.RegistrationInput{
		Email: fmt.Sprintf("guest%d@mission.example", n), Name: fmt.Sprintf("Guest %d", n), FamilyName: "Guest",
		Institution: "Permanent Mission", Language: "en", Consent: true,
	}
}

// Registered registers the n-th guest as the public does.
func (g *Given) Registered(seminar string, n int) models.Enrolment {
	g.T.Helper()
	e, err := g.Store.Register(context.Background(), models.Public, seminar, Guest(n))
	if err != nil {
		g.T.Fatal(err)
	}
	return e
}

// Invitee is the holder of the signed link to an invitation.
func Invitee(invitation string) models.Actor {
	return models.Actor{Via: models.ViaLink, InvitationID: invitation}
}

// Holder is the holder of the signed link to a registration.
func (g *Given) Holder(registration string) models.Actor {
	g.T.Helper()
	db := g.connect()
	defer db.Close()
	by := models.Actor{Via: models.ViaLink, RegistrationID: registration}
	if err := db.QueryRow("SELECT person_id FROM registrations WHERE id = $1", registration).Scan(&by.PersonID); err != nil {
		g.T.Fatal(err)
	}
	return by
}
