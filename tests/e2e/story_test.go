package e2e

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestASeminarFromFirstIdeaToPublishedSummary walks the organiser, two
// participants, the secretariat, two co-organisers and a second member of the
// secretariat through the same seminar, each at a browser of their own.
func TestASeminarFromFirstIdeaToPublishedSummary(t *testing.T) {
	chrome := browser(t)
	eachDatabase(t, func(t *testing.T, s *site) {
		admin := s.person(chrome, "administrator")
		admin.open(s.firstLink())
		admin.pressAt("") // the one form of the page: signing in consumes the link, looking at it did not
		admin.open("/manage")
		admin.sees("Multidimensional and Integrated Peace Operations")
		admin.check()

		seminar := organise(t, admin)
		invite(s, admin, s.person(chrome, "invited"), seminar)
		takePart(t, s, s.person(chrome, "first participant"), s.person(chrome, "second participant"))
		admin.open(seminar + "/registrations")
		admin.sees("Ling Wei", "Amina Diallo", "Withdrawn", "Confirmed")
		admin.check()
		admin.shot("registrations")
		admin.stays(`const f = document.querySelector("form.filter select[name=status]"); f.value = "withdrawn"; f.dispatchEvent(new Event("change", {bubbles: true}))`,
			`!document.querySelector("#results").textContent.includes("Amina Diallo") && location.search.includes("withdrawn")`)

		drafter := addMember(s, admin, s.person(chrome, "drafter"), "secretariat", "", "")
		publisher := addMember(s, admin, s.person(chrome, "publisher"), "secretariat", "", "")
		swiss := addMember(s, admin, s.person(chrome, "swiss"), "co_organiser", "Regional consultation, Geneva", "Federal Department")
		institute := addMember(s, admin, s.person(chrome, "institute"), "co_organiser", "Regional consultation, Geneva", "Institute for Peace")
		summary := draft(t, drafter, seminar)
		clear(t, swiss, institute, drafter, summary)
		publish(t, s, drafter, publisher, summary)
		correct(drafter, publisher, swiss, institute, summary)
	})
}

// organise begins a series and a seminar, names organisers and sessions, and
// announces. It gives the address of the seminar's desk.
func organise(t *testing.T, p *person) string {
	p.open("/manage/series/new")
	p.fill(map[string]string{"title": "Consultations on mediation", "subtitle": "Listening first", "slug": "mediation"})
	p.send()
	p.follow("New seminar")
	year := time.Now().Year() + 1
	fields := map[string]string{
		"label": "Regional consultation", "place": "Geneva", "time_zone": "Europe/Zurich", "starts_on": fmt.Sprintf("%d-03-11", year), "ends_on": fmt.Sprintf("%d-03-10", year),
		"seats": "-1", "admission": "open", "slug": "geneva", "registration_opens_at": fmt.Sprintf("%d-01-01T09:00", year-1), "registration_closes_at": fmt.Sprintf("%d-02-20T18:00", year),
	}
	p.fill(fields)
	p.send()
	p.sees("The last day is before the first day", "from 1 to 100,000")
	p.check()
	p.shot("seminar-refused")
	p.fill(map[string]string{"place": "Geneva", "ends_on": fmt.Sprintf("%d-03-12", year), "seats": "1"})
	p.send()
	p.sees("What is still missing", "An organiser")
	desk := strings.TrimPrefix(p.at(), p.site.base)
	for _, name := range []string{"Federal Department of Foreign Affairs of Switzerland", "Institute for Peace"} {
		p.open(desk + "/organisers")
		shown := ""
		if strings.HasPrefix(name, "Federal") {
			shown = "Government of Switzerland"
		}
		p.fill(map[string]string{"name": name, "kind": "government_body", "role": "co_organiser", "shown_as": shown})
		p.send()
		p.sees(name)
	}
	p.check()
	for i, title := range []string{"Opening", "Who speaks for whom"} {
		p.open(desk + "/sessions/new")
		p.fill(map[string]string{
			"title": title, "starts_at": fmt.Sprintf("%d-03-11T09:%02d", year, 15*i), "ends_at": fmt.Sprintf("%d-03-11T10:30", year), "kind": "plenary", "room": "Salle XII",
			"attribution": "chatham_house", "chair": "Anna Keller, Ambassador", "rapporteur": "Jonas Berg",
		})
		if i == 0 {
			p.check()
		}
		p.send()
	}
	p.sees("are in the same room, Salle XII", "Anna Keller is listed in")
	p.check()
	p.shot("desk-clashes")
	p.pressAt("/announcement")
	p.sees("Announced")
	p.shot("desk")
	return desk
}

// invite asks somebody to come, who hesitates and declines.
func invite(s *site, admin, guest *person, seminar string) {
	admin.open(seminar + "/invitations")
	admin.sees("Nobody has been invited yet")
	admin.fill(map[string]string{"name": "Pierre Martin", "email": "pierre@example.org", "institution": "Institut de paix", "capacity": "expert", "language": "fr"})
	admin.send()
	admin.sees("Pierre Martin", "Sent")
	admin.check()
	admin.shot("invitations")
	link := s.mailLink("pierre@example.org", `http://\S+/invitations/\S+`)
	guest.open(link)
	guest.sees("pierre@example.org", "Government of Switzerland")
	guest.check()
	guest.shot("invitation")
	guest.follow("Décliner…") // the invitation is in French, and so are its pages
	guest.sees("Décliner l’invitation", "Les organisateurs verront que vous ne viendrez pas")
	guest.check()
	guest.fill(map[string]string{"reason": "Je serai en mission."})
	guest.send()
	guest.sees("Vous avez décliné l’invitation")
	guest.check()
	admin.open(seminar + "/invitations")
	admin.sees("Declined", "Je serai en mission.")
}

// takePart registers two people for one seat; the first withdraws and the
// second is offered the seat.
func takePart(t *testing.T, s *site, first, second *person) {
	register := func(p *person, name, family, email string) {
		p.open("/series/mediation/geneva")
		p.sees("Registration")
		p.open("/series/mediation/geneva/register")
		p.check()
		p.fill(map[string]string{"name": name, "family_name": family, "email": email, "institution": "University of Geneva", "consent": "true"})
		p.send()
		p.sees("mail")
	}
	register(first, "Ling Wei", "Ling", "ling@example.org")
	first.open(s.mailLink("ling@example.org", `http://\S+/registrations/\S+`))
	first.sees("Confirmed", "You have a seat", "ling@example.org")
	first.check()
	first.shot("registration")
	register(second, "Amina Diallo", "Diallo", "amina@example.org")
	link := s.mailLink("amina@example.org", `http://\S+/registrations/\S+`)
	second.open(link)
	second.sees("waiting list", "1")
	second.check()
	second.shot("waiting")
	register(first, "Ling Wei", "Ling", "LING@example.org") // the same person again: the same friendly answer

	first.open(s.mailLink("ling@example.org", `http://\S+/registrations/\S+`))
	first.follow("Withdraw")
	first.pressAt("/withdrawal")
	first.sees("Withdrawn")
	second.open(link)
	second.sees("offered")
	second.shot("offer")
	second.pressAt("/confirmation")
	second.sees("Confirmed")
}

// addMember makes an account with a role and signs its holder in by the mailed link.
func addMember(s *site, admin, p *person, role, seminar, organisation string) *person {
	email := p.name + "@example.org"
	admin.open("/manage/accounts/new")
	admin.fill(map[string]string{"name": "Member " + p.name, "email": email, "language": "en"})
	admin.send()
	account := strings.TrimPrefix(admin.at(), admin.site.base)
	if seminar == "" {
		admin.open(account + "/grants/new?role=" + role)
		admin.pick("series", "Consultations on mediation")
	} else {
		admin.open(account + "/grants/new?role=" + role)
		admin.pick("seminar", seminar)
		admin.send()
		admin.pick("organisation", organisation)
	}
	admin.send()
	admin.sees("Member " + p.name)
	p.open("/sign-in")
	p.check()
	admin.open(account)
	admin.pressAt("/links")
	p.open(s.mailLink(email, `http://\S+/sign-in/link/\S+`))
	p.pressAt("")
	p.open("/manage")
	p.sees("Geneva")
	return p
}

// draft writes notes and a summary of two points and sends it to clearance. It
// gives the address of the drafting desk.
func draft(t *testing.T, p *person, seminar string) string {
	p.open(seminar + "/notes")
	p.check()
	p.fill(map[string]string{"body": "Everybody asked who speaks for whom. Some feared that nobody does."})
	p.send()
	p.sees("who speaks for whom")
	p.open(seminar + "/summaries/new")
	p.fill(map[string]string{"kind": "executive_summary", "title": "Geneva executive summary", "issued_place": "Geneva"})
	p.send()
	desk := strings.TrimPrefix(p.at(), p.site.base)
	for _, point := range []map[string]string{
		{"kind": "finding", "body": "Mediation begins with knowing who speaks for whom", "voice": "participants", "strength": "stressed"},
		{"kind": "finding", "body": "A mediator needs time before the first meeting", "voice": "participants", "strength": "noted"},
		{"kind": "recommendation", "body": "Ask the people concerned before naming a mediator", "voice": "some", "strength": "suggested", "addressees": "United Nations"},
	} {
		p.open(desk + "/points/new")
		p.fill(point)
		p.send()
	}
	p.open(desk)
	p.sees("F1", "F2", "R1", "Ask the people concerned")
	p.check()
	p.shot("drafting-desk")
	order := `[...document.querySelectorAll("main a[href*='/points/']")].map(a => a.getAttribute("href")).join()`
	before := ask[string](p, order)
	p.stays(`document.querySelector("button[id^=down-]").click()`, order+" !== "+quote(before)+` && document.activeElement !== document.body`)
	p.stays(`document.querySelector("button[id^=up-]").click()`, order+" === "+quote(before))
	p.submit(`[...document.forms].find(f => f.action.endsWith("/submission") && f.elements.namedItem("to") && f.elements.namedItem("to").value === "clearance")`)
	p.sees("Under clearance")
	return desk
}

// clearAll is the form in the question that clears what is not answered yet.
const clearAll = `document.querySelector("#dock .confirm form")`

// clear lets one co-organiser object, has the text changed, and lets both
// clear the changed text.
func clear(t *testing.T, swiss, institute, drafter *person, desk string) {
	swiss.open(desk + "/clearance")
	swiss.sees("Ask the people concerned")
	swiss.check()
	swiss.shot("clearance")
	swiss.submit(clearAll)
	institute.open(desk + "/clearance")
	institute.stays(`const f = [...document.querySelectorAll("form.para")].at(-1); f.querySelector("[value=objected]").click(); f.querySelector("[name=comment]").value = "Only some asked for this: say so."; f.querySelector(".para-more button").click()`,
		`document.querySelector("#flash").textContent.includes("recorded")`)
	drafter.open(desk + "/clearance?view=answers")
	drafter.sees("Only some asked for this", "Objection raised")
	drafter.check()
	drafter.open(desk)
	drafter.open(ask[string](drafter, `[...document.querySelectorAll("main a[href*='/points/']")].map(a => a.getAttribute("href")).filter(h => !/new/.test(h)).at(-1) || "/"`))
	drafter.check()
	drafter.fill(map[string]string{"body": "Some suggested to begin by asking who speaks for whom"})
	drafter.send()
	for _, p := range []*person{swiss, institute} {
		p.open(desk + "/clearance")
		p.submit(clearAll)
	}
	institute.sees("Cleared")
}

// publish shows that the drafter cannot, lets somebody else, and corrects the
// text in a further edition.
func publish(t *testing.T, s *site, drafter, publisher *person, desk string) {
	drafter.open(desk + "/editions")
	if ask[bool](drafter, `[...document.forms].some(f => f.method === "post" && f.action.endsWith("/editions"))`) {
		t.Error("who drafted the text is offered to publish it")
	}
	publisher.open(desk + "/editions")
	publisher.check()
	publisher.stays(`document.querySelector("[popovertarget=publishing]").click()`, `document.querySelector("#publishing").matches(":modal")`)
	publisher.check()
	publisher.pressAt("/editions")
	reader := publisher
	reader.open("/series/mediation/geneva/summary")
	reader.sees("Geneva executive summary", "Edition 1", "Some suggested to begin", "Government of Switzerland", "Institute for Peace")
	reader.shot("published")
	for path, holds := range map[string]string{
		"/series/mediation/geneva/summary.pdf": "%PDF-", "/feed.atom": "Geneva executive summary", "/search?q=mediation": "/series/mediation/geneva/summary",
	} {
		resp, err := getMade(s.base + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), holds) {
			t.Errorf("%s: %d without %q", path, resp.StatusCode, holds)
		}
	}
}

// correct publishes a corrigendum: the first edition stays and says that there
// is a newer one.
func correct(drafter, publisher, swiss, institute *person, desk string) {
	drafter.open(desk + "/editions")
	drafter.pressAt("/correction")
	drafter.open(desk)
	drafter.open(ask[string](drafter, `[...document.querySelectorAll("main a[href*='/points/']")].map(a => a.getAttribute("href")).filter(h => !/new/.test(h)).at(-1) || "/"`))
	drafter.fill(map[string]string{"body": "Some suggested to begin by asking the people concerned"})
	drafter.send()
	drafter.open(desk)
	drafter.submit(`[...document.forms].find(f => f.action.endsWith("/submission") && f.elements.namedItem("to") && f.elements.namedItem("to").value === "clearance")`)
	for _, p := range []*person{swiss, institute} {
		p.open(desk + "/clearance")
		p.submit(clearAll)
	}
	publisher.open(desk + "/editions")
	publisher.fill(map[string]string{"kind": "corrigendum", "reason": "A recommendation was not put as it was said."})
	publisher.send()
	publisher.open("/series/mediation/geneva/summary")
	publisher.sees("Edition 2", "Corrigendum", "A recommendation was not put as it was said", "asking the people concerned")
	publisher.open("/series/mediation/geneva/summary/editions/1")
	publisher.sees("A newer edition is available", "who speaks for whom")
	publisher.check()
	publisher.shot("superseded")
}
