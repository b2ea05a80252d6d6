package seeds_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/seeds"
	"consultations/tests/given"
	"consultations/views/locale"
)

const series, beijing = "multidimensional-and-integrated-peace-operations", "beijing-2007"

func TestSeedsFillAnEmptyDatabaseInTwoSeconds(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx, start := context.Background(), time.Now()

		seeded, err := seeds.Load(ctx, g.Store)

		took := time.Since(start)
		if err != nil || !seeded {
			t.Fatalf("seeded %v, %v", seeded, err)
		}
		if took > 2*time.Second {
			t.Errorf("seeding took %s", took)
		}
		t.Logf("seeding took %s", took)
		again, err := seeds.Load(ctx, g.Store)
		if err != nil || again {
			t.Errorf("a second time: %v, %v", again, err)
		}
		if found, err := g.Store.Verify(ctx, models.AuditCheckpoint{}); err != nil || len(found.Broken) != 0 {
			t.Errorf("verify says %v, %v", found.Broken, err)
		}
		if n := g.Number("SELECT count(*) FROM series"); n != 1 {
			t.Errorf("%d series", n)
		}
	})
}

func TestTheSevenSeminarsAreThoseOf2007(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		load(t, g)

		s, err := g.Store.PublicSeries(ctx, models.Public, series)
		if err != nil || len(s.Title.In) != 6 || len(s.Regions) != 4 || len(s.AlternateTitles) != 1 || *s.Started != 2006 {
			t.Fatalf("%+v, %v", s, err)
		}
		arabic, chinese := locale.OrEnglish("ar"), locale.OrEnglish("zh")
		for _, region := range s.Regions {
			if arabic.Region(region) == region || chinese.Region(region) == region {
				t.Errorf("the region %s has no name in other languages", region)
			}
		}
		all, err := g.Store.PublicSeminars(ctx, models.Public, s.ID)
		if err != nil || len(all) != 7 {
			t.Fatalf("%d seminars, %v", len(all), err)
		}
		for i, want := range []struct {
			slug, place, host string
			starts, ends      models.Day
		}{
			{"beijing-2007", "Beijing", "China", "2007-03-26", "2007-03-27"},
			{"addis-ababa-2007", "Addis Ababa", "Ethiopia", "", ""},
			{"geneva-2007", "Geneva", "Switzerland", "2007-05-11", "2007-05-11"},
			{"new-york-2007", "New York", "United States of America", "", ""},
			{"johannesburg-2007", "Johannesburg", "South Africa", "", ""},
			{"brussels-2007", "Brussels", "Belgium", "2007-10-05", "2007-10-05"},
			{"oslo-2007", "Oslo", "Norway", "2007-10-29", "2007-10-30"},
		} {
			m := all[i]
			if m.Number != i+1 || m.Slug != want.slug || m.Place.Source() != want.place || m.Host.Source() != want.host || m.StartsOn != want.starts || m.EndsOn != want.ends || m.Status != models.SeminarConcluded {
				t.Errorf("seminar %d: %+v, want %+v", i+1, m, want)
			}
			if len(m.Place.In) != 6 || len(m.Label.In) != 6 {
				t.Errorf("%s is not in six languages", want.place)
			}
			if want.starts == "" && (m.Year == nil || *m.Year != 2007) {
				t.Errorf("%s: year %v", want.place, m.Year)
			}
		}
	})
}

func TestTheBeijingSummaryIsPublishedWithEveryPointAsItIsKnown(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		load(t, g)

		e, err := g.Store.PublicText(ctx, models.Public, series, beijing, "")
		if err != nil {
			t.Fatal(err)
		}
		d := e.Document
		if e.Number != 1 || e.EditionKind != "original" || d.Title.Source() != "Beijing Proceedings Executive Summary" || len(d.Points) != 43 {
			t.Errorf("%+v with %d points", e.EditionRow, len(d.Points))
		}
		if len(d.Organisers) != 2 || d.Organisers[0].ShownAs.Source() != "Ministry of Foreign Affairs of the People's Republic of China" || d.Organisers[1].ShownAs.Source() != "Norwegian Government" {
			t.Errorf("organisers %+v", d.Organisers)
		}
		lead, err := g.Store.PublicSeries(ctx, models.Public, series)
		if err != nil {
			t.Fatal(err)
		}
		for lang, name := range d.Organisers[1].ShownAs.In { // only English has two names, which the sources print
			if lang != "en" && name != lead.Lead.In[lang] {
				t.Errorf("%s: one government is called %s and %s", lang, name, lead.Lead.In[lang])
			}
		}
		kinds, voices, bases, codes := map[models.PointKind]int{}, map[models.Voice]int{}, map[models.Basis]int{}, ""
		for _, p := range d.Points {
			kinds[p.Kind]++
			codes += p.Code + " "
			if len(p.Themes) != 1 || (p.Kind == "recommendation") != (len(p.Addressees) > 0) {
				t.Errorf("%s: themes %v, addressees %v", p.Code, p.Themes, p.Addressees)
			}
			if p.Strength == "recommended" && p.Code != "R9" {
				t.Errorf("%s was not recommended", p.Code)
			}
			if !strings.HasSuffix(p.Body.Source(), ".") || strings.Contains(p.Body.Source(), "'") {
				t.Errorf("%s: %q", p.Code, p.Body.Source())
			}
			voices[p.Voice]++
			for _, a := range p.Addressees {
				bases[a.Basis]++
			}
		}
		if kinds["trend"] != 10 || kinds["challenge"] != 8 || kinds["finding"] != 8 || kinds["recommendation"] != 17 {
			t.Errorf("%v", kinds)
		}
		if voices["unattributed"] != 10 || voices["all_agreed"] != 1 || voices["some"] != 0 || bases[models.Explicit] != 5 || bases[models.Inferred] != 12 {
			t.Errorf("voices %v, addressees %v", voices, bases)
		}
		if codes != "T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 C1 C2 C3 C4 C5 C6 C7 C8 F1 F2 F3 F4 F5 F6 F7 F8 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 " {
			t.Errorf("points in the order %s", codes)
		}
		asked, err := g.Store.PublicPoints(ctx, models.Public, models.PointQuery{Series: series, Theme: "Peacebuilding", Kind: "recommendation"})
		if err != nil || len(asked.Items) != 3 || asked.Items[0].Code != "R10" || asked.Items[0].Addressees[0].Basis != models.Explicit {
			t.Errorf("%+v, %v", asked.Items, err)
		}
	})
}

func TestTheBeijingSummaryIsARestatementThatNobodyCleared(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		load(t, g)

		e, err := g.Store.PublicText(context.Background(), models.Public, series, beijing, "")
		if err != nil {
			t.Fatal(err)
		}
		p := e.Document.EarlierPublication
		if p == nil || p.Kind != models.Restated || p.Title.Source() != "Beijing Proceedings Executive Summary" || p.IssuedPlace.Source() != "Oslo" || p.IssuedPlace.In["ru"] != "Осло" || len(p.IssuedPlace.In) != 6 {
			t.Fatalf("restated from %+v", p)
		}
		if p.IssuedOn != "" || !p.IssuedBy.IsZero() || p.URL != "" {
			t.Errorf("no source says that: %+v", p)
		}
		if n := g.Number("SELECT count(*) FROM clearances"); n != 0 {
			t.Errorf("%d clearances are recorded", n)
		}
		if len(e.Document.Organisers) != 2 {
			t.Errorf("organisers %+v", e.Document.Organisers)
		}
		for _, o := range e.Document.Organisers {
			if o.Cleared {
				t.Errorf("%s has cleared it", o.ShownAs.Source())
			}
		}
	})
}

func TestOnlyOrganisersThatASourceNamesAreSeeded(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		load(t, g)
		for slug, want := range map[string]string{
			"beijing-2007":     "co_organiser Ministry of Foreign Affairs of the People's Republic of China, co_organiser Norwegian Government",
			"addis-ababa-2007": "", "new-york-2007": "", "johannesburg-2007": "",
			"geneva-2007":   "partner Geneva Centre for Security Policy",
			"brussels-2007": "host Ministry of Defence of Norway",
			"oslo-2007":     "host Government of Norway",
		} {
			m, err := g.Store.PublicSeminar(context.Background(), models.Public, series, slug)
			var got []string
			for _, o := range m.Organisers {
				got = append(got, string(o.Role)+" "+o.Shown().Source())
			}
			if err != nil || strings.Join(got, ", ") != want {
				t.Errorf("%s: %q, want %q, %v", slug, got, want, err)
			}
		}
	})
}

func TestWhatWasSeededIsFoundInItsLanguages(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		load(t, g)
		for query, kind := range map[string]models.FoundKind{
			"humanitarian space": models.FoundPoint, "Genève": models.FoundSeminar, "Йоханнесбург": models.FoundSeminar,
			"北京": models.FoundSeminar, "أديس أبابا": models.FoundSeminar, "operaciones de paz": models.FoundSeries, "Beijing proceedings": models.FoundEdition,
		} {
			p, err := g.Store.Search(context.Background(), models.Public, query, "")
			found := false
			for _, f := range p.Items {
				found = found || f.Kind == kind
			}
			if err != nil || !found {
				t.Errorf("%q finds %d without a %s, %v", query, len(p.Items), kind, err)
			}
		}
	})
}

func TestTwoNodesThatStartTogetherSeedOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		var both sync.WaitGroup
		done := make([]bool, 2)
		for i := range done {
			both.Go(func() {
				seeded, err := seeds.Load(context.Background(), g.Store)
				if err != nil {
					t.Error(err)
				}
				done[i] = seeded
			})
		}
		both.Wait()
		if done[0] == done[1] || g.Number("SELECT count(*) FROM series") != 1 {
			t.Errorf("seeded %v", done)
		}
	})
}

func load(t *testing.T, g *given.Given) {
	t.Helper()
	if _, err := seeds.Load(context.Background(), g.Store); err != nil {
		t.Fatal(err)
	}
}
