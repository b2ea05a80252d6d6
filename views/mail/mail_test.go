package mail

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"consultations/models"
	"consultations/views/locale"
)

var site = Site{BaseURL: "https://site.example", Sender: "office@site.example"}

var sentAt = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func aboutSeat() models.RegistrationLetter {
	return models.RegistrationLetter{
		RegistrationSeminar: models.RegistrationSeminar{
			SeminarID: "s1", SeriesSlug: "peace", SeriesTitle: models.NewText("en", "Regional consultations"), SeminarSlug: "new-york-2027",
			Label: models.NewText("en", "Regional seminar"), Place: models.NewText("en", "New York"), TimeZone: "America/New_York",
			SeminarStatus: models.SeminarAnnounced, StartsOn: "2027-11-06", EndsOn: "2027-11-07",
		},
		RegistrationID: "r1", Status: models.Confirmed, Email: "ling@mission.example", Name: "Ling Wu", Language: "en", UpdatedAt: sentAt, Version: 3,
		FirstSession: "2027-11-06T09:00", LastSession: "2027-11-07T17:00", // the clocks go back between the two
	}
}

func TestEveryMailIsWrittenInEveryLanguage(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, kind := range models.MailKinds {
			about := aboutSeat()
			about.Language, about.Status, about.OfferExpiresAt, about.Position = code, models.Offered, &sentAt, 3
			m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: kind, Version: 2, Position: 7}, about, "https://site.example/registrations/token")
			if err != nil {
				t.Fatal(err)
			}

			if m.Language != code || m.To != "ling@mission.example" || m.ID != "registration.r1."+string(kind)+".2" {
				t.Errorf("%s %s: %s to %s in %s", code, kind, m.ID, m.To, m.Language)
			}
			if !strings.Contains(m.HTML, `<html lang="`+code+`" dir="`+l.Dir()+`">`) {
				t.Errorf("%s %s does not declare its language and direction", code, kind)
			}
			for _, shape := range []string{m.Text, m.HTML} {
				if !strings.Contains(shape, "https://site.example/registrations/token") || strings.Contains(shape, "«") && code != "fr" && code != "ru" && code != "es" && code != "ar" {
					t.Errorf("%s %s: %s", code, kind, shape)
				}
			}
			if kind == models.MailWaitlisted && !strings.Contains(m.Text, "7") {
				t.Errorf("%s: the position on the waiting list is missing: %s", code, m.Text)
			}
		}
	}
	if missing := locale.MissingTexts(); len(missing) > 0 {
		t.Errorf("no catalogue has %v", missing)
	}
}

// TestTheSecondPersonWithAnAddressIsNamed: unless the name could be a message
// or a link, because the form is open to all.
func TestTheSecondPersonWithAnAddressIsNamed(t *testing.T) {
	for name, want := range map[string]string{
		"Ben Second":                 "Ben Second was not registered: each person needs an e-mail address of their own.",
		"Win at https://bad.example": "Another person with this address was not registered: each person needs an e-mail address of their own.",
		"":                           "",
	} {
		about := aboutSeat()
		about.NotRegistered = name

		m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailAgain}, about, "https://site.example/registrations/token")

		if err != nil || !strings.Contains(m.Text, want) || strings.Contains(m.Text, "not registered") != (want != "") || strings.Contains(m.Text, "bad.example") {
			t.Errorf("%q: %v %s", name, err, m.Text)
		}
	}
}

func TestAnInvitationIsWrittenInEveryLanguage(t *testing.T) {
	for _, code := range models.Languages {
		about := models.InvitationPage{Seminar: aboutSeat().RegistrationSeminar, Hosts: []models.Text{models.NewText("zh", "外交部")},
			InvitationRow: models.InvitationRow{Email: "ling@mission.example", Name: "Ling Wu", Capacity: "expert", Language: code, AnswerBy: "2007-03-20"}}

		m, err := InvitationMail(models.MailInvitation{InvitationID: "i1", Version: 2, Nonce: "3"}, about, "https://site.example/invitations/token")

		if err != nil || m.Language != code || m.To != "ling@mission.example" || m.ID != "invitation.i1.2.3" {
			t.Errorf("%s: %s to %s in %s, %v", code, m.ID, m.To, m.Language, err)
		}
		for _, shape := range []string{m.Text, m.HTML} {
			if !strings.Contains(shape, "https://site.example/invitations/token") || !strings.Contains(shape, "外交部") || !strings.Contains(shape, locale.OrEnglish(code).Day("2007-03-20")) {
				t.Errorf("%s: %s", code, shape)
			}
		}
	}
}

func TestRepliesReachTheContactOfTheSeminar(t *testing.T) {
	for contact, want := range map[string]string{"Secretariat, secretariat@example.org": "secretariat@example.org", "Room 12": "", "": ""} {
		about := aboutSeat()
		about.Contact = contact
		declined, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailDeclined, Version: 2}, about, "https://site.example/registrations/token")
		if err != nil {
			t.Fatal(err)
		}
		invited, err := InvitationMail(models.MailInvitation{InvitationID: "i1", Version: 2}, models.InvitationPage{Seminar: about.RegistrationSeminar}, "https://site.example/invitations/token")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []Mail{declined, invited} {
			if m.ReplyTo != want || strings.Contains(m.Text, "Contact: "+contact) != (contact != "") || !strings.Contains(m.HTML, contact) {
				t.Errorf("%q: replies to %q: %s", contact, m.ReplyTo, m.Text)
			}
		}
	}
}

func TestTheInvitedSeeThatTheSeminarIsCancelled(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, news := range []models.MailKind{models.MailCancelled, models.MailPostponed} {
			about := models.InvitationPage{Seminar: aboutSeat().RegistrationSeminar, InvitationRow: models.InvitationRow{Email: "ling@mission.example", Name: "Ling Wu", Language: code, AnswerBy: "2007-03-20"}}

			m, err := InvitationMail(models.MailInvitation{InvitationID: "i1", Version: 2, Nonce: string(news), News: news}, about, "https://site.example/invitations/token")

			if err != nil || !strings.Contains(m.Text, l.T("invitation_news."+string(news))) || strings.Contains(m.Text, l.Day("2007-03-20")) {
				t.Errorf("%s %s: %s, %v", code, news, m.Text, err)
			}
		}
	}
}

func TestMailsAboutClearanceAreWrittenInEveryLanguage(t *testing.T) {
	for _, code := range models.Languages {
		const desk = "/manage/summaries/s1"
		seminar := aboutSeat().RegistrationSeminar
		for mail, path := range map[models.ClearanceMail]string{models.ClearanceAsked: desk + "/clearance", models.ClearanceGiven: desk + "/editions", models.ClearanceObjected: desk + "/clearance",
			models.ClearanceReplied: desk + "/clearance?view=answers", models.ClearanceChanged: desk + "/clearance", models.ClearancePublished: models.EditionPath(seminar.SeriesSlug, seminar.SeminarSlug, 2), models.ClearanceWithdrawn: models.EditionPath(seminar.SeriesSlug, seminar.SeminarSlug, 2)} {
			about := models.ClearanceLetter{RegistrationSeminar: seminar, SummaryID: "s1", Summary: models.NewText("en", "Executive summary"),
				Email: "anna@ministry.example", Name: "Anna Keller", Language: code,
				ObjectedBy: models.NewText("zh", "外交部"), ObjectedPoint: "F7", ObjectedReason: "Never said.", WithdrawnWhy: "A name was wrong."}

			m, err := ClearanceMail("https://site.example", models.MailClearance{SummaryID: "s1", AccountID: "a1", Mail: mail, Version: 3, Edition: 2}, about)

			if err != nil || m.Language != code || m.To != "anna@ministry.example" || !strings.HasPrefix(m.ID, "clearance.s1.a1."+string(mail)+".3") {
				t.Errorf("%s: %s to %s in %s, %v", code, m.ID, m.To, m.Language, err)
			}
			for _, shape := range []string{m.Text, m.HTML} {
				if told := strings.Contains(shape, "外交部") && strings.Contains(shape, "F7") && strings.Contains(shape, "Never said."); told != (mail == models.ClearanceObjected) {
					t.Errorf("%s %s: tells of the objection: %v", code, mail, told)
				}
				if told := strings.Contains(shape, "A name was wrong."); told != (mail == models.ClearanceWithdrawn) {
					t.Errorf("%s %s: tells why the edition was withdrawn: %v", code, mail, told)
				}
				if !strings.Contains(shape, "https://site.example"+path) || !strings.Contains(shape, "Executive summary") {
					t.Errorf("%s: %s", code, shape)
				}
			}
		}
	}
}

// TestEachWithdrawalHasAnEMailOfItsOwn: the text itself does not change, so its
// version is that of the withdrawal before.
func TestEachWithdrawalHasAnEMailOfItsOwn(t *testing.T) {
	about := models.ClearanceLetter{RegistrationSeminar: aboutSeat().RegistrationSeminar, WithdrawnWhy: "A name was wrong."}
	ids := map[string]bool{}
	for _, edition := range []int{1, 2} {
		m, err := ClearanceMail("https://site.example", models.MailClearance{SummaryID: "s1", AccountID: "a1", Mail: models.ClearanceWithdrawn, Version: 3, Edition: edition}, about)
		if err != nil {
			t.Fatal(err)
		}
		ids[m.ID] = true
	}

	if len(ids) != 2 {
		t.Errorf("the e-mails are %v", ids)
	}
}

func TestAMailAboutASeatHasACalendarFile(t *testing.T) {
	about := aboutSeat()
	for _, c := range []struct {
		mail models.MailRegistration
		want string
	}{
		{models.MailRegistration{Mail: models.MailConfirmed}, "REQUEST"},
		{models.MailRegistration{Mail: models.MailAgain}, "REQUEST"}, // the registration of the fixture has a seat
		{models.MailRegistration{Mail: models.MailWithdrawn, HadSeat: true}, "CANCEL"},
		{models.MailRegistration{Mail: models.MailRevoked, HadSeat: true}, "CANCEL"},
		{models.MailRegistration{Mail: models.MailMoved}, "REQUEST"},
		{models.MailRegistration{Mail: models.MailCancelled, HadSeat: true}, "CANCEL"},
		{models.MailRegistration{Mail: models.MailPostponed, HadSeat: true}, "CANCEL"},
		{models.MailRegistration{Mail: models.MailPostponed}, ""},
		{models.MailRegistration{Mail: models.MailWithdrawn}, ""},
		{models.MailRegistration{Mail: models.MailWaitlisted}, ""},
	} {
		m, err := RegistrationMail(site, c.mail, about, "https://site.example/registrations/token")
		got := ""
		if m.Calendar != nil {
			got = m.Calendar.Method
		}
		if err != nil || got != c.want {
			t.Errorf("%s, had seat %v: the calendar file is %q, %v; want %q", c.mail.Mail, c.mail.HadSeat, got, err, c.want)
		}
	}
}

// TestNoCalendarFileHasThePostponedDates: who is given a seat while the
// seminar is postponed gets the file with the new days.
func TestNoCalendarFileHasThePostponedDates(t *testing.T) {
	about := aboutSeat()
	about.SeminarStatus = models.SeminarPostponed

	m, err := RegistrationMail(site, models.MailRegistration{Mail: models.MailConfirmed}, about, "https://site.example/registrations/token")

	if err != nil || m.Calendar != nil {
		t.Errorf("%v, a calendar file: %v", err, m.Calendar)
	}
	if strings.Contains(m.Text+m.HTML, "November 2027") || !strings.Contains(m.Text, "Date: To be announced (postponed)") {
		t.Errorf("the mail has the dates that no longer hold: %s", m.Text)
	}
}

// TestUserTextsCannotBreakOutOfTheMail: the form is open to all, and the
// mail goes to whatever address was entered.
func TestUserTextsCannotBreakOutOfTheMail(t *testing.T) {
	for _, evil := range []string{
		"Win at https://evil.example/x", "evil.example", "WWW.evil.example", "write to me@evil.example", "a/b", strings.Repeat("Bargain ", 20),
		`<a href="https://evil.example">click</a>`, "<script>alert(1)</script>", "Ling\r\nBcc: x@evil.example", "\u2028Subject: x",
	} {
		about := aboutSeat()
		about.Name = evil

		m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailConfirmed, Version: 1}, about, "https://site.example/registrations/token")

		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(m.Text, "evil") || strings.Contains(m.Text, "Bargain") || strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("%q reaches the reader: %s", evil, m.Text)
		}
		for _, href := range links(t, m.HTML) {
			if href != "https://site.example/registrations/token" {
				t.Errorf("%q makes a link to %s", evil, href)
			}
		}
	}
}

// TestOnlyAConfirmedAddressIsGreetedWithAnyName: the owner of an address that a
// stranger entered reads none of the stranger's words.
func TestOnlyAConfirmedAddressIsGreetedWithAnyName(t *testing.T) {
	for _, kind := range models.MailKinds {
		about := aboutSeat()
		about.Honorific, about.Name = "Please read", "your account is closed"
		about.NotRegistered = "call the bank now"

		m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: kind}, about, "https://site.example/registrations/token")

		for _, shape := range []string{m.Subject, m.Text, m.HTML} {
			if err != nil || strings.Contains(shape, "account") || strings.Contains(shape, "Please read") || strings.Contains(shape, "bank") {
				t.Errorf("%s: %v %s", kind, err, shape)
			}
		}
		if m.Calendar != nil && strings.Contains(string(m.Calendar.Content), "account") {
			t.Errorf("%s: %s", kind, m.Calendar.Content)
		}

		about.Honorific, about.Name, about.AddressConfirmedAt = "", "ling mei wu", &sentAt
		m, err = RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: kind}, about, "https://site.example/registrations/token")
		if err != nil || !strings.Contains(m.Text, "ling mei wu") {
			t.Errorf("%s: the holder of a confirmed address is greeted %v %s", kind, err, m.Text)
		}
	}
}

func TestATitleOfTheOrganisersIsEscaped(t *testing.T) {
	about := aboutSeat()
	about.Title = models.NewText("en", `Peace <b>& "order"</b>`)

	m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailConfirmed, Version: 1}, about, "https://site.example/registrations/token")

	if err != nil || strings.Contains(m.HTML, "<b>") || !strings.Contains(m.Subject, `Peace <b>& "order"</b>`) {
		t.Errorf("%v %s\n%s", err, m.Subject, m.HTML)
	}
}

func TestTheSignInMailGivesTheLifetimeOfItsLink(t *testing.T) {
	for _, code := range models.Languages {
		m, err := SignInMail(locale.OrEnglish(code), "7", "ling@mission.example", "Ling", "https://site.example/sign-in/link/x", 15)

		if err != nil || m.ID != "sign-in.7" || !strings.Contains(m.Text, "15") || !strings.Contains(m.Text, "https://site.example/sign-in/link/x") || len(links(t, m.HTML)) != 1 {
			t.Errorf("%s: %v %s", code, err, m.Text)
		}
	}
}

// links lists where the links of a page lead.
func links(t *testing.T, page string) []string {
	t.Helper()
	var all []string
	for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
		token := z.Token()
		for _, a := range token.Attr {
			if token.Data == "a" && a.Key == "href" || a.Key == "src" || a.Key == "action" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

func TestARenewedOfferIsMailedWithItsNewDeadline(t *testing.T) {
	about := aboutSeat()
	about.Status, about.OfferExpiresAt = models.Offered, &sentAt

	m, err := RegistrationMail(site, models.MailRegistration{Mail: models.MailMoved}, about, "https://site.example/registrations/token")

	if l := locale.OrEnglish("en"); err != nil || !strings.Contains(m.Text, l.Moment(sentAt, about.TimeZone)) || m.Calendar != nil {
		t.Errorf("%v %s", err, m.Text)
	}
}

// TestASeatIsOnlyReservedUntilTheAddressIsConfirmed: whoever read "Your seat is
// confirmed" would not look for a deadline further down.
func TestASeatIsOnlyReservedUntilTheAddressIsConfirmed(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, c := range []struct {
			kind     models.MailKind
			awaited  bool
			subject  string
			says     string
			contrary string
		}{
			{models.MailConfirmed, true, "mail_subject.offered", "registration.reserved", "mail_body.confirmed"},
			{models.MailConfirmed, false, "mail_subject.confirmed", "mail_body.confirmed", "registration.reserved"},
			{models.MailAgain, true, "mail_subject.again", "registration.reserved_status", "registration_status.confirmed"},
			{models.MailAgain, false, "mail_subject.again", "registration_status.confirmed", "registration.reserved_status"},
		} {
			about := aboutSeat()
			about.Language = code
			if c.awaited {
				until := sentAt.Add(24 * time.Hour)
				about.ConfirmBy = &until
			}

			m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: c.kind, Version: 2}, about, "https://site.example/registrations/token")

			subject := locale.SingleLine(l.T(c.subject, "seminar", l.TitleOrPlace(about.Title, about.Label, about.Place).Text))
			if err != nil || m.Subject != subject || !strings.Contains(m.Text, l.T(c.says)) || strings.Contains(m.Text, l.T(c.contrary)) {
				t.Errorf("%s %s, to be confirmed: %t: %q %s %v", code, c.kind, c.awaited, m.Subject, m.Text, err)
			}
		}
	}
}

func TestAMailAboutARegistrationThatHasEndedDoesNotOfferToWithdrawIt(t *testing.T) {
	about := aboutSeat()
	for status, want := range map[models.RegistrationStatus]bool{models.Confirmed: true, models.Withdrawn: false, models.Revoked: false} {
		about.Status = status
		m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailOf(status), Version: 2}, about, "https://site.example/registrations/token")
		if err != nil || strings.Contains(m.Text, "use the link to withdraw the registration") != want {
			t.Errorf("%s: %v %s", status, err, m.Text)
		}
	}
}

// TestNewsOfTheSeminarSaysHowEachRegistrationStands: only a confirmed
// registration is one that remains valid.
func TestNewsOfTheSeminarSaysHowEachRegistrationStands(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		valid := l.T("mail_still.confirmed")
		for _, c := range []struct {
			status  models.RegistrationStatus
			awaited bool
			says    string
		}{
			{models.Confirmed, false, valid},
			{models.Confirmed, true, l.T("mail_still.offered")},
			{models.Pending, false, l.T("registration_stands.pending")},
			{models.Waitlisted, false, l.T("mail_still.waitlisted")},
			{models.Offered, false, l.T("mail_still.offered")},
		} {
			for _, kind := range []models.MailKind{models.MailPostponed, models.MailMoved} {
				about := aboutSeat()
				about.Language, about.Status, about.OfferExpiresAt = code, c.status, &sentAt
				if c.awaited {
					about.ConfirmBy = &sentAt
				}
				says := c.says
				if kind == models.MailMoved && c.status == models.Offered { // with the new deadline
					says = heldFor(l, about)
				}

				m, err := RegistrationMail(site, models.MailRegistration{Mail: kind}, about, "https://site.example/registrations/token")

				if err != nil || !strings.Contains(m.Text, says) || strings.Contains(m.Text, valid) != (c.says == valid) {
					t.Errorf("%s, %s, %s, to be confirmed %t: %v %s", code, kind, c.status, c.awaited, err, m.Text)
				}
			}
		}
	}
}

func TestAReinstatedRegistrationIsNotReportedAsReceived(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, reinstated := range []bool{true, false} {
			about := aboutSeat()
			about.Language, about.Status = code, models.Pending

			m, err := RegistrationMail(site, models.MailRegistration{Mail: models.MailReceived, Reinstated: reinstated}, about, "https://site.example/registrations/token")

			subject := map[bool]string{true: "mail_subject.reinstated", false: "mail_subject.received"}[reinstated]
			name := locale.SingleLine(l.TitleOrPlace(about.Title, about.Label, about.Place).Text)
			if err != nil || m.Subject != locale.SingleLine(l.T(subject, "seminar", name)) || strings.Contains(m.Text, l.T("mail.reinstated")) != reinstated || strings.Contains(m.Text, l.T("mail_body.received")) == reinstated {
				t.Errorf("%s, reinstated %t: %v %q %s", code, reinstated, err, m.Subject, m.Text)
			}
		}
	}
}

// TestEveryMailAboutARegistrationSaysWhyItIsSent: also to those whom the
// organisers registered, who filled in no form, and after it has ended.
func TestEveryMailAboutARegistrationSaysWhyItIsSent(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		why := l.T("mail.why_registration", "site", l.T("site.name"))
		for _, c := range []struct {
			kind      models.MailKind
			status    models.RegistrationStatus
			seminar   models.SeminarStatus
			withdraws bool
		}{
			{models.MailConfirmed, models.Confirmed, models.SeminarAnnounced, true},
			{models.MailWithdrawn, models.Withdrawn, models.SeminarAnnounced, false},
			{models.MailCancelled, models.Confirmed, models.SeminarCancelled, false},
		} {
			about := aboutSeat()
			about.Language, about.Status, about.SeminarStatus = code, c.status, c.seminar

			m, err := RegistrationMail(site, models.MailRegistration{Mail: c.kind}, about, "https://site.example/registrations/token")

			_, signature, _ := strings.Cut(m.Text, "\n-- \n")
			if err != nil || !strings.Contains(signature, why) || strings.Contains(signature, l.T("mail.not_you")) != c.withdraws {
				t.Errorf("%s %s: %v %q", code, c.kind, err, signature)
			}
		}
	}
}
