package store_test

import (
	"strconv"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestTheCalendarOfTheSiteIsBounded: seminars that began more than three
// months ago are not in it, and of the others the first 500.
func TestTheCalendarOfTheSiteIsBounded(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		old, recent, later := p.NewSeminar("Accra"), p.NewSeminar("Bamako"), p.NewSeminar("Cotonou")
		for id, day := range map[string]string{old.ID: "2026-11-30", recent.ID: "2026-12-01", later.ID: "2027-05-01"} {
			bySQL(t, g, "UPDATE seminars SET status = 'announced', starts_on = '"+day+"', ends_on = '"+day+"' WHERE id = '"+id+"'")
		}

		all, err := g.Store.RecentSeminars(t.Context(), models.Public)

		if err != nil || len(all) != 2 || all[0].ID != recent.ID || all[1].ID != later.ID {
			t.Fatalf("today is %v: %v, %v", g.Now(), all, err)
		}
		var wait sync.WaitGroup
		for n := range 500 {
			wait.Go(func() { p.NewSeminar("City " + strconv.Itoa(n)) })
		}
		wait.Wait()
		bySQL(t, g, "UPDATE seminars SET status = 'announced' WHERE status = 'draft'")
		if all, err := g.Store.RecentSeminars(t.Context(), models.Public); err != nil || len(all) != 500 || all[0].ID != recent.ID {
			t.Errorf("of 502 seminars, %d are in the calendar, %v", len(all), err)
		}
	})
}
