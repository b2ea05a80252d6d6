package store_test

import (
	"context"
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// finds compares what a query finds with the one address expected, or none.
func finds(t *testing.T, g *given.Given, query string, want ...string) {
	t.Helper()
	if found := paths(t, g, query); !slices.Equal(found, want) {
		t.Errorf("%q finds %v, want %v", query, found, want)
	}
}

func TestASeminarIsFoundByEverythingOnItsPages(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		host, err := g.Store.AddEntity(ctx, models.System, models.EntityInput{Name: "Wakanda", Language: "en"})
		must(t, err)
		in := given.SeminarIn("Ouagadougou")
		in.Title, in.About, in.Venue, in.HostEntity, in.Contact = "Peace operations in practice", "A text about mandates.", "Palais des Congrès", host.ID, "Desk of Tintagel"
		m, err := g.Store.Seminar(ctx, p.By, p.Seminar)
		must(t, err)
		m, err = g.Store.EditSeminar(ctx, p.By, p.Seminar, m.Version, in)
		must(t, err)
		session := given.SessionAt("09:00", "10:00", "Sala Alameda", "Ngozi Adébayo, Ambassador of Lyonesse")
		session.Title, session.About = "Verification on the ground", "With a demonstration of gyroscopes."
		n := p.Session(session)
		inside := []string{"verification", "gyroscopes", "alameda", "adebayo", "Adébayo", "Lyonesse"}
		for _, query := range append([]string{"ouagadougou", "mandates", p.HostName}, inside...) {
			finds(t, g, query) // a draft is not found
		}

		p.Announced()

		path := "/series/" + p.SeriesSlug + "/" + m.Slug
		for _, query := range []string{"Ouagadougou", "peace operation", "mandate", "regional seminar", "palais congres", "Wakanda", p.HostName, "tintagel", "practice Ouagadougou mandates"} {
			finds(t, g, query, path)
		}
		for _, query := range inside {
			finds(t, g, query) // the programme is not published
		}
		must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: new(true)}))
		for _, query := range inside {
			finds(t, g, query, path)
		}
		session.Title, session.Chair = "Sovereignty", ""
		_, err = g.Store.EditSession(ctx, p.By, p.Seminar, n.ID, n.Version, session)
		must(t, err)
		finds(t, g, "sovereignty", path)
		finds(t, g, "verification")
		finds(t, g, "adebayo")
		must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: new(false)}))
		finds(t, g, "sovereignty")
		must(t, g.Store.PublishAgenda(ctx, p.By, p.Seminar, models.AgendaInput{Published: new(true)}))
		must(t, errorOf(g.Store.RemoveSession(ctx, p.By, p.Seminar, n.ID)))
		finds(t, g, "sovereignty")
	})
}

func TestTheSearchFollowsTheNamesOfOrganisersAndStates(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		path := "/series/" + p.SeriesSlug + "/" + p.SeminarSlug
		finds(t, g, p.HostName, path)

		_, err := g.Store.EditOrganisation(ctx, models.System, p.Host, 1, models.OrganisationInput{Name: "Académie de Lyonesse", Kind: "academia", Language: "en"})
		must(t, err)
		finds(t, g, p.HostName)
		finds(t, g, "academie", path)

		o, err := g.Store.AddOrganiser(ctx, p.By, p.Seminar, models.OrganiserInput{Name: "Tintagel Foundation", Kind: "ngo", Role: "sponsor", Language: "en"})
		must(t, err)
		finds(t, g, "tintagel", path)
		_, err = g.Store.EditOrganiser(ctx, p.By, p.Seminar, o.ID, o.Version, models.OrganiserInput{Role: "sponsor", ShownAs: "Foundation of Avalon", Language: "en"})
		must(t, err)
		finds(t, g, "avalon", path)
		finds(t, g, "tintagel")
		must(t, g.Store.RemoveOrganiser(ctx, p.By, p.Seminar, o.ID, models.ReasonInput{}))
		finds(t, g, "avalon")

		host, err := g.Store.AddEntity(ctx, models.System, models.EntityInput{Name: "Wakanda", Language: "en"})
		must(t, err)
		m, err := g.Store.Seminar(ctx, p.By, p.Seminar)
		must(t, err)
		in := m.Input("en")
		in.HostEntity = host.ID
		_, err = g.Store.EditSeminar(ctx, p.By, p.Seminar, m.Version, in)
		must(t, err)
		finds(t, g, "wakanda", path)
		_, err = g.Store.EditEntity(ctx, models.System, host.ID, host.Version, models.EntityInput{Name: "Brobdingnag", Language: "en"})
		must(t, err)
		finds(t, g, "wakanda")
		finds(t, g, "brobdingnag", path)
	})
}

func TestASeriesIsFoundByItsSubtitleAndOtherTitles(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		s, err := g.Store.Series(ctx, p.By, p.Series)
		must(t, err)
		in := s.Input("en")
		in.Title, in.Subtitle, in.About, in.Lead, in.AlternateTitles, in.Regions = "Consultations", "Towards 2030", "A text about mandates.", "Office of Avalon", "Sénégal process", "Asia\nBrobdingnag"
		_, err = g.Store.EditSeries(ctx, p.By, p.Series, s.Version, in)
		must(t, err)
		for _, query := range []string{"towards", "mandates", "avalon", "senegal process", "brobdingnag"} {
			finds(t, g, query, "/series/"+s.Slug)
		}
	})
}

func TestAPublishedPointIsFoundByItsAddressees(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(0)
		_, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, models.PointInput{Kind: "recommendation", Body: "Fund it.", Voice: "document", Strength: "recommended", Language: "en",
			Addressees: "Conseil de Tintagel", Inferred: "Avalon Bank"})
		must(t, err)
		finds(t, g, "tintagel")
		o.Submitted().Cleared().Published(models.EditionInput{})
		for _, query := range []string{"tintagel", "avalon"} {
			if found := paths(t, g, query); len(found) != 1 {
				t.Errorf("%q finds %v, want one point", query, found)
			}
		}
	})
}

func TestWhatAnEarlierVersionIndexedIsIndexedAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(0)
		for _, body := range []string{"Ceasefires need verification", "Ceasefires in Sénégal"} {
			o.Point(body)
		}
		o.Submitted().Cleared().Published(models.EditionInput{})
		before := map[string][]string{}
		for _, query := range []string{"ceasefire", "senegal", "beijing", "executive summary", "series"} {
			before[query] = paths(t, g, query)
		}
		if len(before["ceasefire"]) != 2 || len(before["senegal"]) != 1 {
			t.Fatalf("before: %v", before)
		}
		if _, err := g.DB().Exec("UPDATE found_texts SET tokens = 'stale', analysis = 0"); err != nil {
			t.Fatal(err)
		}

		must(t, g.Store.Migrate(context.Background()))

		finds(t, g, "stale")
		for query, want := range before {
			found := paths(t, g, query)
			slices.Sort(found)
			slices.Sort(want)
			if !slices.Equal(found, want) {
				t.Errorf("%q finds %v, before %v", query, found, want)
			}
		}
	})
}

// TestASeminarInTheSearchIsNamedAsItsLanguageJoinsWords: also one that an
// earlier version of the program indexed.
func TestASeminarInTheSearchIsNamedAsItsLanguageJoinsWords(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		in := given.SeminarIn("جنيف")
		in.Label, in.Language = "حلقة دراسية", "ar"
		m, err := g.Store.CreateSeminar(ctx, p.By, p.Series, in)
		must(t, err)
		_, err = g.Store.AddOrganiser(ctx, p.By, m.ID, models.OrganiserInput{OrganisationID: p.Host, Role: "host", Language: "en"})
		must(t, err)
		must(t, given.MoveSeminar(ctx, g.Store, p.By, m.ID, models.SeminarAnnounced))
		joined := func() int {
			return g.Number("SELECT count(*) FROM found_texts WHERE object_id = $1 AND CAST(body AS text) LIKE '%حلقة دراسية، جنيف%'", m.ID)
		}
		if joined() != 1 {
			t.Error("a seminar that was just announced")
		}
		if _, err := g.DB().Exec("UPDATE found_texts SET body = '{}', analysis = 2"); err != nil {
			t.Fatal(err)
		}

		must(t, g.Store.Migrate(ctx))

		if joined() != 1 {
			t.Error("a seminar that an earlier version indexed")
		}
	})
}
