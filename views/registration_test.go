package views

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
)

func nairobi() models.RegistrationSeminar {
	return models.RegistrationSeminar{SeriesSlug: "peace", SeminarSlug: "nairobi-2027", Label: models.NewText("en", "Seminar"), Place: models.NewText("en", "Nairobi"),
		SeminarStatus: models.SeminarAnnounced, TimeZone: "Africa/Nairobi", StartsOn: "2027-06-14", EndsOn: "2027-06-15",
		Contact: "Secretariat, secretariat@example.org", AgendaPublished: true}
}

func TestPersonalPagesLeadToTheSeminarAndItsContact(t *testing.T) {
	const (
		seminar  = `href="/series/peace/nairobi-2027"`
		agenda   = `href="/series/peace/nairobi-2027/agenda"`
		calendar = `href="/series/peace/nairobi-2027/calendar.ics"`
		contact  = `href="mailto:secretariat@example.org"`
	)
	for _, c := range []struct {
		name    string
		edit    func(*models.RegistrationSeminar)
		want    []string
		without []string
	}{
		{"announced", func(*models.RegistrationSeminar) {}, []string{seminar, agenda, calendar, contact}, nil},
		{"without a public agenda", func(s *models.RegistrationSeminar) { s.AgendaPublished = false }, []string{seminar, calendar, contact}, []string{agenda}},
		{"without days", func(s *models.RegistrationSeminar) { s.StartsOn, s.EndsOn = "", "" }, []string{seminar, agenda, contact}, []string{calendar}},
		{"postponed", func(s *models.RegistrationSeminar) { s.SeminarStatus = models.SeminarPostponed }, []string{seminar, agenda, contact}, []string{calendar}},
		{"without a contact", func(s *models.RegistrationSeminar) { s.Contact = "" }, []string{seminar, agenda, calendar}, []string{contact}},
	} {
		s := nairobi()
		c.edit(&s)
		for name, p := range map[string]page{
			"registration":       RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: s, Status: models.Confirmed}},
			"invitation":         InvitationShow{Frame: frame(), Of: models.InvitationPage{Seminar: s}},
			"invitation refused": InvitationShow{Frame: frame(), Of: models.InvitationPage{Seminar: s, Refused: models.Refuse(models.Conflict, "invitation.is_over")}},
		} {
			got := rendered(t, p)
			for _, link := range c.want {
				if strings.Count(got, link) != 1 {
					t.Errorf("%s, %s: %s is there %d times", c.name, name, link, strings.Count(got, link))
				}
			}
			for _, link := range c.without {
				if strings.Contains(got, link) {
					t.Errorf("%s, %s: %s", c.name, name, link)
				}
			}
		}
	}
}

func TestListsShowTheCapacityUnderItsOwnHeading(t *testing.T) {
	row := models.InvitationRow{ID: "i", Institution: "Ministry", Capacity: "expert", Status: models.InvitationSent, AnswerBy: "2027-06-01"}
	registered := models.RegistrationRow{ID: "r", Institution: "Ministry", Capacity: "expert", Status: models.Pending, CreatedAt: time.Unix(0, 0)}
	for name, p := range map[string]page{
		"invitations":   InvitationList{Frame: frame(), List: models.InvitationList{Page: models.Page[models.InvitationRow]{Items: []models.InvitationRow{row}}}},
		"registrations": RegistrationList{Frame: frame(), List: models.RegistrationList{Page: models.Page[models.RegistrationRow]{Items: []models.RegistrationRow{registered}}}},
	} {
		got := rendered(t, p)
		institution, capacity := strings.Index(got, "<bdi>Ministry</bdi></td>"), strings.Index(got, "Expert</td>")
		if institution < 0 || capacity < institution || !strings.Contains(got, ">Capacity</span></th>") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTheBrowserFillsInItsUserOnlyInFormsAboutThem(t *testing.T) {
	own := []string{`autocomplete="name"`, `autocomplete="family-name"`, `autocomplete="organization"`, `autocomplete="organization-title"`}
	now, seats := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), 10
	opens, closes := now.Add(-time.Hour), now.Add(time.Hour)
	open := models.RegistrationForm{RegistrationSeminar: nairobi(), Admission: models.AdmissionOpen, Seats: &seats, OpensAt: &opens}
	open.ClosesAt = &closes
	public := rendered(t, RegistrationNew{Frame: frame(), Seminar: open, Now: now})
	of := models.RegistrationPage{RegistrationSeminar: nairobi(), ID: "r", Status: models.Confirmed, MayCorrect: true}
	for _, field := range own {
		if !strings.Contains(public, field) {
			t.Errorf("the public form has no %s", field)
		}
		for name, p := range map[string]page{
			"a new registration by the organisers": RegistrationOffice{Frame: frame(), Seminar: nairobi()},
			"a correction by the organisers":       RegistrationOffice{Frame: frame(), Seminar: nairobi(), Of: of},
			"an invitation":                        InvitationList{Frame: frame(), List: models.InvitationList{RegistrationSeminar: nairobi(), MayEdit: true}},
		} {
			if got := rendered(t, p); strings.Contains(got, field) || strings.Count(got, `autocomplete="off"`) < 6 {
				t.Errorf("%s has %s, or a field that is left to the browser", name, field)
			}
		}
	}
}

func TestOrganisersAreNotAddressedAsThePersonTheyRegister(t *testing.T) {
	hints := []string{"As you write it yourself", "If you represent one"}
	entities := []models.Choice{{ID: "e", Name: models.NewText("en", "Kenya")}}
	now, seats := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), 10
	opens, closes := now.Add(-time.Hour), now.Add(time.Hour)
	form := models.RegistrationForm{RegistrationSeminar: nairobi(), Admission: models.AdmissionOpen, Seats: &seats, OpensAt: &opens, Entities: entities}
	form.ClosesAt = &closes

	own := rendered(t, RegistrationNew{Frame: frame(), Seminar: form, Now: now})
	office := rendered(t, RegistrationOffice{Frame: frame(), Seminar: nairobi(), Entities: entities})

	for _, hint := range hints {
		if !strings.Contains(own, hint) || strings.Contains(office, hint) {
			t.Errorf("%q: shown to the person %v, to organisers %v", hint, strings.Contains(own, hint), strings.Contains(office, hint))
		}
	}
}

// TestASeatIsOnlyReservedUntilTheAddressIsConfirmed: the page of the holder
// does not say that they have a seat which they can still lose.
func TestASeatIsOnlyReservedUntilTheAddressIsConfirmed(t *testing.T) {
	until := time.Date(2027, 6, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		by            *time.Time
		says, without []string
	}{
		{&until, []string{"Seat reserved", "A seat is reserved for you.", "notice-active"}, []string{"You have a seat.", ">Confirmed<", "notice-good"}},
		{nil, []string{"You have a seat.", ">Confirmed<", "notice-good"}, []string{"reserved", "notice-active"}},
	} {
		of := models.RegistrationPage{RegistrationSeminar: nairobi(), Status: models.Confirmed}
		of.ConfirmBy = c.by

		got := rendered(t, RegistrationShow{Frame: frame(), Of: of})

		for _, text := range c.says {
			if !strings.Contains(got, text) {
				t.Errorf("to be confirmed by %v: %q is not there", c.by, text)
			}
		}
		for _, text := range c.without {
			if strings.Contains(got, text) {
				t.Errorf("to be confirmed by %v: %q is there", c.by, text)
			}
		}
	}
}

// TestAnEndedRegistrationIsPromisedNoEmailAboutAPostponedSeminar: only those
// whose registration is active are written to.
func TestAnEndedRegistrationIsPromisedNoEmailAboutAPostponedSeminar(t *testing.T) {
	s := nairobi()
	s.SeminarStatus = models.SeminarPostponed
	for _, status := range (models.RegistrationStatus)("").Values() {
		got := rendered(t, RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: s, Status: status}})
		if promised := strings.Contains(got, "receive an e-mail as soon as the new dates"); promised != status.IsActive() || !strings.Contains(got, "has been postponed") {
			t.Errorf("%s: promised an e-mail: %t", status, promised)
		}
	}
}

// TestTheQuestionBeforeWithdrawalSaysWhatIsGivenUp: a seat goes to somebody else
// only if somebody waits, and who waits has none.
func TestTheQuestionBeforeWithdrawalSaysWhatIsGivenUp(t *testing.T) {
	for status, says := range map[models.RegistrationStatus]string{
		models.Confirmed:  "You give up your seat at once. If somebody is on the waiting list",
		models.Offered:    "You give up the seat reserved for you at once. If somebody else is on the waiting list",
		models.Waitlisted: "You give up your position on the waiting list at once.",
		models.Pending:    "The organisers will not decide on your registration any more.",
	} {
		got := rendered(t, RegistrationWithdraw{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: nairobi(), Status: status}})
		if !strings.Contains(got, says) || strings.Contains(got, "waiting list at once") != (status == models.Waitlisted) {
			t.Errorf("%s: %s", status, got)
		}
	}
}

// TestWhoeverAwaitsADecisionIsNotCalledRegistered: their registration is not
// confirmed yet.
func TestWhoeverAwaitsADecisionIsNotCalledRegistered(t *testing.T) {
	of := models.RegistrationPage{RegistrationSeminar: nairobi(), Status: models.Pending}
	for name, got := range map[string]string{
		"the question before withdrawal": rendered(t, RegistrationWithdraw{Frame: frame(), Of: of}),
		"the own page":                   rendered(t, RegistrationShow{Frame: frame(), Of: of}),
	} {
		if strings.Contains(got, "registered") {
			t.Errorf("%s calls the person registered", name)
		}
	}
}

// TestTheReasonToWithdrawIsTrueOfTheStatus: only a seat can be waited for by
// somebody else.
func TestTheReasonToWithdrawIsTrueOfTheStatus(t *testing.T) {
	for status, says := range map[models.RegistrationStatus]string{
		models.Confirmed:  "somebody else may be waiting for the seat",
		models.Offered:    "somebody else may be waiting for the seat",
		models.Waitlisted: "those after you on the waiting list move up",
		models.Pending:    "so that the organisers need not decide",
	} {
		of := models.RegistrationPage{RegistrationSeminar: nairobi(), Status: status, Moves: []models.RegistrationStatus{models.Withdrawn}}
		got := rendered(t, RegistrationShow{Frame: frame(), Of: of})
		if !strings.Contains(got, says) || strings.Contains(got, "waiting for the seat") != status.HoldsSeat() {
			t.Errorf("%s: %s", status, got)
		}
	}
}

// TestOnlyThoseWhoMayComeAreOfferedTheCalendarFile: to those who had a seat,
// a cancelled entry was sent.
func TestOnlyThoseWhoMayComeAreOfferedTheCalendarFile(t *testing.T) {
	const file = "/calendar.ics"
	for _, status := range (models.RegistrationStatus)("").Values() {
		got := rendered(t, RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: nairobi(), Status: status}})
		if strings.Contains(got, file) != status.IsActive() {
			t.Errorf("%s: offered %t", status, strings.Contains(got, file))
		}
	}
	if got := rendered(t, RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: nairobi(), Status: models.Offered, OfferIsOver: true}}); strings.Contains(got, file) {
		t.Error("offered although the seat is no longer reserved")
	}
	for status, want := range map[models.InvitationStatus]bool{models.InvitationSent: true, models.InvitationDeclined: false, models.InvitationRevoked: false} {
		got := rendered(t, InvitationShow{Frame: frame(), Of: models.InvitationPage{Seminar: nairobi(), InvitationRow: models.InvitationRow{Status: status}}})
		if strings.Contains(got, file) != want {
			t.Errorf("an invitation that is %s: offered %t", status, !want)
		}
	}
}
