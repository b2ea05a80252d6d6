package models

import (
	"fmt"
	"testing"
)

// TestPermissionsOfEachRole asks every question about a seminar of one series, for
// every role: y is yes, - is no.
func TestPermissionsOfEachRole(t *testing.T) {
	m, e := Seminar{ID: "m", SeriesID: "s", Status: SeminarDraft}, Series{ID: "s"}
	questions := []func(Actor) bool{
		m.MaySee, m.MaySeeWorkingArea, m.MayEdit, m.MayListParticipants, m.MayDraft,
		func(a Actor) bool { return m.MayWriteNotes(a, "n") }, func(a Actor) bool { return m.MayReadNotes(a, "n") },
		e.MayTheme, MayKeepAccounts, MayKeepOrganisations, MayKeepEntities, MayReadAudit, Actor.HasRole,
	}
	const (
		nothing = "-------------"
		works   = "------------y" // has a grant, though for nothing here
	)
	grant := func(g Grant) Actor { return Actor{Via: ViaAccount, AccountID: "a", Grants: []Grant{g}} }
	for _, c := range []struct {
		who  string
		by   Actor
		want string
	}{
		{"the public", Public, nothing},
		{"an account without grants", someone, nothing},
		{"an administrator", keeper, "--------yyyyy"},
		{"an organiser of the series", seriesEd, "yyyy-yyy-yyyy"},
		{"an organiser of the seminar", seminarEd, "yyyy-yy--yyyy"},
		{"an organiser of another series", grant(Grant{Role: OrganiserRole, SeriesID: "t"}), "---------yyyy"},
		{"an organiser of another seminar", grant(Grant{Role: OrganiserRole, SeminarID: "o"}), "---------yyyy"},
		{"the secretariat", secretariat, "yy-yyyyy-yy-y"},
		{"the secretariat of another series", grant(Grant{Role: Secretariat, SeriesID: "t"}), "---------yy-y"},
		{"a co-organiser", coOrganiser, "yy----------y"},
		{"a co-organiser of another seminar", grant(Grant{Role: CoOrganiser, SeminarID: "o", OrganisationID: "o"}), works},
		{"a rapporteur of the session", grant(Grant{Role: Rapporteur, SessionID: "n"}), "-----yy-----y"},
		{"a rapporteur of another session", grant(Grant{Role: Rapporteur, SessionID: "o"}), works},
		{"check-in staff", grant(Grant{Role: CheckIn, SeminarID: "m"}), works},
		{"a focal point", grant(Grant{Role: FocalPoint, SeminarID: "m", OrganisationID: "o"}), works},
		{"the program", System, "yyyyyyyyyyyyy"},
	} {
		got := ""
		for _, may := range questions {
			if may(c.by) {
				got += "y"
			} else {
				got += "-"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.who, got, c.want)
		}
	}
}

func TestAGrantWithoutAScopeGrantsNothing(t *testing.T) {
	for _, role := range Roles {
		a := Actor{AccountID: "a", Grants: []Grant{{Role: role}}}
		if a.Organises("", "") || a.ServesSeries("") || a.ReportsOn("") {
			t.Errorf("%s: organises %v, serves %v, reports %v", role, a.Organises("", ""), a.ServesSeries(""), a.ReportsOn(""))
		}
	}
}

func TestAnOrganiserReadsTheLogOfWhatTheyOrganise(t *testing.T) {
	both := Actor{AccountID: "a", Grants: []Grant{{Role: OrganiserRole, SeriesID: "s"}, {Role: OrganiserRole, SeminarID: "m"}, {Role: Secretariat, SeriesID: "t"}}}
	for _, c := range []struct {
		who  string
		by   Actor
		want string
	}{
		{"an administrator", keeper, "true [] []"}, {"an organiser", both, "false [s] [m]"}, {"the secretariat", secretariat, "false [] []"},
	} {
		all, series, seminars := AuditReach(c.by)
		if got := fmt.Sprint(all, series, seminars); got != c.want {
			t.Errorf("%s: %s, want %s", c.who, got, c.want)
		}
	}
}

func TestAnAccountIsReadByItsHolderAndAdministrators(t *testing.T) {
	a := Account{ID: "a"}
	if !a.MayRead(someone) || !a.MayRead(keeper) || a.MayRead(seriesEd) || a.MayRead(Public) || (Account{}).MayRead(Public) {
		t.Error("an account must be readable by its holder and by administrators only")
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	if got := CodeOf(LastAdministrator(0)); got != "grant.last_administrator" {
		t.Errorf("removing the last administrator: %q", got)
	}
	if err := LastAdministrator(1); err != nil {
		t.Errorf("removing one of two administrators: %v", err)
	}
}

func TestANoteIsChangedByItsAuthorOnly(t *testing.T) {
	n := Note{AuthorID: "a"}
	if !n.MayEdit(someone) || n.MayEdit(seriesEd) || n.MayEdit(Public) || (Note{}).MayEdit(Public) {
		t.Error("a note must be editable by its author only")
	}
}

func TestTheWorkingHomeListsTheReadersTasks(t *testing.T) {
	concluded := SeminarTask{ID: "m", SeriesID: "s", Status: SeminarConcluded, EndsOn: "2027-05-27", Pending: 1, InClearance: 2, Cleared: 3}
	draft := SeminarTask{ID: "m", SeriesID: "s", Status: SeminarDraft}
	written := concluded
	written.Summaries = 1
	for _, c := range []struct {
		says  string
		task  SeminarTask
		by    Actor
		today Day
		want  string
	}{
		{"the secretariat drafts", concluded, secretariat, "2027-06-01", "pending 0, in clearance 2, cleared 3, announce false, draft true"},
		{"on the last day on which a summary is asked for", concluded, secretariat, "2028-05-26", "pending 0, in clearance 2, cleared 3, announce false, draft true"},
		{"a summary not written within a year is no longer a task", concluded, secretariat, "2028-05-27", "pending 0, in clearance 2, cleared 3, announce false, draft false"},
		{"a summary that has been started is no task", written, secretariat, "2027-06-01", "pending 0, in clearance 2, cleared 3, announce false, draft false"},
		{"organisers decide on registrations", concluded, seminarEd, "2027-06-01", "pending 1, in clearance 2, cleared 0, announce false, draft false"},
		{"organisers announce", draft, seminarEd, "2027-06-01", "pending 0, in clearance 0, cleared 0, announce true, draft false"},
		{"the secretariat does not announce", draft, secretariat, "2027-06-01", "pending 0, in clearance 0, cleared 0, announce false, draft false"},
		{"co-organisers have tasks of their own", concluded, coOrganiser, "2027-06-01", "pending 0, in clearance 0, cleared 0, announce false, draft false"},
	} {
		g := c.task.For(c.by, c.today)
		got := fmt.Sprintf("pending %d, in clearance %d, cleared %d, announce %v, draft %v", g.Pending, g.InClearance, g.Cleared, g.Announce, g.Draft)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.says, got, c.want)
		}
	}
}

func TestAMailAboutClearanceIsSentWhileItIsTrue(t *testing.T) {
	for _, state := range []SummaryStatus{SummaryDraft, SummaryReview, SummaryClearance, SummaryCleared} {
		l := ClearanceLetter{Status: state}
		if l.StillTrue(ClearanceObjected) {
			t.Errorf("%s: a replaced objection is mailed", state)
		}
		if l.ObjectedReason = "Never said."; l.StillTrue(ClearanceObjected) != (state == SummaryClearance) {
			t.Errorf("%s: objected %v", state, l.StillTrue(ClearanceObjected))
		}
		if l.StillTrue(ClearanceAsked) != (state == SummaryClearance) || l.StillTrue(ClearanceGiven) != (state == SummaryCleared) {
			t.Errorf("%s: asked %v, given %v", state, l.StillTrue(ClearanceAsked), l.StillTrue(ClearanceGiven))
		}
	}
}

func TestANoteHasALanguageAndABody(t *testing.T) {
	for in, want := range map[NoteInput]string{{Language: "en", Body: "Said."}: "", {Language: "en", Body: " \n"}: "body form.required", {Body: "Said."}: "language form.choice"} {
		_, err := in.Check(Note{})
		if got := ProblemsOf(err).String(); got != want {
			t.Errorf("%+v: %q, want %q", in, got, want)
		}
	}
}
