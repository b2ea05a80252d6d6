package store_test

import (
	"strconv"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestOneOfManySimultaneousEditsIsSavedAndTheOthersAreRefused(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		session := p.Session(given.SessionAt("09:00", "10:00", "Hall", ""))
		for name, edit := range map[string]func(i int) error{
			"a seminar": func(i int) error {
				in := given.SeminarIn("Beijing")
				in.Venue = "Hall " + strconv.Itoa(i)
				return errorOf(g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 1, in))
			},
			"a session": func(i int) error {
				in := given.SessionAt("09:00", "10:00", "Room "+strconv.Itoa(i), "Li Wei")
				return errorOf(g.Store.EditSession(t.Context(), p.By, p.Seminar, session.ID, 1, in))
			},
			"an organisation": func(i int) error {
				in := models.OrganisationInput{Name: "Body " + strconv.Itoa(i), Kind: "ngo", Language: "en"}
				return errorOf(g.Store.EditOrganisation(t.Context(), p.By, p.Host, 1, in))
			},
		} {
			errs := make([]error, 8)

			concurrently(len(errs), func(i int) { errs[i] = edit(i) })

			saved := 0
			for _, err := range errs {
				if err == nil {
					saved++
				} else if models.CodeOf(err) != "page.changed_meanwhile" {
					t.Errorf("%s: %v", name, err)
				}
			}
			if saved != 1 {
				t.Errorf("%s was saved %d times", name, saved)
			}
		}
		if people := p.Desk().Sessions[0].People; len(people) != 1 {
			t.Errorf("the session has %d people", len(people))
		}
	})
}

func TestSimultaneouslyCreatedSeminarsAreNumberedWithoutGaps(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()

		concurrently(12, func(i int) {
			if _, err := g.Store.CreateSeminar(t.Context(), p.By, p.Series, given.SeminarIn("City "+strconv.Itoa(i))); err != nil {
				t.Error(err)
			}
		})

		all, err := g.Store.WorkingSeminars(t.Context(), p.By, p.Series)
		if err != nil || len(all) != 13 {
			t.Fatalf("%d seminars, %v", len(all), err)
		}
		for i, m := range all {
			if m.Number != i+1 {
				t.Errorf("the seminar at %d has number %d", i+1, m.Number)
			}
		}
	})
}

func TestASeriesRenamedAtAnyMomentIsFoundUnderItsNewAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for name, meanwhile := range map[string]func(p *given.Programme) error{
			"announced": func(p *given.Programme) error {
				return given.MoveSeminar(t.Context(), g.Store, p.By, p.Seminar, models.SeminarAnnounced)
			},
			"edited": func(p *given.Programme) error {
				in := given.SeminarIn("Beijing")
				in.Slug = p.SeminarSlug
				return errorOf(g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 2, in))
			},
		} {
			for round := range 15 {
				p := g.NewProgramme()
				if name == "edited" {
					p.Announced()
				}
				slug := name + "-" + strconv.Itoa(round)

				concurrently(2, func(i int) {
					var err error
					if i == 0 {
						_, err = g.Store.EditSeries(t.Context(), p.By, p.Series, 1, models.SeriesInput{Title: slug, Language: "en"})
					} else {
						err = meanwhile(p)
					}
					if err != nil {
						t.Error(err)
					}
				})

				for _, path := range []string{"/series/" + slug, "/series/" + slug + "/" + p.SeminarSlug} {
					if n := g.Number("SELECT count(*) FROM found_texts WHERE path = $1", path); n != 1 {
						t.Errorf("%s, round %d: %d results lead to %s", name, round, n, path)
					}
				}
			}
		}
	})
}

// TestRemovingASessionWhileANoteIsAddedCausesNoFault: either the note finds no
// session, or the session has a note and stays.
func TestRemovingASessionWhileANoteIsAddedCausesNoFault(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		for range 40 {
			session := p.Session(given.SessionAt("09:00", "10:00", "", ""))
			errs := make([]error, 6)

			concurrently(len(errs), func(i int) {
				if i == 0 {
					_, errs[i] = g.Store.RemoveSession(t.Context(), p.By, p.Seminar, session.ID)
				} else {
					errs[i] = errorOf(g.Store.AddNote(t.Context(), p.By, p.Seminar, session.ID, models.NoteInput{Body: "Heard", Language: "en"}))
				}
			})

			gone := errs[0] == nil
			for i, err := range errs {
				switch models.CodeOf(err) {
				case "", "session.has_notes", "page.missing":
					if err != nil && models.KindOf(err) == "" || i > 0 && gone != (err != nil) {
						t.Fatalf("session removed: %v; results: %v", gone, errs)
					}
				default:
					t.Fatalf("the results are %v", errs)
				}
			}
		}
	})
}
