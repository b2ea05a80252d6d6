package store_test

import (
	"fmt"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func roleMails(g *given.Given, kind models.RoleMail) int {
	return g.Number("SELECT count(*) FROM river_job WHERE kind = 'role.mail' AND CAST(args AS text) LIKE '%" + string(kind) + "%'")
}

func TestARoleThatWasRemovedCanBeGivenBack(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by, p := g.Administrator(), g.NewProgramme()
		ling := g.Account("Ling")
		grant, err := g.Store.AddGrant(ctx, by, ling.ID, models.GrantInput{Role: models.OrganiserRole, SeminarID: p.Seminar})
		must(t, err)

		must(t, g.Store.RemoveGrant(ctx, by, ling.ID, grant.ID, models.ReasonInput{Reason: why}))

		page, err := g.Store.Account(ctx, by, ling.ID)
		must(t, err)
		if len(page.Grants) != 0 || len(page.Removed) != 1 || page.Removed[0].ID != grant.ID || page.Removed[0].Reason != why || page.Removed[0].SeminarPlace.IsZero() {
			t.Errorf("after the removal: %+v", page)
		}
		if own, err := g.Store.Account(ctx, g.SignedIn(ling.ID), ling.ID); err != nil || len(own.Removed) != 0 {
			t.Errorf("the holder is offered %+v, %v", own.Removed, err)
		}
		l, err := g.Store.RoleLetter(ctx, models.System, models.MailRole{GrantID: grant.ID, Mail: models.RoleRemoved})
		if err != nil || l.Email != ling.Email || l.Reason != why || l.Role != models.OrganiserRole || roleMails(g, models.RoleRemoved) != 1 {
			t.Errorf("the e-mail is %+v, %v", l, err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE CAST(detail AS text) LIKE '%delegates%'"); n != 0 {
			t.Error("the log gives the reason")
		}

		must(t, g.Store.RestoreGrant(ctx, by, ling.ID, grant.ID))

		page, err = g.Store.Account(ctx, by, ling.ID)
		if err != nil || len(page.Removed) != 0 || len(page.Grants) != 1 || page.Grants[0].ID != grant.ID || roleMails(g, models.RoleRestored) != 1 {
			t.Errorf("after it was given back: %+v, %v", page, err)
		}
		if _, err := g.Store.RoleLetter(ctx, models.System, models.MailRole{GrantID: grant.ID, Mail: models.RoleRemoved}); models.KindOf(err) != models.NotFound {
			t.Errorf("the e-mail about the removal is still sent: %v", err)
		}
		if err := g.Store.RestoreGrant(ctx, by, ling.ID, grant.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("a second time: %v", err)
		}
	})
}

func TestARoleIsGivenBackToItsOwnAccountOnceAndInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by, p := g.Administrator(), g.NewProgramme()
		ling, omar := g.Account("Ling"), g.Account("Omar")
		in := models.GrantInput{Role: models.Secretariat, SeriesID: p.Series}
		first, err := g.Store.AddGrant(ctx, by, ling.ID, in)
		must(t, err)
		must(t, g.Store.RemoveGrant(ctx, by, ling.ID, first.ID, models.ReasonInput{}))

		if err := g.Store.RestoreGrant(ctx, by, omar.ID, first.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("another account: %v", err)
		}
		_, err = g.Store.AddGrant(ctx, by, ling.ID, in)
		must(t, err)
		if err := g.Store.RestoreGrant(ctx, by, ling.ID, first.ID); models.KindOf(err) != models.Conflict {
			t.Errorf("given anew: %v", err)
		}
		g.Pass(models.RemovalKept)
		if err := g.Store.RestoreGrant(ctx, by, ling.ID, first.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("too late: %v", err)
		}
		must(t, g.Store.ForgetExpired(ctx, models.System))
		if n := g.Number("SELECT count(*) FROM removed_grants"); n != 0 {
			t.Errorf("%d removed roles are kept", n)
		}
	})
}

func TestARapporteurIsNotGivenBackToABreakOrToNoSession(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by, p := g.Administrator(), g.NewProgramme()
		ling := g.Account("Ling")
		in := models.SessionInput{Title: "Water", Kind: "panel", Attribution: models.OnRecord, StartsAt: "2027-05-10T09:00", EndsAt: "2027-05-10T10:00", Language: "en"}
		session := p.Session(in)
		grant, err := g.Store.AddGrant(ctx, by, ling.ID, models.GrantInput{Role: models.Rapporteur, SessionID: session.ID})
		must(t, err)
		must(t, g.Store.RemoveGrant(ctx, by, ling.ID, grant.ID, models.ReasonInput{}))

		in.Kind, in.Attribution = models.Break, ""
		_, err = g.Store.EditSession(ctx, p.By, p.Seminar, session.ID, session.Version, in)
		must(t, err)
		if err := g.Store.RestoreGrant(ctx, by, ling.ID, grant.ID); models.CodeOf(err) != "grant.session_break" {
			t.Errorf("of a break: %v", err)
		}
		_, err = g.Store.RemoveSession(ctx, p.By, p.Seminar, session.ID)
		must(t, err)
		if err := g.Store.RestoreGrant(ctx, by, ling.ID, grant.ID); models.CodeOf(err) != "grant.scope_gone" {
			t.Errorf("of a session that was removed: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM grants WHERE account_id = '" + ling.ID + "'"); n != 0 {
			t.Errorf("%d roles were given", n)
		}
	})
}

func TestAnOrganiserThatWasRemovedIsPutBackWithNothingLost(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1)
		before, err := g.Store.Organisers(ctx, models.System, o.Seminar)
		must(t, err)
		host := before[1] // in the middle
		_, err = g.Store.EditOrganiser(ctx, models.System, o.Seminar, host.ID, host.Version, models.OrganiserInput{Role: host.Role, Hosts: true, ShownAs: "The Host", Language: "en"})
		must(t, err)
		o.Submitted()

		must(t, g.Store.RemoveOrganiser(ctx, models.System, o.Seminar, host.ID, models.ReasonInput{Reason: "The Ministry has withdrawn."}))

		removed, err := g.Store.RemovedOrganisers(ctx, models.System, o.Seminar)
		if err != nil || len(removed) != 1 || removed[0].ID != host.ID || removed[0].ShownAs.Source() != "The Host" {
			t.Errorf("can be put back: %+v, %v", removed, err)
		}
		if roleMails(g, models.RoleRemoved) != 1 {
			t.Error("whoever acted for it is not told")
		}
		if n := g.Number("SELECT count(*) FROM removed_grants WHERE organiser_id IS NOT NULL AND reason = 'The Ministry has withdrawn.'"); n != 1 {
			t.Errorf("%d e-mails give the reason", n)
		}
		_, err = g.Store.Decide(ctx, o.Clearers[0], o.Summary, models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared})
		must(t, err)
		if s := o.Text().Status; s != models.SummaryCleared {
			t.Fatalf("without it the text is %s", s)
		}

		must(t, g.Store.RestoreOrganiser(ctx, models.System, o.Seminar, host.ID))

		after, err := g.Store.Organisers(ctx, models.System, o.Seminar)
		if err != nil || len(after) != 3 || after[1].ID != host.ID || after[1].ShownAs.Source() != "The Host" || after[1].Role != "host" || !after[1].Hosts || after[2].ID != before[2].ID {
			t.Errorf("after: %+v, %v", after, err)
		}
		if s := o.Text().Status; s != models.SummaryClearance {
			t.Errorf("the text that it has not cleared is %s", s)
		}
		if n := g.Number("SELECT count(*) FROM clearances WHERE summary_id = '" + o.Summary + "' AND decision = 'cleared'"); n != 1 {
			t.Errorf("%d replies of the other organiser remain", n)
		}
		if _, err := g.Store.SummaryDesk(ctx, g.SignedIn(o.Clearers[1].AccountID), o.Summary); err != nil {
			t.Errorf("whoever acted for it: %v", err)
		}
		if roleMails(g, models.RoleRestored) != 1 {
			t.Error("whoever acts for it again is not told")
		}
	})
}

func TestAnOrganiserIsNotPutBackTwiceOrThroughAnotherSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, other := g.NewOutcome(0), g.NewProgramme()
		rows, err := g.Store.Organisers(ctx, models.System, o.Seminar)
		must(t, err)
		last := rows[len(rows)-1]
		must(t, g.Store.RemoveOrganiser(ctx, models.System, o.Seminar, last.ID, models.ReasonInput{}))

		if err := g.Store.RestoreOrganiser(ctx, models.System, other.Seminar, last.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("through another seminar: %v", err)
		}
		_, err = g.Store.AddOrganiser(ctx, models.System, o.Seminar, models.OrganiserInput{OrganisationID: last.OrganisationID, Role: last.Role, Language: "en"})
		must(t, err)
		if err := g.Store.RestoreOrganiser(ctx, models.System, o.Seminar, last.ID); models.CodeOf(err) != "organiser.is_there" {
			t.Errorf("added anew: %v", err)
		}
		if list, err := g.Store.RemovedOrganisers(ctx, models.System, o.Seminar); err != nil || len(list) != 0 {
			t.Errorf("still offered: %+v, %v", list, err)
		}
	})
}

// TestARoleThatEndedForAnotherReasonDoesNotComeBackWithTheOrganiser: nor does a
// role that was given anew keep the organiser from being restored.
func TestARoleThatEndedForAnotherReasonDoesNotComeBackWithTheOrganiser(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, admin := g.NewOutcome(1), g.Administrator()
		rows, err := g.Store.Organisers(ctx, models.System, o.Seminar)
		must(t, err)
		who, org := o.Clearers[1].AccountID, rows[1]
		remove := func() {
			t.Helper()
			must(t, g.Store.RemoveOrganiser(ctx, models.System, o.Seminar, org.ID, models.ReasonInput{}))
		}
		restore := func() {
			t.Helper()
			must(t, g.Store.RestoreOrganiser(ctx, models.System, o.Seminar, org.ID))
		}
		remove()
		anew := models.NewID(g.Store.Now()) // earlier versions allowed it while the organisation was no organiser
		_, err = g.DB().Exec(fmt.Sprintf("INSERT INTO grants (id, account_id, role, seminar_id, organisation_id, created_at) VALUES ('%s', '%s', 'co_organiser', '%s', '%s', '2027-01-01 00:00:00+00:00')",
			anew, who, o.Seminar, org.OrganisationID))
		must(t, err)
		restore()

		remove()
		restore()
		page, err := g.Store.Account(ctx, admin, who)
		must(t, err)
		if len(page.Grants) != 1 || page.Grants[0].ID != anew {
			t.Errorf("after the second time: %+v", page.Grants)
		}
		must(t, g.Store.RemoveGrant(ctx, admin, who, anew, models.ReasonInput{}))
		remove()
		restore()

		if page, err := g.Store.Account(ctx, admin, who); err != nil || len(page.Grants) != 0 {
			t.Errorf("the role that an administrator removed: %+v, %v", page.Grants, err)
		}
	})
}
