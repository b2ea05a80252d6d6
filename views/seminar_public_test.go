package views

import (
	"slices"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// kampala is an announced seminar that takes registrations.
func kampala() models.SeminarPage {
	seats := 5
	return models.SeminarPage{Seats: &seats, Admission: models.AdmissionOpen, AgendaPublished: true,
		PublicSeminar: models.PublicSeminar{SeriesSlug: "peace", Slug: "kampala-2027", Number: 1, Label: models.NewText("en", "Seminar"), Place: models.NewText("en", "Kampala"),
			Status: models.SeminarAnnounced, TimeZone: "Africa/Kampala", StartsOn: "2027-06-14", EndsOn: "2027-06-15", Contact: "secretariat@example.org"}}
}

func TestThePublicPageSaysWhyNobodyCanRegister(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	past, future := now.AddDate(0, 0, -1), now.AddDate(0, 0, 1)
	for _, c := range []struct {
		name string
		edit func(*models.SeminarPage)
		want string
		open bool
	}{
		{"by default", func(*models.SeminarPage) {}, "Registration is open until 14 June 2027, 00:00", true},
		{"no seats", func(p *models.SeminarPage) { p.Seats = nil }, "Registration for this seminar is not handled here.", false},
		{"no end", func(p *models.SeminarPage) { p.StartsOn, p.EndsOn = "", "" }, "neither the dates of the seminar nor the end of registration", false},
		{"not yet", func(p *models.SeminarPage) { p.OpensAt = &future }, "Registration opens on 2 March 2027", false},
		{"too late", func(p *models.SeminarPage) { p.ClosesAt = &past }, "Registration closed on 28 February 2027", false},
		{"by invitation", func(p *models.SeminarPage) { p.Admission, p.OpensAt = models.AdmissionInvited, &future }, "Participation is by invitation.", false},
		{"full", func(p *models.SeminarPage) { p.SeatsTaken = 5 }, "All seats are taken. You can join the waiting list until", true},
		{"over", func(p *models.SeminarPage) { p.StartsOn, p.EndsOn = "2027-02-01", "2027-02-02" }, "The seminar has ended", false},
		{"postponed", func(p *models.SeminarPage) { p.Status = models.SeminarPostponed }, "The seminar has been postponed. The new dates will be shown", false},
		{"cancelled", func(p *models.SeminarPage) { p.Status = models.SeminarCancelled }, "The seminar has been cancelled", false},
		{"concluded", func(p *models.SeminarPage) { p.Status = models.SeminarConcluded }, "", false},
	} {
		seminar := kampala()
		c.edit(&seminar)

		got := rendered(t, SeminarShow{Frame: frame(), Seminar: seminar, Now: now})

		if !strings.Contains(got, c.want) || strings.Contains(got, `/register"`) != c.open || c.want == "" && strings.Contains(got, "egistration is ") {
			t.Errorf("%s: %q and a form %t are not in %s", c.name, c.want, c.open, got)
		}
	}
}

func TestAPostponedSeminarIsShownWithoutItsOldDates(t *testing.T) {
	now := time.Date(2027, 7, 1, 9, 0, 0, 0, time.UTC)
	on := kampala()
	off := on
	off.Status = models.SeminarPostponed
	pages := func(m models.SeminarPage) map[string]page {
		about := nairobi()
		about.SeminarStatus, about.StartsOn, about.EndsOn = m.Status, m.StartsOn, m.EndsOn
		desk := models.SeminarDesk{Head: models.SeminarHead{Status: m.Status, Place: m.Place, StartsOn: m.StartsOn, EndsOn: m.EndsOn}, Seminar: models.Seminar{Status: m.Status}}
		return map[string]page{
			"the seminar":    SeminarShow{Frame: frame(), Seminar: m, Now: now},
			"the series":     SeriesShow{Frame: frame(), Series: models.PublicSeries{Slug: "peace"}, Seminars: []models.PublicSeminar{m.PublicSeminar}},
			"a registration": RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: about, Status: models.Confirmed}},
			"an invitation":  InvitationShow{Frame: frame(), Of: models.InvitationPage{Seminar: about}},
			"the desk":       SeminarDesk{Frame: frame(), Desk: desk},
		}
	}
	dated := pages(on)
	for name, p := range pages(off) {
		if control := rendered(t, dated[name]); !strings.Contains(control, "June 2027") || strings.Contains(control, "To be announced") {
			t.Errorf("%s has no dates before the postponement: %s", name, control)
		}

		got := rendered(t, p)

		if strings.Contains(got, "June 2027") || strings.Contains(got, "2027-06") || !strings.Contains(got, "To be announced (postponed)") {
			t.Errorf("%s: %s", name, got)
		}
		if strings.Contains(got, "calendar.ics") {
			t.Errorf("%s has a calendar: %s", name, got)
		}
	}
}

func TestThePublicPageSaysWhoseRegistrationsTheOrganisersDecideOn(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		admission models.Admission
		status    models.SeminarStatus
		said      bool
	}{
		{models.AdmissionApproval, models.SeminarAnnounced, true},
		{models.AdmissionOpen, models.SeminarAnnounced, false},
		{models.AdmissionInvited, models.SeminarAnnounced, false},
		{models.AdmissionApproval, models.SeminarPostponed, false},
	} {
		seminar := kampala()
		seminar.Admission, seminar.Status = c.admission, c.status

		got := rendered(t, SeminarShow{Frame: frame(), Seminar: seminar, Now: now})

		if strings.Contains(got, "The organisers decide on every registration.") != c.said {
			t.Errorf("%s, %s: %s", c.admission, c.status, got)
		}
	}
}

// TestAPeriodOfTimeRunsInTheDirectionOfThePage: an isolated text of figures alone
// runs from left to right, and in Arabic the session would end before it begins.
func TestAPeriodOfTimeRunsInTheDirectionOfThePage(t *testing.T) {
	var session models.AgendaSession
	session.StartsLocal, session.EndsLocal = "2027-05-26T09:00", "2027-05-26T10:30"

	html := rendered(t, AgendaShow{Frame: frame(), Seminar: kampala(), Sessions: []models.AgendaSession{session}})

	if !strings.Contains(html, "<td>09:00–10:30</td>") {
		t.Errorf("the period of time is not plain text of the page:\n%s", html)
	}
}

func TestTheButtonOfAFullSeminarSaysWhatItsFormSays(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		taken     int
		admission models.Admission
		want      string
	}{{4, models.AdmissionOpen, "Register"}, {5, models.AdmissionOpen, "Join the waiting list"}, {5, models.AdmissionApproval, "Register"}} {
		seminar := kampala()
		seminar.SeatsTaken, seminar.Admission = c.taken, c.admission

		_, button, _ := strings.Cut(rendered(t, SeminarShow{Frame: frame(), Seminar: seminar, Now: now}), `/register"`)
		button, _, _ = strings.Cut(button, "</a>")

		if !strings.Contains(button, c.want) {
			t.Errorf("%d taken, %s: the button reads %q", c.taken, c.admission, button)
		}
	}
}

func TestTheKeyOfASeriesDoesNotCallACancelledSeminarConfirmed(t *testing.T) {
	cancelled, announced := kampala().PublicSeminar, kampala().PublicSeminar
	cancelled.Status = models.SeminarCancelled
	for _, c := range []struct {
		seminars []models.PublicSeminar
		want     []keyLine
	}{
		{[]models.PublicSeminar{cancelled}, []keyLine{{"is-off", "Cancelled"}}},
		{[]models.PublicSeminar{announced, cancelled}, []keyLine{{"", "Date confirmed"}, {"is-off", "Cancelled"}}},
	} {
		if got := (SeriesShow{Frame: frame(), Seminars: c.seminars}).key(); !slices.Equal(got, c.want) {
			t.Errorf("the key is %v, want %v", got, c.want)
		}
	}
}

func TestTheRoleOfSeveralOrganisersIsPlural(t *testing.T) {
	organisers := []models.OrganiserRow{{Role: "host"}, {Role: "host"}, {Role: "partner"}}
	for code, want := range map[string]string{"en": "Hosted by|In partnership with", "fr": "Hôtes|Partenaire", "es": "Anfitriones|Asociado", "ru": "Принимающие стороны|Партнёр", "ar": "الجهتان المضيفتان|الجهة الشريكة", "zh": "东道方|合作伙伴"} {
		p := SeminarShow{Frame: parts.Frame{L: locale.OrEnglish(code)}}
		p.Seminar.Organisers = organisers

		var got []string
		for _, g := range p.organisers() {
			got = append(got, g.Label)
		}

		if strings.Join(got, "|") != want {
			t.Errorf("%s: %v, want %s", code, got, want)
		}
	}
}
