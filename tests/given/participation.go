package given

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"consultations/models"
)

// DB is a second look at the database, past the store: for what a test must
// know of the rows themselves. It is closed with the test.
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

// Number asks the database for one number. Places are written $1 on both.
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

// OpenSeminar makes a seminar of so many seats, announced, that anybody can
// register for since yesterday and until in a month; it begins in two months.
func (g *Given) OpenSeminar(seats int) string {
	g.T.Helper()
	return g.SeminarOf(seats, models.AdmissionOpen)
}

// SeminarOf is OpenSeminar with another admission.
func (g *Given) SeminarOf(seats int, admission models.Admission) string {
	g.T.Helper()
	now := g.Now()
	series, seminar := models.NewID(now), models.NewID(now)
	db := g.DB()
	text := func(s string) models.Text { return models.NewText("en", s) }
	for _, row := range []struct {
		into string
		args []any
	}{
		{`INSERT INTO series (id, slug, title, subtitle, alternate_titles, lead, about, regions, announced_at, created_at, updated_at)
			VALUES ($1, $1, $2, $3, '[]', $3, $3, '[]', $4, $4, $4)`, []any{series, text("Regional consultations"), models.Text{}, now}},
		{`INSERT INTO seminars (id, series_id, number, slug, title, label, place, venue, about, state, time_zone, starts_on, ends_on, languages, admission, seats, seats_ceiling, opens_local, closes_local, opens_at, closes_at, created_at, updated_at)
			VALUES ($1, $2, 1, $3, $4, $5, $6, $4, $4, 'announced', 'Asia/Shanghai', $7, $8, '["en"]', $9, $10, $10, $11, $12, $13, $14, $15, $15)`,
			[]any{seminar, series, "beijing", models.Text{}, text("Regional seminar"), text("Beijing"),
				now.AddDate(0, 2, 0).Format("2006-01-02"), now.AddDate(0, 2, 1).Format("2006-01-02"), string(admission), seats,
				now.AddDate(0, 0, -1).Format("2006-01-02T15:04"), now.AddDate(0, 1, 0).Format("2006-01-02T15:04"), now.AddDate(0, 0, -1), now.AddDate(0, 1, 0), now}},
	} {
		if _, err := db.Exec(row.into, row.args...); err != nil {
			g.T.Fatal(err)
		}
	}
	return seminar
}

// Guest is a well-filled form of the n-th person.
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

// Holder is whoever holds the signed link to a registration.
func Holder(registration string) models.Actor {
	return models.Actor{Via: models.ViaLink, RegistrationID: registration}
}
