package handlers_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// filled is the public form of the n-th guest.
func filled(n int) []string {
	in := given.Guest(n)
	return []string{"email", in.Email, "name", in.Name, "family_name", in.FamilyName, "institution", in.Institution, "language", "en", "consent", "true"}
}

// link is the address of somebody's own page.
func (s *site) link(registration string) string {
	return "/registrations/" + s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(registration, s.Holder(registration).PersonID))
}

func TestTheAnswerToARegistrationIsTheSameForEverybody(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		b := s.browser(t)
		form := g.SeminarPath(g.OpenSeminar(1)) + "/register"

		var pages []string
		for _, n := range []int{1, 2, 1} { // a seat, a place in line, the same person again
			if a := b.get(form); a.status != 200 {
				t.Fatalf("the form: %d", a.status)
			}
			a := b.post(form, filled(n)...)
			if a.status != http.StatusSeeOther || a.location != form+"/sent" {
				t.Fatalf("guest %d: %d %s %s", n, a.status, a.location, a.body)
			}
			pages = append(pages, b.get(a.location).body)
		}

		if pages[0] != pages[2] || pages[0] != pages[1] {
			t.Error("the answers differ: they tell who was registered before")
		}
		if n := g.Number("SELECT count(*) FROM registrations"); n != 2 {
			t.Errorf("%d registrations", n)
		}
	})
}

func TestAnIncorrectFormComesBackFilledIn(t *testing.T) {
	g := given.SQLite(t)
	b := siteOn(t, g, origin).browser(t)
	form := g.SeminarPath(g.OpenSeminar(1)) + "/register"
	b.get(form)

	a := b.post(form, "email", "nowhere", "name", "Ling <b>Wu</b>", "institution", "", "language", "xx", "capacity", "chair")

	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `value="Ling &lt;b&gt;Wu&lt;/b&gt;"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	for _, field := range []string{"f-email-problem", "f-institution-problem", "f-language-problem", "f-consent-problem"} {
		if !strings.Contains(a.body, `id="`+field+`"`) {
			t.Errorf("%s is not there", field)
		}
	}
}

func TestTheFormExplainsWhyNobodyCanRegister(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	b := s.browser(t)
	open := g.SeminarPath(g.OpenSeminar(1)) + "/register"
	invited := g.SeminarPath(g.SeminarOf(1, models.AdmissionInvited)) + "/register"
	b.get(open)

	if a := b.get(invited); a.status != 200 || strings.Contains(a.body, `name="email"`) || !strings.Contains(a.body, "by invitation") {
		t.Errorf("invited only: %d %s", a.status, a.body)
	}
	b.get(open)
	g.At(g.Now().AddDate(0, 1, 0).Add(time.Minute))
	a := b.post(open, filled(1)...)
	if a.status != http.StatusConflict || strings.Contains(a.body, `name="email"`) || !strings.Contains(a.body, "Registration closed on") {
		t.Errorf("after the deadline: %d %s", a.status, a.body)
	}
	if a := b.get("/series/nothing/here/register"); a.status != http.StatusNotFound {
		t.Errorf("a seminar that is not there: %d", a.status)
	}
}

func TestTheHolderOfTheLinkSeesCorrectsAndWithdraws(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.OpenSeminar(1)
		first, second := g.Registered(seminar, 1), g.Registered(seminar, 2)
		a, b := s.browser(t), s.browser(t)
		b.get("/languages/en?to=/") // the person asks for e-mails in another language

		page := b.get(s.link(second.ID))
		if page.status != 200 || !strings.Contains(page.body, "Your position on the waiting list: 1") {
			t.Errorf("in line: %d %s", page.status, page.body)
		}
		if cache := page.header.Get("Cache-Control"); !strings.Contains(cache, "no-store") || page.header.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("the page may be kept: %s", cache)
		}
		for field, value := range map[string]string{"email": "other@mission.example", "capacity": "chair", "consent": "false"} { // not on the form
			if a := b.post(s.link(second.ID), "seen", "1", "name", "Ling Wu", "institution", "Ministry", "language", "fr", field, value); a.status != http.StatusUnprocessableEntity {
				t.Errorf("another %s: %d", field, a.status)
			}
		}
		answer := b.post(s.link(second.ID), "seen", "1", "name", "Ling Wu", "institution", "Ministry", "language", "fr")
		if answer.status != http.StatusSeeOther {
			t.Errorf("correcting: %d %s", answer.status, answer.body)
		}
		if page := b.get(answer.location); !strings.Contains(page.body, `value="Ling Wu"`) || !strings.Contains(page.body, "guest2@mission.example") || !strings.Contains(page.body, "The data have been corrected.") {
			t.Errorf("corrected: %s", page.body)
		}

		ask := a.get(s.link(first.ID) + "/withdrawal")
		if ask.status != 200 || g.Number("SELECT count(*) FROM registrations WHERE status = 'withdrawn'") != 0 {
			t.Errorf("asking: %d", ask.status)
		}
		if answer := a.post(s.link(first.ID) + "/withdrawal"); answer.status != http.StatusSeeOther {
			t.Errorf("withdrawing: %d %s", answer.status, answer.body)
		}
		if page := b.get(s.link(second.ID)); !strings.Contains(page.body, "A seat is reserved for you until") {
			t.Errorf("offered: %s", page.body)
		}
		if answer := b.post(s.link(second.ID) + "/confirmation"); answer.status != http.StatusSeeOther {
			t.Errorf("accepting: %d %s", answer.status, answer.body)
		}
		if page := b.get(s.link(second.ID)); !strings.Contains(page.body, "You have a seat.") {
			t.Errorf("accepted: %s", page.body)
		}
		if answer := a.post(s.link(first.ID) + "/withdrawal"); answer.status != http.StatusConflict {
			t.Errorf("withdrawing twice: %d", answer.status)
		}
	})
}

func TestALinkSentToAWrongAddressEndsWhenTheAddressIsCorrected(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		e := g.Registered(g.OpenSeminar(1), 1)
		b, other := s.browser(t), s.browser(t)
		wrong, in := s.link(e.ID), given.Guest(1)
		if a, ask := b.get(wrong), other.get(wrong+"/withdrawal"); a.status != 200 || ask.status != 200 {
			t.Fatalf("before: %d, %d", a.status, ask.status)
		}
		in.Email, in.Needs = "right@mission.example", "canary"
		if err := g.Store.CorrectRegistration(t.Context(), models.System, e.ID, 1, in); err != nil {
			t.Fatal(err)
		}

		for _, a := range []answer{b.post(wrong, "seen", "2", "name", "X", "institution", "X"), other.post(wrong + "/withdrawal"), b.get(wrong), b.get(wrong + "/withdrawal")} {
			if a.status != http.StatusNotFound || strings.Contains(a.body, "canary") {
				t.Errorf("the link to the wrong address: %d %s", a.status, a.body)
			}
		}
		if a := b.get(s.link(e.ID)); a.status != 200 || !strings.Contains(a.body, "canary") {
			t.Errorf("the link to the right address: %d", a.status)
		}
	})
}

func TestALinkSignedForAnotherPurposeIsMissing(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	e := g.Registered(g.OpenSeminar(1), 1)
	good := s.link(e.ID)
	b := s.browser(t)

	for _, address := range []string{"/registrations/" + e.ID, good + "x", good[:len(good)-1], "/registrations/" + s.keys.LinkToken("invitation", e.ID), "/registrations/" + s.keys.LinkToken(models.LinkToRegistration, models.NewID(g.Now())), good + "/"} {
		if a := b.get(address); a.status != http.StatusNotFound && address != good+"/" {
			t.Errorf("%s: %d", address, a.status)
		}
	}
	if a := b.get(good); a.status != 200 {
		t.Errorf("the good one: %d", a.status)
	}
}

func TestAFormWithoutTheReadersTokenChangesNothing(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	e := g.Registered(g.OpenSeminar(1), 1)
	b := s.browser(t)

	if a := b.post(s.link(e.ID) + "/withdrawal"); a.status != http.StatusForbidden {
		t.Errorf("%d", a.status)
	}
}

func TestOrganisersListAddAndDecideRegistrations(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.SeminarOf(1, models.AdmissionApproval)
		e := g.Registered(seminar, 1)
		organiser := g.Account("Olga", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		b := s.browser(t).signIn(organiser.ID)
		list := "/manage/seminars/" + seminar + "/registrations"

		page := b.get(list)
		if page.status != 200 || !strings.Contains(page.body, "Guest 1") || !strings.Contains(page.body, "guest1@mission.example") {
			t.Fatalf("the list: %d %s", page.status, page.body)
		}
		if a := b.post("/manage/registrations/"+e.ID+"/confirmation", "back", list+"?status=pending"); a.status != http.StatusSeeOther || a.location != list+"?status=pending" {
			t.Errorf("approving: %d %s", a.status, a.location)
		}
		b.get(list + "/new")
		if a := b.post(list, append(filled(2), "capacity", "chair", "honorific", "Ambassador")...); a.status != http.StatusSeeOther {
			t.Errorf("adding: %d %s", a.status, a.body)
		}
		page = b.get(list + "?status=waitlisted&q=guest")
		if !strings.Contains(page.body, "Ambassador Guest 2") || strings.Contains(page.body, "Guest 1") {
			t.Errorf("the list of those who wait: %s", page.body)
		}
		b.get(list + "/new")
		if a := b.post(list, filled(2)...); a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, "/manage/registrations/") {
			t.Errorf("adding somebody twice: %d %s", a.status, a.location)
		}
		b.get("/manage/registrations/" + e.ID)
		if a := b.post("/manage/registrations/"+e.ID+"/revocation", "back", "https://evil.example/"); a.location != "/manage/registrations/"+e.ID {
			t.Errorf("taking a seat back leads to %s", a.location)
		}
	})
}

func TestTheListIsMissingForOthers(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	seminar, other := g.OpenSeminar(1), g.OpenSeminar(1)
	e := g.Registered(seminar, 1)
	stranger := s.browser(t).signIn(g.Account("Olga", models.GrantInput{Role: models.OrganiserRole, SeminarID: other}).ID)

	for _, address := range []string{"/manage/seminars/" + seminar + "/registrations", "/manage/seminars/" + seminar + "/registrations/new", "/manage/registrations/" + e.ID} {
		if a := stranger.get(address); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", address, a.status)
		}
	}
	stranger.get("/manage/seminars/" + other + "/registrations/new")
	if a := stranger.post("/manage/registrations/" + e.ID + "/revocation"); a.status != http.StatusNotFound {
		t.Errorf("taking back somebody else's seat: %d", a.status)
	}
	if a := stranger.post("/manage/seminars/"+seminar+"/registrations", filled(2)...); a.status != http.StatusNotFound {
		t.Errorf("adding to somebody else's seminar: %d", a.status)
	}
}

func TestAnAccountWithoutARoleHasTheSameLimits(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	seminar := g.OpenSeminar(500)
	path := "/api/v1/seminars/" + seminar + "/registrations"
	bearer := s.bearer(t, g.Account("Nobody in particular").ID)
	send := func(bearer string, n int) int {
		in := given.Guest(n)
		return s.write(t, "POST", path, "", bearer, `{"name":"`+in.Name+`","family_name":"Guest","email":"`+in.Email+`","institution":"Ministry"}`).status
	}
	for n := range models.RegistrationsPerAddress.Max {
		if status := send(bearer, n); status != http.StatusAccepted {
			t.Fatalf("registration %d: %d", n, status)
		}
	}
	if status := send(bearer, 999); status != http.StatusTooManyRequests {
		t.Errorf("one too many: %d", status)
	}
	m, err := g.Store.Seminar(t.Context(), models.System, seminar)
	if err != nil {
		t.Fatal(err)
	}
	if status := send(s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: m.SeriesID}).ID), 1000); status != http.StatusCreated {
		t.Errorf("an organiser, from the same address: %d", status)
	}
}

func TestTheTaskOfDecidingLeadsToThoseWhoWait(t *testing.T) {
	g := given.SQLite(t)
	w, s := given.NewWorld(g), siteOn(t, g, origin)
	waiting := w.NewRegistration(w.Main.Announced)
	b := s.browser(t).signIn(w.Actors["organiser"].AccountID)

	link := regexp.MustCompile(`href="(/manage/seminars/` + w.Main.Announced + `/registrations[^"]*)"`).FindStringSubmatch(b.get("/manage").body)
	if link == nil {
		t.Fatal("there is no such task")
	}
	list := b.get(link[1]).body

	if !strings.Contains(list, waiting) || strings.Contains(list, w.Main.Registration) {
		t.Errorf("%s lists one who waits: %t, one who is confirmed: %t", link[1], strings.Contains(list, waiting), strings.Contains(list, w.Main.Registration))
	}
}

func TestNobodyRegistersForASeminarThatHasEnded(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		b := siteOn(t, g, origin).browser(t)
		seminar := g.OpenSeminar(2)
		form := g.SeminarPath(seminar) + "/register"
		if _, err := g.DB().Exec("UPDATE seminars SET starts_on = '2027-02-28', ends_on = '2027-03-01' WHERE id = $1", seminar); err != nil {
			t.Fatal(err)
		}
		if a := b.get(form); !strings.Contains(a.body, `name="email"`) { // control: on the last day there is a form
			t.Fatalf("%d: there is no form before the end", a.status)
		}
		g.Pass(4 * time.Hour) // midnight in Shanghai

		a := b.post(form, filled(1)...)

		if a.status != http.StatusConflict || !strings.Contains(a.body, "The seminar has ended") || g.Number("SELECT count(*) FROM registrations") != 0 {
			t.Errorf("%d %s", a.status, between(a.body, "<main", "</main>"))
		}
		for _, path := range []string{form, g.SeminarPath(seminar)} {
			if a := b.get(path); a.status != 200 || !strings.Contains(a.body, "The seminar has ended") || strings.Contains(a.body, `name="email"`) {
				t.Errorf("%s: %d %s", path, a.status, between(a.body, "<main", "</main>"))
			}
		}
	})
}

// TestAddressesOfOneMailboxShareALimit has a control run with an address of
// another mailbox each time, which nothing limits.
func TestAddressesOfOneMailboxShareALimit(t *testing.T) {
	for name, c := range map[string]struct {
		address func(n int) string
		want    int
	}{
		"one mailbox":  {func(n int) string { return fmt.Sprintf("ann+%d@mission.example", n) }, http.StatusTooManyRequests},
		"many of them": {func(n int) string { return fmt.Sprintf("ann%d@mission.example", n) }, http.StatusAccepted},
	} {
		t.Run(name, func(t *testing.T) {
			given.EachDatabase(t, func(t *testing.T, g *given.Given) {
				s, seminar := siteOn(t, g, origin), g.OpenSeminar(50)
				register := func(address string) int {
					return s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "", "", `{"name":"Ann","email":"`+address+`","institution":"Mission"}`).status
				}
				for n := range models.RegistrationsPerPerson.Max {
					if status := register(c.address(n)); status != http.StatusAccepted {
						t.Fatalf("%d: %d", n, status)
					}
				}

				if status := register(c.address(99)); status != c.want {
					t.Errorf("one more by the API: %d, want %d", status, c.want)
				}
				b, form := s.browser(t), g.SeminarPath(seminar)+"/register"
				b.get(form)
				a := b.post(form, "name", "Ann", "email", c.address(98), "institution", "Mission", "language", "en", "consent", "true")
				if (a.status == http.StatusTooManyRequests) != (c.want == http.StatusTooManyRequests) {
					t.Errorf("one more by the form: %d", a.status)
				}
				if status := register("bob@mission.example"); status != http.StatusAccepted {
					t.Errorf("somebody else: %d", status)
				}
			})
		})
	}
}

func TestTheHolderConfirmsTheAddressByTheLink(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(5)
		by := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar}).ID)
		form := g.SeminarPath(seminar) + "/register"
		if body := s.browser(t).get(form).body; strings.Contains(body, "confirm your address within") {
			t.Error("the form asks for a confirmation that nobody wants")
		}
		if a := s.write(t, "PATCH", "/api/v1/seminars/"+seminar, "", by, `{"confirm_hours":24}`); a.status != 200 || !strings.Contains(a.body, `"confirm_hours":24`) {
			t.Fatalf("%d %s", a.status, a.body)
		}
		if body := s.browser(t).get(form).body; !strings.Contains(body, "confirm your address within 24 hours") {
			t.Error("the form does not say that the address must be confirmed")
		}
		first, second := g.Registered(seminar, 1), g.Registered(seminar, 2)

		b := s.browser(t)
		if body := b.get(s.link(first.ID)).body; !strings.Contains(body, "Please confirm your address") {
			t.Errorf("the page does not ask: %s", body)
		}
		if n := g.Number("SELECT count(*) FROM registrations WHERE address_confirmed_at IS NOT NULL"); n != 0 {
			t.Error("opening the link confirmed the address: mail programs open links by themselves")
		}
		if a := b.post(s.link(first.ID) + "/address-confirmation"); a.status != http.StatusSeeOther {
			t.Errorf("the button: %d %s", a.status, a.body)
		}
		if body := b.get(s.link(first.ID)).body; strings.Contains(body, "Please confirm your address") {
			t.Error("the page still asks")
		}
		api := "/api/v1/registrations/by-link/" + strings.TrimPrefix(s.link(second.ID), "/registrations/")
		if a := s.write(t, "GET", api, "", "", ""); !strings.Contains(a.body, `"confirm_by":"2027-03-02T12:00:00Z"`) {
			t.Errorf("the API: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", api+"/address-confirmation", "", "", ""); a.status != 201 || !strings.Contains(a.body, `"confirm_by":null`) {
			t.Errorf("the API confirms: %d %s", a.status, a.body)
		}
		third := g.Registered(seminar, 3)
		if a := s.write(t, "POST", "/api/v1/registrations/"+third.ID+"/address-confirmation", "", "", ""); a.status != 401 {
			t.Errorf("a stranger: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", "/api/v1/registrations/"+third.ID+"/address-confirmation", "", by, ""); a.status != 201 {
			t.Errorf("an organiser: %d %s", a.status, a.body)
		}
	})
}

// TestAnOfferThatIsOverIsNotCalledReserved: also before the background job has
// given the seat to somebody else.
func TestAnOfferThatIsOverIsNotCalledReserved(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.OpenSeminar(1)
		first, second := g.Registered(seminar, 1), g.Registered(seminar, 2)
		if err := g.Store.WithdrawRegistration(t.Context(), g.Holder(first.ID), first.ID); err != nil {
			t.Fatal(err)
		}
		b := s.browser(t)
		own := s.link(second.ID)
		g.Pass(models.OfferTime)
		before := b.get(own).body
		g.Pass(time.Millisecond)

		after := b.get(own).body
		question := b.get(own + "/withdrawal")
		b.page = before
		accepting := b.post(own + "/confirmation")

		for _, text := range []string{"A seat is reserved for you until", `action="` + own + `/confirmation"`, `href="` + own + `/withdrawal"`} {
			if !strings.Contains(before, text) || strings.Contains(after, text) {
				t.Errorf("%q is shown before the end: %t, after it: %t", text, strings.Contains(before, text), strings.Contains(after, text))
			}
		}
		if !strings.Contains(after, "The seat was not accepted in time and is no longer reserved for you.") || question.status != http.StatusSeeOther {
			t.Errorf("after the end: %d %s", question.status, after)
		}
		if accepting.status != http.StatusConflict || !strings.Contains(accepting.body, "is no longer reserved for you") {
			t.Errorf("accepting: %d %s", accepting.status, accepting.body)
		}
	})
}
