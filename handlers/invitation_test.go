package handlers_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// invitationLink is the address at which an invited person answers.
func (s *site) invitationLink(id string) string {
	return "/invitations/" + s.keys.LinkToken(models.LinkToInvitation, id)
}

var invitationAction = regexp.MustCompile(`/manage/invitations/([a-z0-9]+)/revocation`)

func TestAnOrganiserInvitesAndThePersonAnswers(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.SeminarOf(5, models.AdmissionInvited)
		organiser := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		b := s.browser(t).signIn(organiser.AccountID)
		list := "/manage/seminars/" + seminar + "/invitations"
		if a := b.get(list); a.status != 200 || !strings.Contains(a.body, "Nobody has been invited yet") {
			t.Fatalf("the empty list: %d %s", a.status, a.body)
		}

		wrong := b.post(list, "email", "nowhere", "name", "Ling Wu", "capacity", "expert", "language", "zh", "answer_by", "1999-13-01")
		if wrong.status != 422 || !strings.Contains(wrong.body, `value="Ling Wu"`) || !strings.Contains(wrong.body, `id="f-answer_by-problem"`) || !strings.Contains(wrong.body, `id="f-email-problem"`) {
			t.Errorf("a wrong form: %d %s", wrong.status, wrong.body)
		}
		for _, name := range []string{"Ling Wu", "Amina Diallo", "Pierre Martin"} {
			a := b.post(list, "email", strings.ReplaceAll(strings.ToLower(name), " ", ".")+"@mission.example", "name", name, "capacity", "expert", "language", "en")
			if a.status != http.StatusSeeOther {
				t.Fatalf("inviting %s: %d %s", name, a.status, a.body)
			}
			b.get(a.location)
			g.Pass(time.Second) // the list is in order of time
		}
		found := invitationAction.FindAllStringSubmatch(b.page, -1)
		if len(found) != 3 {
			t.Fatalf("the list: %s", b.page)
		}
		if a := b.post("/manage/invitations/" + found[0][1] + "/mails"); a.status != http.StatusSeeOther || a.location != list {
			t.Errorf("once more: %d %s", a.status, a.body)
		}
		b.get(list)
		if a := b.post("/manage/invitations/" + found[2][1] + "/revocation"); a.status != http.StatusSeeOther {
			t.Errorf("taking back: %d %s", a.status, a.body)
		}

		guest := s.browser(t)
		guest.get("/languages/en?to=/") // the person registers in another language
		link := s.invitationLink(found[0][1])
		page := guest.get(link)
		if page.status != 200 || !strings.Contains(page.body, `value="Ling Wu"`) || !strings.Contains(page.body, "has the honour to invite you to take part") {
			t.Errorf("the invitation: %d %s", page.status, page.body)
		}
		if !strings.Contains(page.header.Get("Cache-Control"), "no-store") {
			t.Errorf("the page may be kept: %v", page.header)
		}
		if a := guest.post(link+"/acceptance", "name", "Ling Wu", "institution", "", "language", "zh"); a.status != 422 || !strings.Contains(a.body, "f-institution-problem") || !strings.Contains(a.body, "f-consent-problem") {
			t.Errorf("without institution and consent: %d %s", a.status, a.body)
		}
		a := guest.post(link+"/acceptance", "name", "Ling Wu", "institution", "Ministry", "language", "zh", "consent", "true")
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, "/registrations/") {
			t.Fatalf("accepting: %d %s", a.status, a.body)
		}
		if own := guest.get(a.location); own.status != 200 || !strings.Contains(own.body, "You have a seat.") {
			t.Errorf("the registration: %d %s", own.status, own.body)
		}
		if again := guest.get(link); again.status != http.StatusSeeOther || !strings.HasPrefix(again.location, "/registrations/") {
			t.Errorf("the link once more: %d %s", again.status, again.location)
		}

		other := s.browser(t)
		link = s.invitationLink(found[1][1])
		if p := other.get(link); !strings.Contains(p.body, "Please reply by") || !strings.Contains(p.body, `href="`+link+`/refusal"`) || strings.Contains(p.body, `action="`+link+`/refusal"`) {
			t.Errorf("the invitation declines without a question: %s", p.body)
		}
		if p := other.get(link + "/refusal"); p.status != 200 || !strings.Contains(p.body, "Decline the invitation?") || !strings.Contains(p.body, "you can still accept until") || g.Number("SELECT count(*) FROM invitations WHERE status = 'declined'") != 0 {
			t.Errorf("the question: %d %s", p.status, p.body)
		}
		if a := other.post(link+"/refusal", "reason", strings.Repeat("x", 1001)); a.status != 422 || !strings.Contains(a.body, "f-reason-problem") {
			t.Errorf("too long a reason: %d %s", a.status, a.body)
		}
		if a := other.post(link+"/refusal", "reason", "I travel <that> week."); a.status != http.StatusSeeOther {
			t.Errorf("declining: %d %s", a.status, a.body)
		}
		if p := other.get(link); !strings.Contains(p.body, "You have declined.") || !strings.Contains(p.body, "you can still accept until") || !strings.Contains(p.body, "Accept the invitation") || strings.Contains(p.body, "Please reply by") {
			t.Errorf("declined: %s", p.body)
		}
		if a := other.get(link + "/refusal"); a.status != http.StatusSeeOther || a.location != link {
			t.Errorf("the question once more: %d %s", a.status, a.location)
		}
		if p := other.get(s.invitationLink(found[2][1])); p.status != 200 || !strings.Contains(p.body, "revoked this invitation") || strings.Contains(p.body, "/acceptance") {
			t.Errorf("taken back: %d %s", p.status, p.body)
		}
		if p := b.get(list); !strings.Contains(p.body, "Accepted") || !strings.Contains(p.body, "Declined") || !strings.Contains(p.body, "I travel &lt;that&gt; week.") || !strings.Contains(p.body, "Revoked") {
			t.Errorf("the list after the answers: %s", p.body)
		}
	})
}

func TestALinkToARegistrationOpensNoInvitation(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	b := s.browser(t)
	for _, path := range []string{
		"/invitations/" + s.keys.LinkToken(models.LinkToRegistration, w.Main.Registration),
		"/invitations/" + s.keys.LinkToken(models.LinkToRegistration, w.Main.Invitation),
		"/registrations/" + s.keys.LinkToken(models.LinkToInvitation, w.Main.Registration),
		"/invitations/nothing",
	} {
		if a := b.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := b.get(s.invitationLink(w.Main.Invitation)); a.status != 200 {
		t.Errorf("its own link: %d", a.status)
	}
}

func TestTheLinkOfAnInvitedPersonWhoRegisteredLeadsToTheRegistration(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(5)
		by := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar}).ID)
		guest := given.Guest(1)
		i := made(t, s.write(t, "POST", "/api/v1/seminars/"+seminar+"/invitations", "", by, `{"email":"`+guest.Email+`","name":"Ling Wu"}`), 201)

		e := made(t, s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "", by, `{"email":"`+guest.Email+`","name":"Ling Wu","institution":"Ministry"}`), 201)

		if a := s.write(t, "GET", "/api/v1/invitations/"+i.ID, "", by, ""); !strings.Contains(a.body, `"status":"accepted"`) || !strings.Contains(a.body, `"registration_id":"`+e.ID+`"`) {
			t.Errorf("the invitation: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", "/api/v1/invitations/"+i.ID+"/mails", "", by, ""); a.status != 409 {
			t.Errorf("a reminder: %d %s", a.status, a.body)
		}
		if a := s.browser(t).get(s.invitationLink(i.ID)); a.status != http.StatusSeeOther || a.location != s.link(e.ID) {
			t.Errorf("the link: %d to %s", a.status, a.location)
		}
	})
}

func TestTheAPIInvitesByTheSameRules(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar, other := g.SeminarOf(5, models.AdmissionInvited), g.OpenSeminar(5)
		by := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar}).ID)
		path := "/api/v1/seminars/" + seminar + "/invitations"

		if a := s.write(t, "POST", path, "", by, `{"email":"nowhere","name":"","answer_by":"1999-01-01"}`); a.status != 422 || !strings.Contains(a.body, `"field":"answer_by"`) || !strings.Contains(a.body, `"field":"email"`) || !strings.Contains(a.body, `"field":"name"`) {
			t.Errorf("a wrong one: %d %s", a.status, a.body)
		}
		var made struct{ ID, Status string }
		first := s.write(t, "POST", path, "once", by, `{"email":"ling@mission.example","name":"Ling Wu","capacity":"expert"}`)
		again := s.write(t, "POST", path, "once", by, `{"email":"ling@mission.example","name":"Ling Wu","capacity":"expert"}`)
		if err := json.Unmarshal([]byte(first.body), &made); first.status != 201 || err != nil || made.Status != "sent" || again.body != first.body {
			t.Fatalf("%d %s, then %d %s", first.status, first.body, again.status, again.body)
		}
		for _, who := range []struct {
			bearer string
			status int
		}{{by, 200}, {"", 401}, {s.bearer(t, g.Account("Else", models.GrantInput{Role: models.OrganiserRole, SeminarID: other}).ID), 404}} {
			for _, p := range []string{path, "/api/v1/invitations/" + made.ID} {
				if a := s.write(t, "GET", p, "", who.bearer, ""); a.status != who.status {
					t.Errorf("%s: %d %s; want %d", p, a.status, a.body, who.status)
				}
			}
		}
		for _, step := range []struct {
			noun   string
			status int
		}{{"mails", 201}, {"revocation", 201}, {"revocation", 409}, {"mails", 201}} {
			if a := s.write(t, "POST", "/api/v1/invitations/"+made.ID+"/"+step.noun, "", by, ""); a.status != step.status {
				t.Errorf("%s: %d %s", step.noun, a.status, a.body)
			}
		}
	})
}

func TestAnInvitedPersonAnswersThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		own := "/api/v1/invitations/by-link/" + strings.TrimPrefix(s.invitationLink(w.Main.Invitation), "/invitations/")
		for _, step := range []struct {
			method, path, body string
			status             int
			says               string
		}{
			{"GET", own, "", 200, `"status":"sent"`},
			{"GET", own + "x", "", 404, ""},
			{"GET", "/api/v1/invitations/by-link/" + strings.TrimPrefix(s.link(w.Main.Registration), "/registrations/"), "", 404, ""},
			{"POST", own + "/refusal", `{"reason":"I travel that week."}`, 201, `"status":"declined"`},
			{"POST", own + "/acceptance", `{"consent":false}`, 422, `"field":"consent"`},
			{"POST", own + "/acceptance", `{"consent":true,"institution":"Ministry","language":"fr"}`, 201, `"status":"confirmed"`},
			{"POST", own + "/refusal", "", 409, "invitation.is_accepted"},
		} {
			if a := s.write(t, step.method, step.path, "", "", step.body); a.status != step.status || !strings.Contains(a.body, step.says) {
				t.Errorf("%s %s %s: %d %s; want %d", step.method, step.path, step.body, a.status, a.body, step.status)
			}
		}
	})
}

// TestThePageOfInvitationsSaysWhyNobodyCanBeInvited: instead of how to invite,
// without forms and buttons that cannot work.
func TestThePageOfInvitationsSaysWhyNobodyCanBeInvited(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		for to, says := range map[models.SeminarStatus]string{
			models.SeminarConcluded: "The seminar has ended. Invitations can no longer be sent or answered.",
			models.SeminarCancelled: "The seminar has been cancelled.",
		} {
			seminar := g.SeminarOf(5, models.AdmissionInvited)
			organiser := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
			list := "/manage/seminars/" + seminar + "/invitations"
			b := s.browser(t).signIn(organiser.AccountID)
			b.get(list)
			b.post(list, "email", "ling@mission.example", "name", "Ling Wu", "capacity", "expert", "language", "en", "answer_by", "")
			before := b.get(list).body
			if err := given.MoveSeminar(t.Context(), g.Store, system, seminar, to); err != nil {
				t.Fatal(err)
			}
			after := b.get(list).body

			for _, c := range []struct {
				text  string
				ahead bool
			}{{"Each person you invite", true}, {">Sent<", true}, {`name="answer_by"`, true}, {"/mails", true}, {"/revocation", true}, {">No reply<", false}, {says, false}} {
				if strings.Contains(before, c.text) != c.ahead || strings.Contains(after, c.text) == c.ahead {
					t.Errorf("%s: %q is shown before: %t, after: %t", to, c.text, strings.Contains(before, c.text), strings.Contains(after, c.text))
				}
			}
		}
	})
}
