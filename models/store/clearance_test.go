package store_test

import (
	"context"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestATextIsClearedWhenEveryOrganiserHasClearedEveryPoint(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(2).Submitted()
		desk, err := g.Store.SummaryDesk(ctx, o.Clearers[0], o.Summary)
		must(t, err)
		say := func(by models.Actor, in models.ClearanceInput) models.SummaryStatus {
			t.Helper()
			in.Revision = desk.Summary.Revision
			m, err := g.Store.Decide(ctx, by, o.Summary, in)
			must(t, err)
			return m.Status
		}
		first, second := desk.Points[0].ID, desk.Points[1].ID

		if got := say(o.Clearers[0], models.ClearanceInput{Decision: models.Cleared}); got != models.SummaryClearance {
			t.Errorf("after one organiser cleared all points: %s", got)
		}
		say(o.Clearers[1], models.ClearanceInput{PointID: first, Decision: models.Cleared})
		if got := say(o.Clearers[1], models.ClearanceInput{PointID: second, Decision: models.ClearedWithChanges, Proposal: "Say it softer."}); got != models.SummaryClearance {
			t.Errorf("with a change that was not made: %s", got)
		}
		if got := say(o.Clearers[1], models.ClearanceInput{PointID: second, Decision: models.Objected, Comment: "Never said."}); got != models.SummaryClearance {
			t.Errorf("with an objection: %s", got)
		}
		if got := say(o.Clearers[1], models.ClearanceInput{PointID: second, Decision: models.Cleared}); got != models.SummaryCleared {
			t.Errorf("after all organisers cleared all points: %s", got)
		}
		if n := g.Number("SELECT count(*) FROM clearances"); n != 4 {
			t.Errorf("%d replies are stored, want one per organiser and point", n)
		}
	})
}

// The control is the same action by an organiser who has not replied: it clears
// both points.
func TestClearingAllAtOnceKeepsAnObjection(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(2).Submitted()
		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		first := desk.Points[0].ID
		say := func(by models.Actor, in models.ClearanceInput) models.Summary {
			t.Helper()
			in.Revision = desk.Summary.Revision
			m, err := g.Store.Decide(ctx, by, o.Summary, in)
			must(t, err)
			return m
		}

		say(o.Clearers[0], models.ClearanceInput{PointID: first, Decision: models.Objected, Comment: "Never said."})
		say(o.Clearers[0], models.ClearanceInput{Decision: models.Cleared})
		last := say(o.Clearers[1], models.ClearanceInput{Decision: models.Cleared})

		after, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		objector, other := after.Organisers[0], after.Organisers[1]
		if objector.OrganisationID != o.Organisations[0] {
			objector, other = other, objector
		}
		if said, _ := after.Decided(objector.ID, first); said.Decision != models.Objected || said.Comment != "Never said." {
			t.Errorf("the objection became %q, %q", said.Decision, said.Comment)
		}
		if said, _ := after.Decided(objector.ID, desk.Points[1].ID); said.Decision != models.Cleared {
			t.Errorf("the point without a reply is %q", said.Decision)
		}
		if said, _ := after.Decided(other.ID, first); said.Decision != models.Cleared {
			t.Errorf("the organiser who had not replied: %q", said.Decision)
		}
		if last.Status != models.SummaryClearance {
			t.Errorf("the text is %s despite an objection", last.Status)
		}
		if got := say(o.Clearers[0], models.ClearanceInput{PointID: first, Decision: models.Cleared}); got.Status != models.SummaryCleared {
			t.Errorf("after the objection was withdrawn: %s", got.Status)
		}
	})
}

func TestAChangedTextGoesBackToClearance(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(2).Submitted()
		before := o.Text()
		_, err := g.Store.Decide(ctx, o.Clearers[0], o.Summary, models.ClearanceInput{Revision: before.Revision, Decision: models.Cleared})
		must(t, err)
		desk, err := g.Store.SummaryDesk(ctx, o.Publisher, o.Summary)
		must(t, err)
		p := desk.Points[0]

		_, err = g.Store.EditPoint(ctx, o.Publisher, o.Summary, p.ID, p.Version, given.PointOf("Said otherwise"))
		must(t, err)

		after := o.Text()
		if after.Status != models.SummaryClearance || after.Revision != before.Revision+1 {
			t.Errorf("%s in revision %d, want clearance in %d", after.Status, after.Revision, before.Revision+1)
		}
		if len(after.Authors) != 2 || after.Authors[0] != o.Drafter.AccountID || after.Authors[1] != o.Publisher.AccountID {
			t.Errorf("authors %v", after.Authors)
		}
		_, err = g.Store.Decide(ctx, o.Clearers[0], o.Summary, models.ClearanceInput{Revision: before.Revision, Decision: models.Cleared})
		if models.CodeOf(err) != "page.changed_meanwhile" {
			t.Errorf("clearing the revision before the change: %v", err)
		}
		_, err = g.Store.PublishSummary(ctx, o.Publisher, o.Summary, models.EditionInput{Revision: after.Revision})
		if models.CodeOf(err) != "edition.not_cleared" {
			t.Errorf("publishing the changed text: %v", err)
		}
		desk, err = g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		if n := len(desk.Earlier(p.ID)); n != 1 || desk.Count()[""] != 4 {
			t.Errorf("%d earlier replies, %d missing; want 1 and 4", n, desk.Count()[""])
		}
		_, err = g.Store.EditPoint(ctx, o.Drafter, o.Summary, p.ID, p.Version, given.PointOf("Lost update"))
		if models.CodeOf(err) != "page.changed_meanwhile" {
			t.Errorf("an edit of an outdated version of a point: %v", err)
		}
	})
}

func TestOnlyOrganisersWhoMustClearCanClear(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1)
		in := models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared}
		if _, err := g.Store.Decide(ctx, o.Clearers[0], o.Summary, in); models.KindOf(err) != models.NotFound {
			t.Errorf("a draft: %v", err)
		}
		o.Submitted()
		stranger := g.Actor("Stranger")
		for who, want := range map[string]struct {
			by   models.Actor
			kind models.Kind
		}{
			"a partner":       {o.ForPartner, models.Forbidden},
			"the secretariat": {o.Drafter, models.Forbidden},
			"a stranger":      {stranger, models.NotFound},
			"the public":      {models.Public, models.NotFound},
		} {
			if _, err := g.Store.Decide(ctx, want.by, o.Summary, in); models.KindOf(err) != want.kind {
				t.Errorf("%s: %v, want %s", who, err, want.kind)
			}
		}
		foreign := in
		foreign.OrganisationID = o.Organisations[1]
		if _, err := g.Store.Decide(ctx, o.Clearers[0], o.Summary, foreign); models.KindOf(err) != models.Invalid {
			t.Errorf("for another organisation: %v", err)
		}
		other := g.NewOutcome(1)
		point := pointOf(t, o)
		in.Revision = other.Submitted().Text().Revision
		in.PointID = point
		if _, err := g.Store.Decide(ctx, other.Clearers[0], other.Summary, in); models.KindOf(err) != models.NotFound {
			t.Errorf("a point of another summary: %v", err)
		}
	})
}

func TestCoOrganisersReadNeitherNotesNorCommentsOfOthers(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(0)
		_, err := g.Store.AddNote(ctx, o.Drafter, o.Seminar, o.Session, models.NoteInput{Language: "en", Body: "Diallo said no."})
		must(t, err)
		o.Point("Some said no", o.Session)
		o.Submitted()
		_, err = g.Store.Decide(ctx, o.Clearers[0], o.Summary, models.ClearanceInput{Revision: o.Text().Revision, PointID: pointOf(t, o), Decision: models.Objected, Comment: "Between us"})
		must(t, err)

		mine, err := g.Store.SummaryDesk(ctx, o.Clearers[0], o.Summary)
		must(t, err)
		theirs, err := g.Store.SummaryDesk(ctx, o.Clearers[1], o.Summary)
		must(t, err)
		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)

		if mine.Clearances[0].Comment != "Between us" || desk.Clearances[0].Comment != "Between us" {
			t.Error("the objecting organiser and the secretariat must read the comment")
		}
		if theirs.Clearances[0].Comment != "" || theirs.Clearances[0].Decision != models.Objected {
			t.Errorf("another organiser reads %+v", theirs.Clearances[0])
		}
		if len(mine.Notes)+len(mine.Sessions)+len(mine.Points[0].Sources) != 0 || len(desk.Notes) != 1 || len(desk.Points[0].Sources) != 1 {
			t.Errorf("organiser: %d notes, secretariat: %d notes", len(mine.Notes), len(desk.Notes))
		}
	})
}

func pointOf(t *testing.T, o *given.Outcome) string {
	t.Helper()
	desk, err := o.Store.SummaryDesk(context.Background(), models.System, o.Summary)
	must(t, err)
	return desk.Points[0].ID
}

// TestClearersAndPublishersAreMailed counts the mails that become due.
func TestClearersAndPublishersAreMailed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		due := func() int { return g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail'") }
		o := g.NewOutcome(2)
		partner := g.Account("Partner's member")
		before := due()

		o.Submitted()
		asked := due() - before
		o.Cleared()
		told := due() - before - asked
		desk, err := g.Store.SummaryDesk(ctx, o.Publisher, o.Summary)
		must(t, err)
		o.Corrected()
		_, err = g.Store.EditPoint(ctx, o.Publisher, o.Summary, desk.Points[0].ID, desk.Points[0].Version, given.PointOf("Said otherwise"))
		must(t, err)
		o.Submitted()
		again := due() - before - asked - told

		if asked != 2 || told != 2 || again != 2 { // two co-organisers; drafter and publisher; the co-organisers once more
			t.Errorf("%d are asked, %d are told that all have cleared, %d are asked again", asked, told, again)
		}
		l, err := g.Store.ClearanceLetter(ctx, models.System, models.MailClearance{SummaryID: o.Summary, AccountID: o.Clearers[0].AccountID, Mail: models.ClearanceAsked})
		if err != nil || l.Email == "" || l.Status != models.SummaryClearance {
			t.Errorf("the letter is %+v, %v", l, err)
		}
		if _, err := g.Store.ClearanceLetter(ctx, models.System, models.MailClearance{SummaryID: o.Summary, AccountID: partner.ID, Mail: models.ClearanceAsked}); models.KindOf(err) != models.NotFound {
			t.Errorf("somebody without a role gets an e-mail: %v", err)
		}
	})
}

// When the organisers themselves change, a text waits for exactly the present
// ones.
func TestATextAwaitsClearanceByItsPresentOrganisers(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		organisers := func(o *given.Outcome) map[string]models.OrganiserRow {
			rows, err := g.Store.Organisers(ctx, models.System, o.Seminar)
			must(t, err)
			of := map[string]models.OrganiserRow{}
			for _, row := range rows {
				of[row.OrganisationID] = row
			}
			return of
		}
		as := func(o *given.Outcome, organisation string, role models.OrganiserRoleKind) {
			t.Helper()
			row := organisers(o)[organisation]
			_, err := g.Store.EditOrganiser(ctx, models.System, o.Seminar, row.ID, row.Version, models.OrganiserInput{Role: role, Language: "en"})
			must(t, err)
		}
		status := func(o *given.Outcome, why string, want models.SummaryStatus) {
			t.Helper()
			if got := o.Text().Status; got != want {
				t.Errorf("%s: %s, want %s", why, got, want)
			}
		}
		cleared := g.NewOutcome(2).Submitted().Cleared()
		status(cleared, "all have cleared", models.SummaryCleared)
		as(cleared, cleared.Partner, "co_organiser")
		status(cleared, "a partner became one who must clear", models.SummaryClearance)
		if _, err := g.Store.Decide(ctx, cleared.ForPartner, cleared.Summary, models.ClearanceInput{Revision: cleared.Text().Revision, Decision: models.Cleared}); err != nil {
			t.Fatal(err)
		}
		status(cleared, "it has cleared too", models.SummaryCleared)

		added := g.NewOutcome(1).Submitted().Cleared()
		o, err := g.Store.AddOrganiser(ctx, models.System, added.Seminar, models.OrganiserInput{Name: "A latecomer", Kind: "ngo", Role: "co_host", Language: "en"})
		must(t, err)
		status(added, "a co-host was added", models.SummaryClearance)
		must(t, g.Store.RemoveOrganiser(ctx, models.System, added.Seminar, o.ID, models.ReasonInput{}))
		status(added, "it was taken out again", models.SummaryCleared)

		waits := g.NewOutcome(1).Submitted()
		for _, by := range waits.Clearers[:1] {
			_, err := g.Store.Decide(ctx, by, waits.Summary, models.ClearanceInput{Revision: waits.Text().Revision, Decision: models.Cleared})
			must(t, err)
		}
		as(waits, waits.Organisations[1], "sponsor")
		status(waits, "the one that had not answered became a sponsor", models.SummaryCleared)

		published := g.NewOutcome(1).Submitted().Cleared()
		published.Published(models.EditionInput{})
		as(published, published.Partner, "co_organiser")
		status(published, "a published text", models.SummaryCleared)
	})
}

func TestATextWithoutPointsIsNotCleared(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted()
		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		must(t, g.Store.RemovePoint(ctx, o.Drafter, o.Summary, desk.Points[0].ID, desk.Points[0].Version))
		for _, by := range o.Clearers {
			_, err := g.Store.Decide(ctx, by, o.Summary, models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared})
			must(t, err)
		}
		if got := o.Text().Status; got != models.SummaryClearance {
			t.Errorf("a text without points is %s", got)
		}
	})
}

// Whoever changes a cleared or published text by the address of a form, or by
// the API, is refused too, and no reply is lost.
func TestAClearedTextChangesOnlyAfterACorrectionWasBegun(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		for _, published := range []bool{false, true} {
			o := g.NewOutcome(2).Submitted().Cleared()
			if published {
				o.Published(models.EditionInput{})
			}
			before, points := o.Text(), o.Points()
			changes := map[string]func() error{
				"a point added": func() error {
					_, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, given.PointOf("Nobody cleared this"))
					return err
				},
				"a point changed": func() error {
					_, err := g.Store.EditPoint(ctx, o.Drafter, o.Summary, points[0].ID, points[0].Version, given.PointOf("Said otherwise"))
					return err
				},
				"a point moved": func() error { return g.Store.MovePoint(ctx, o.Drafter, o.Summary, points[0].ID, true) },
				"the title changed": func() error {
					_, err := g.Store.EditSummary(ctx, o.Drafter, o.Summary, o.Text().Version, models.SummaryInput{Title: "Otherwise", Language: "en"})
					return err
				},
				"a point removed": func() error {
					return g.Store.RemovePoint(ctx, o.Drafter, o.Summary, points[1].ID, points[1].Version)
				},
			}
			for what, change := range changes {
				if err := change(); models.CodeOf(err) != "summary.is_cleared" {
					t.Errorf("published %v, %s: %v", published, what, err)
				}
			}
			if now := o.Text(); now.Revision != before.Revision || now.Status != models.SummaryCleared {
				t.Errorf("published %v: %s in revision %d, was %d", published, now.Status, now.Revision, before.Revision)
			}
			o.Corrected()
			must(t, changes["a point moved"]())
			if now := o.Text(); now.Status != models.SummaryDraft {
				t.Errorf("after a correction was begun: %s", now.Status)
			}
		}
	})
}

func TestAnOrganiserIsRepresentedByAnAccountThatCanReply(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted()
		unrepresented := func() (organisations []string) {
			t.Helper()
			desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
			must(t, err)
			for _, organiser := range desk.Unrepresented() {
				organisations = append(organisations, organiser.OrganisationID)
			}
			return organisations
		}
		only := func(when, organisation string) {
			t.Helper()
			if got := unrepresented(); len(got) != 1 || got[0] != organisation {
				t.Errorf("%s: nobody replies for %v, want %s", when, got, organisation)
			}
		}
		grantTo := func(by models.Actor, organisation string) {
			t.Helper()
			_, err := g.Store.AddGrant(ctx, models.System, by.AccountID, models.GrantInput{Role: models.CoOrganiser, SeminarID: o.Seminar, OrganisationID: organisation})
			must(t, err)
		}
		first, second := o.Organisations[0], o.Organisations[1]

		if got := unrepresented(); len(got) != 0 {
			t.Errorf("each has an account: nobody replies for %v", got)
		}
		must(t, g.Store.DisableAccount(ctx, models.System, o.Clearers[0].AccountID))
		only("the account is disabled", first)
		grantTo(o.Drafter, first)
		only("the other account drafted the text", first)
		other := g.NewOutcome(0)
		grantTo(other.Clearers[0], first)
		if got := unrepresented(); len(got) != 0 {
			t.Errorf("a further account can reply: nobody replies for %v", got)
		}
		_, err := g.DB().Exec("DELETE FROM grants WHERE role = 'co_organiser' AND organisation_id = '" + second + "'")
		must(t, err)
		only("the role was taken away", second)
	})
}

func TestThoseWhoClearedATextAreToldThatItIsPublished(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()

		e := o.Published(models.EditionInput{})

		for who, c := range map[string]struct {
			account string
			want    int
		}{"one organiser": {o.Clearers[0].AccountID, 1}, "the other": {o.Clearers[1].AccountID, 1}, "a partner, who clears nothing": {o.ForPartner.AccountID, 0}, "the secretariat": {o.Drafter.AccountID, 0}} {
			if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND args ->> 'mail' = 'published' AND args ->> 'account' = '" + c.account + "'"); n != c.want {
				t.Errorf("%s gets %d e-mails instead of %d", who, n, c.want)
			}
		}
		mail := models.MailClearance{SummaryID: o.Summary, AccountID: o.Clearers[0].AccountID, Mail: models.ClearancePublished, Edition: e.Number}
		told := func() bool {
			l, err := g.Store.ClearanceLetter(ctx, models.System, mail)
			must(t, err)
			return l.StillTrue(mail.Mail)
		}
		if !told() {
			t.Error("the e-mail about an edition in force is not sent")
		}
		_, err := g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, e.ID, models.WithdrawalInput{Reason: "Too early."})
		must(t, err)
		if told() {
			t.Error("the e-mail about a withdrawn edition is sent")
		}
	})
}

func TestThoseWhoClearedATextAreToldWhyAnEditionIsWithdrawn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		e := o.Published(models.EditionInput{})
		mail := models.MailClearance{SummaryID: o.Summary, AccountID: o.Clearers[0].AccountID, Mail: models.ClearanceWithdrawn, Edition: e.Number}
		before, err := g.Store.ClearanceLetter(ctx, models.System, mail)
		must(t, err)

		_, err = g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, e.ID, models.WithdrawalInput{Reason: "A name was wrong."})
		must(t, err)

		for who, c := range map[string]struct {
			account string
			want    int
		}{"one organiser": {o.Clearers[0].AccountID, 1}, "the other": {o.Clearers[1].AccountID, 1}, "a partner, who clears nothing": {o.ForPartner.AccountID, 0}, "the secretariat": {o.Drafter.AccountID, 0}} {
			if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND args ->> 'mail' = 'withdrawn' AND args ->> 'account' = '" + c.account + "'"); n != c.want {
				t.Errorf("%s gets %d e-mails instead of %d", who, n, c.want)
			}
		}
		after, err := g.Store.ClearanceLetter(ctx, models.System, mail)
		must(t, err)
		if before.StillTrue(mail.Mail) || !after.StillTrue(mail.Mail) || after.WithdrawnWhy != "A name was wrong." {
			t.Errorf("before the withdrawal %+v, after it %+v", before, after)
		}
	})
}

func TestTheListOfSummariesKnowsThatAllEditionsAreWithdrawn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		withdrawn := func() bool {
			t.Helper()
			rows, err := g.Store.Summaries(ctx, o.Drafter, o.Seminar)
			must(t, err)
			return rows[0].IsWithdrawn()
		}

		cleared := withdrawn()
		e := o.Published(models.EditionInput{})
		published := withdrawn()
		_, err := g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, e.ID, models.WithdrawalInput{Reason: "Too early."})
		must(t, err)

		if cleared || published || !withdrawn() {
			t.Errorf("cleared %v, published %v, withdrawn %v", cleared, published, withdrawn())
		}
	})
}
