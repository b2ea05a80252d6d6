package tests

import (
	"fmt"
	"slices"
	"strings"

	"consultations/models"
	"consultations/tests/given"
)

// publicPermissions: what everybody may read. Nobody reads a draft there, not
// even those who may read it elsewhere, because public pages are cached and sent
// to everybody.
var publicPermissions = []permission{
	{verb: "Home", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Home(ctx, by)
		return err
	}},
	{verb: "Home", on: "shows drafts", nobody: true, do: func(w *given.World, by models.Actor) error {
		home, err := w.Store.Home(ctx, by)
		return listed(err, slices.ContainsFunc(home.Series, func(s models.PublicSeries) bool { return s.ID == w.Main.Hidden }) ||
			slices.ContainsFunc(home.Next, isDraft))
	}},
	{verb: "SitemapParts", may: "everyone", do: func(w *given.World, by models.Actor) error {
		parts, err := w.Store.SitemapParts(ctx, by)
		return listed(err, parts == models.SitemapParts{Series: 1, Seminars: 1})
	}},
	{verb: "SitemapSeries", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.SitemapSeries(ctx, by, 1)
		return listed(err, len(all) > 0)
	}},
	{verb: "SitemapSeries", on: "lists a series of drafts", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.SitemapSeries(ctx, by, 1)
		return listed(err, slices.ContainsFunc(all, func(s models.PublicSeries) bool { return s.ID == w.Main.Hidden }))
	}},
	{verb: "SitemapSeminars", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.SitemapSeminars(ctx, by, 1)
		return listed(err, len(all) > 0)
	}},
	{verb: "SitemapSeminars", on: "lists a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.SitemapSeminars(ctx, by, 1)
		return listed(err, slices.ContainsFunc(all, func(m models.SitemapSeminar) bool {
			return m.SeriesSlug == w.Main.SeriesSlug && m.Slug == w.Main.DraftSlug
		}))
	}},
	{verb: "RecentSeminars", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.RecentSeminars(ctx, by)
		return listed(err, len(all) > 0)
	}},
	{verb: "RecentSeminars", on: "lists a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.RecentSeminars(ctx, by)
		return listed(err, slices.ContainsFunc(all, isDraft))
	}},
	{verb: "PublicSeries", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeries(ctx, by, w.Main.SeriesSlug)
		return err
	}},
	{verb: "PublicSeries", on: "of drafts", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeries(ctx, by, w.Main.HiddenSlug)
		return err
	}},
	{verb: "PublicSeminars", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.PublicSeminars(ctx, by, w.Main.Series)
		return listed(err, len(all) > 0)
	}},
	{verb: "PublicSeminars", on: "lists a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.PublicSeminars(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(all, isDraft))
	}},
	{verb: "CalendarSeminars", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.CalendarSeminars(ctx, by, w.Main.Series)
		return listed(err, len(all) > 0)
	}},
	{verb: "CalendarSeminars", on: "lists a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.CalendarSeminars(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(all, isDraft))
	}},
	{verb: "PublicSeminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeminar(ctx, by, w.Main.SeriesSlug, w.Main.AnnouncedSlug)
		return err
	}},
	{verb: "PublicSeminar", on: "draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeminar(ctx, by, w.Main.SeriesSlug, w.Main.DraftSlug)
		return err
	}},
	{verb: "PublicSeminarID", on: "announced", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeminarID(ctx, by, w.Main.SeriesSlug, w.Main.AnnouncedSlug)
		return err
	}},
	{verb: "PublicSeminarID", on: "draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicSeminarID(ctx, by, w.Main.SeriesSlug, w.Main.DraftSlug)
		return err
	}},
	{verb: "MovedTo", on: "the earlier address of an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		m, err := w.Store.Seminar(ctx, models.System, w.Main.Sibling)
		if err != nil {
			return err
		}
		in := m.Input("en")
		in.Slug = fmt.Sprintf("moved-%d", w.Next())
		if _, err := w.Store.EditSeminar(ctx, models.System, m.ID, m.Version, in); err != nil {
			return err
		}
		to, err := w.Store.MovedTo(ctx, by, w.Main.SeriesSlug, m.Slug)
		return listed(err, to == models.SeminarPath(w.Main.SeriesSlug, in.Slug))
	}},
	{verb: "MovedTo", on: "a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.MovedTo(ctx, by, w.Main.SeriesSlug, w.Main.DraftSlug)
		return err
	}},
	{verb: "Agenda", on: "published", may: "everyone", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Agenda(ctx, by, w.Main.Announced)
		return listed(err, len(all) > 0)
	}},
	{verb: "Agenda", on: "not published", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Agenda(ctx, by, w.Main.Concluded)
		return listed(err, len(all) > 0)
	}},
	{verb: "Agenda", on: "of a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Agenda(ctx, by, w.Main.Draft)
		return listed(err, len(all) > 0)
	}},
	{verb: "PublicEdition", on: "published", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicEdition(ctx, by, w.Main.SeriesSlug, w.Main.ConcludedSlug, 1)
		return err
	}},
	{verb: "PublicEdition", on: "of a text that was never published", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicEdition(ctx, by, w.Main.SeriesSlug, w.Main.AnnouncedSlug, 1)
		return err
	}},
	{verb: "PublicText", on: "published", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicText(ctx, by, w.Main.SeriesSlug, w.Main.ConcludedSlug, "rapporteurs_note")
		return err
	}},
	{verb: "PublicText", on: "that was never published", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublicText(ctx, by, w.Main.SeriesSlug, w.Main.ConcludedSlug, "chairs_summary")
		return err
	}},
	{verb: "EditionRendering", on: "made", may: "everyone", do: func(w *given.World, by models.Actor) error {
		if err := w.Store.KeepRendering(ctx, models.System, models.Rendering{EditionID: w.Main.Edition, Language: "en", Fingerprint: "a", Body: []byte("%PDF")}); err != nil {
			return err
		}
		_, err := w.Store.EditionRendering(ctx, by, w.Main.Edition, "en")
		return err
	}},
	{verb: "FeedID", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.FeedID(ctx, by)
		return err
	}},
	{verb: "EditionNews", may: "everyone", do: func(w *given.World, by models.Actor) error {
		news, err := w.Store.EditionNews(ctx, by, 10)
		return listed(err, len(news) > 0)
	}},
	{verb: "LatestEditions", may: "everyone", do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.LatestEditions(ctx, by, w.Main.SeriesSlug, "", 10)
		return listed(err, len(page.Items) > 0)
	}},
	{verb: "PublicPoints", may: "everyone", do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.PublicPoints(ctx, by, models.PointQuery{Series: w.Main.SeriesSlug})
		return listed(err, len(page.Items) > 0)
	}},
	{verb: "Search", on: "an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.Search(ctx, by, "Beijing", "")
		return listed(err, len(page.Items) > 0)
	}},
	{verb: "Search", on: "a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.Search(ctx, by, given.DraftCity, "")
		return listed(err, len(page.Items) > 0)
	}},
}

func isDraft(m models.PublicSeminar) bool {
	return strings.Contains(m.Place.Source(), given.DraftCity)
}
