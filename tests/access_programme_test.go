package tests

import (
	"errors"
	"fmt"
	"slices"

	"consultations/models"
	"consultations/tests/given"
)

// Groups of roles that the rows below have in common.
const (
	editors    = "organiser seminar_organiser"
	colleagues = "secretariat second_secretariat co_organiser" // work on the seminar and do not edit it
	working    = editors + " " + colleagues + " rapporteur"
	keepers    = "administrator organiser seminar_organiser secretariat second_secretariat sibling foreign_organiser foreign_seminar_organiser foreign_secretariat"
	desks      = "secretariat second_secretariat"
)

// programmePermissions: series, seminars, sessions, organisations.
var programmePermissions = []permission{
	{verb: "CreateSeries", may: "administrator organiser foreign_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.CreateSeries(ctx, by, models.SeriesInput{Title: fmt.Sprintf("Series %d", w.Next()), Language: "en"})
		return err
	}},
	{verb: "EditSeries", on: "with an announced seminar", may: "organiser", sees: "everyone -organiser", do: func(w *given.World, by models.Actor) error {
		return editSeries(w, by, w.Main.Series)
	}},
	{verb: "EditSeries", on: "of drafts", may: "organiser", sees: working + " -organiser", do: func(w *given.World, by models.Actor) error {
		return editSeries(w, by, w.Main.Hidden)
	}},
	{verb: "Series", on: "with an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Series(ctx, by, w.Main.Series)
		return err
	}},
	{verb: "Series", on: "of drafts", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Series(ctx, by, w.Main.Hidden)
		return err
	}},
	{verb: "WorkingSeries", on: "lists a series of drafts", may: working, do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.WorkingSeries(ctx, by, "", 100)
		return listed(err, slices.ContainsFunc(page.Items, func(s models.Series) bool { return s.ID == w.Main.Hidden }))
	}},
	{verb: "CreateSeminar", on: "in a series with an announced seminar", may: "organiser", sees: "everyone -organiser", do: func(w *given.World, by models.Actor) error {
		return createSeminar(w, by, w.Main.Series)
	}},
	{verb: "CreateSeminar", on: "in a series of drafts", may: "organiser", sees: working + " -organiser", do: func(w *given.World, by models.Actor) error {
		return createSeminar(w, by, w.Main.Hidden)
	}},
	{verb: "EditSeminar", on: "draft", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		return editSeminar(w, by, w.Main.Draft, given.DraftCity)
	}},
	{verb: "EditSeminar", on: "announced", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		return editSeminar(w, by, w.Main.Announced, "Beijing")
	}},
	{verb: "MoveSeminar", on: "to another state", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		if err := w.Store.MoveSeminar(ctx, by, w.Main.Announced, models.SeminarPostponed); err != nil {
			return err
		}
		return given.MoveSeminar(ctx, w.Store, models.System, w.Main.Announced, models.SeminarAnnounced)
	}},
	{verb: "AnnounceSeminar", on: "postponed", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		if err := w.Store.MoveSeminar(ctx, models.System, w.Main.Announced, models.SeminarPostponed); err != nil {
			return err
		}
		head, err := w.Store.SeminarHead(ctx, models.System, w.Main.Announced)
		if err != nil {
			return err
		}
		err = w.Store.AnnounceSeminar(ctx, by, w.Main.Announced, models.AnnouncementInput{Days: head.Days()})
		if err != nil { // it stays announced for the next one
			return errors.Join(err, given.MoveSeminar(ctx, w.Store, models.System, w.Main.Announced, models.SeminarAnnounced))
		}
		return nil
	}},
	{verb: "PostponeSeminar", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		if err := w.Store.PostponeSeminar(ctx, by, w.Main.Announced, models.ReasonInput{}); err != nil {
			return err
		}
		return given.MoveSeminar(ctx, w.Store, models.System, w.Main.Announced, models.SeminarAnnounced)
	}},
	{verb: "CancelSeminar", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		err := w.Store.CancelSeminar(ctx, by, w.Main.Draft, models.ReasonInput{})
		if models.CodeOf(err) == "seminar.no_such_move" { // a draft is not cancelled, by those who may cancel either
			return nil
		}
		return err
	}},
	{verb: "PublishAgenda", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		return w.Store.PublishAgenda(ctx, by, w.Main.Announced, models.AgendaInput{Published: new(true)})
	}},
	{verb: "Seminar", on: "announced", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Seminar(ctx, by, w.Main.Announced)
		return err
	}},
	{verb: "Seminar", on: "draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Seminar(ctx, by, w.Main.Draft)
		return err
	}},
	{verb: "WorkingSeminar", on: "announced", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.WorkingSeminar(ctx, by, w.Main.Announced)
		return err
	}},
	{verb: "WorkingSeminars", on: "lists a draft", may: working, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.WorkingSeminars(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(all, func(m models.Seminar) bool { return m.ID == w.Main.Draft }))
	}},
	{verb: "SeminarHead", on: "of a draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SeminarHead(ctx, by, w.Main.Draft)
		return err
	}},
	{verb: "SeminarDesk", on: "of a draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SeminarDesk(ctx, by, w.Main.Draft)
		return err
	}},
	{verb: "WorkingHome", on: "lists a draft", may: working, do: func(w *given.World, by models.Actor) error {
		home, err := w.Store.WorkingHome(ctx, by)
		return listed(err, slices.ContainsFunc(home.Seminars, func(m models.SeminarTask) bool { return m.ID == w.Main.Draft }))
	}},
	{verb: "SeriesDesk", on: "with an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SeriesDesk(ctx, by, w.Main.Series)
		return err
	}},
	{verb: "SeriesDesk", on: "leads to the working pages of an announced seminar", may: working, do: func(w *given.World, by models.Actor) error {
		d, err := w.Store.SeriesDesk(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(d.Seminars, func(m models.SeminarRow) bool { return m.ID == w.Main.Announced && m.HasPart }))
	}},
	{verb: "SeriesDesk", on: "shows the seats taken of an announced seminar", may: editors + " " + desks, do: func(w *given.World, by models.Actor) error {
		d, err := w.Store.SeriesDesk(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(d.Seminars, func(m models.SeminarRow) bool { return m.ID == w.Main.Announced && m.MayList }))
	}},
	{verb: "SeriesDesk", on: "of drafts", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SeriesDesk(ctx, by, w.Main.Hidden)
		return err
	}},
	{verb: "AddOrganiser", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddOrganiser(ctx, by, w.Main.Draft, models.OrganiserInput{OrganisationID: w.NewOrganisation(), Role: "partner", Language: "en"})
		return err
	}},
	{verb: "EditOrganiser", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditOrganiser(ctx, by, w.Main.Announced, w.Main.Organiser, w.Version("organisers", w.Main.Organiser), models.OrganiserInput{Role: "host", Hosts: true, Language: "en", ShownAs: "The Institute"})
		return err
	}},
	{verb: "RemoveOrganiser", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		return w.Store.RemoveOrganiser(ctx, by, w.Main.Draft, w.NewOrganiser(w.Main.Draft), models.ReasonInput{})
	}},
	{verb: "RestoreOrganiser", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		id := w.NewOrganiser(w.Main.Draft)
		if err := w.Store.RemoveOrganiser(ctx, models.System, w.Main.Draft, id, models.ReasonInput{}); err != nil {
			return err
		}
		return w.Store.RestoreOrganiser(ctx, by, w.Main.Draft, id)
	}},
	{verb: "RemovedOrganisers", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RemovedOrganisers(ctx, by, w.Main.Draft)
		return err
	}},
	{verb: "MoveOrganiser", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		return w.Store.MoveOrganiser(ctx, by, w.Main.Announced, w.Main.Organiser)
	}},
	{verb: "Organisers", on: "of a draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Organisers(ctx, by, w.Main.Draft)
		return err
	}},
	{verb: "Organiser", on: "of an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Organiser(ctx, by, w.Main.Announced, w.Main.Organiser)
		return err
	}},
	{verb: "Organiser", on: "of a draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Organiser(ctx, by, w.Main.Draft, w.NewOrganiser(w.Main.Draft))
		return err
	}},
	{verb: "AddSession", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddSession(ctx, by, w.Main.Draft, w.SessionIn())
		return err
	}},
	{verb: "EditSession", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		now, err := w.Store.Session(ctx, models.System, w.Main.Announced, w.Main.Session)
		if err == nil {
			_, err = w.Store.EditSession(ctx, by, w.Main.Announced, w.Main.Session, now.Version, w.SessionIn())
		}
		return err
	}},
	{verb: "RemoveSession", may: editors, sees: colleagues, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RemoveSession(ctx, by, w.Main.Draft, w.NewSession(w.Main.Draft))
		return err
	}},
	{verb: "Sessions", on: "of an announced seminar", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Sessions(ctx, by, w.Main.Announced)
		return err
	}},
	{verb: "Session", on: "of a draft", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Session(ctx, by, w.Main.Draft, w.Main.DraftSession)
		return err
	}},
	{verb: "AddTheme", on: "to a series with an announced seminar", may: "organiser " + desks, sees: "everyone -organiser -secretariat -second_secretariat", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddTheme(ctx, by, w.Main.Series, models.ThemeInput{Name: fmt.Sprintf("Theme %d", w.Next()), Language: "en"})
		return err
	}},
	{verb: "EditTheme", on: "of a series with an announced seminar", may: "organiser " + desks, sees: "everyone -organiser -secretariat -second_secretariat", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditTheme(ctx, by, w.Main.Series, w.Main.Theme, w.Version("themes", w.Main.Theme), models.ThemeInput{Name: fmt.Sprintf("Theme %d", w.Next()), Language: "en"})
		return err
	}},
	{verb: "Themes", on: "of a series of drafts", may: working, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Themes(ctx, by, w.Main.Hidden)
		return err
	}},
	{verb: "Themes", on: "of a series with an announced seminar, lists a theme", may: working + " sibling", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Themes(ctx, by, w.Main.Series)
		return listed(err, slices.ContainsFunc(all, func(t models.Theme) bool { return t.ID == w.Main.Theme }))
	}},
	{verb: "Theme", on: "of a series with an announced seminar", may: working + " sibling", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Theme(ctx, by, w.Main.Series, w.Main.Theme)
		return err
	}},
	{verb: "AddOrganisation", may: keepers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddOrganisation(ctx, by, models.OrganisationInput{Name: fmt.Sprintf("Body %d", w.Next()), Language: "en", Kind: "ngo"})
		return err
	}},
	{verb: "EditOrganisation", may: keepers, do: func(w *given.World, by models.Actor) error {
		now, err := w.Store.Organisation(ctx, models.System, w.Main.Partner)
		if err == nil {
			_, err = w.Store.EditOrganisation(ctx, by, w.Main.Partner, now.Version, models.OrganisationInput{Name: fmt.Sprintf("Body %d", w.Next()), Language: "en", Kind: "ngo"})
		}
		return err
	}},
	{verb: "Organisation", may: keepers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Organisation(ctx, by, w.Main.Partner)
		return err
	}},
	{verb: "Organisations", may: keepers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Organisations(ctx, by, "", "", 10)
		return err
	}},
	{verb: "OrganisationNames", may: keepers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.OrganisationNames(ctx, by)
		return err
	}},
	{verb: "AddEntity", may: keepers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddEntity(ctx, by, models.EntityInput{Name: fmt.Sprintf("State %d", w.Next()), Language: "en"})
		return err
	}},
	{verb: "EditEntity", may: keepers, do: func(w *given.World, by models.Actor) error {
		e, err := w.Store.AddEntity(ctx, models.System, models.EntityInput{Name: fmt.Sprintf("State %d", w.Next()), Language: "en"})
		if err == nil {
			_, err = w.Store.EditEntity(ctx, by, e.ID, e.Version, models.EntityInput{Name: fmt.Sprintf("State %d", w.Next()), Language: "en"})
		}
		return err
	}},
	{verb: "AddEntities", on: "from the seeds", do: func(w *given.World, by models.Actor) error {
		return w.Store.AddEntities(ctx, by, []models.Entity{{Names: models.NewText("en", "A State"), SortKey: "a"}})
	}},
	{verb: "Entity", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Entity(ctx, by, w.Entity)
		return err
	}},
	{verb: "Entities", on: "for forms", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Entities(ctx, by)
		return err
	}},
}

func editSeries(w *given.World, by models.Actor, id string) error {
	now, err := w.Store.Series(ctx, models.System, id)
	if err == nil {
		_, err = w.Store.EditSeries(ctx, by, id, now.Version, models.SeriesInput{Title: now.Title.Source(), Slug: now.Slug, About: fmt.Sprintf("Edited %d", w.Next()), Language: "en"})
	}
	return err
}

func createSeminar(w *given.World, by models.Actor, series string) error {
	_, err := w.Store.CreateSeminar(ctx, by, series, w.SeminarIn(fmt.Sprintf("City %d", w.Next())))
	return err
}

func editSeminar(w *given.World, by models.Actor, id, city string) error {
	now, err := w.Store.Seminar(ctx, models.System, id)
	if err == nil {
		in := w.SeminarIn(city)
		in.Slug = now.Slug
		_, err = w.Store.EditSeminar(ctx, by, id, now.Version, in)
	}
	return err
}
