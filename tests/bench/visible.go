package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"consultations/models"
	"consultations/models/store"
)

// visible changes a title from outside the site, as another node would, and
// waits until the site's page shows it.
func visible(ctx context.Context) ([]row, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	address, drop, err := freshDatabase(ctx)
	if err != nil {
		return nil, err
	}
	defer drop()
	s, _, err := start(ctx, dir, address)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	other, err := store.Open(ctx, store.Options{URL: address})
	if err != nil {
		return nil, err
	}
	defer other.Close()
	path := "/series/multidimensional-and-integrated-peace-operations"
	series, err := other.PublicSeries(ctx, models.System, "multidimensional-and-integrated-peace-operations")
	if err != nil {
		return nil, err
	}
	worst := time.Duration(0)
	for i := range rounds {
		if _, err := load(s.addr, 200, 200*time.Millisecond, get(s.addr, path, "")); err != nil {
			return nil, err
		}
		title := fmt.Sprint("Changed ", i)
		desk, err := other.Series(ctx, models.System, series.ID)
		if err != nil {
			return nil, err
		}
		in := models.SeriesInput{Title: title, Subtitle: desk.Subtitle.Source(), Slug: desk.Slug, Lead: desk.Lead.Source(), Language: "en"}
		if _, err := other.EditSeries(ctx, models.System, series.ID, desk.Version, in); err != nil {
			return nil, err
		}
		committed := time.Now()
		for {
			body, _, err := fetch("http://" + s.addr + path)
			if err != nil {
				return nil, err
			}
			if bytes.Contains(body, []byte(title)) {
				break
			}
			if time.Since(committed) > 10*time.Second {
				return nil, fmt.Errorf("an edit was not seen within 10 s")
			}
			time.Sleep(5 * time.Millisecond)
		}
		worst = max(worst, time.Since(committed))
	}
	return []row{{"an edit becomes visible on another node", "–", fmt.Sprintf("%d ms (worst of %d)", worst.Milliseconds(), rounds), "≤ 1 s after commit", "same", worst <= time.Second}}, nil
}
