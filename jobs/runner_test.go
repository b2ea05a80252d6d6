package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/jobs"
	"consultations/models"
	"consultations/tests/given"
	"consultations/views/mail"
)

var ctx = context.Background()

// sink is a sender that records mails and can be made to fail.
type sink struct {
	mu    sync.Mutex
	got   []mail.Mail
	fails func(mail.Mail) error
	slow  time.Duration
}

func (s *sink) Send(_ context.Context, m mail.Mail) error {
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, m)
	if s.fails != nil {
		return s.fails(m)
	}
	return nil
}

func (s *sink) mails() []mail.Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]mail.Mail(nil), s.got...)
}

// wait waits until n mails have been sent.
func (s *sink) wait(t *testing.T, n int) []mail.Mail {
	t.Helper()
	for range 500 {
		if got := s.mails(); len(got) >= n {
			return got
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%d mails of %d were sent", len(s.mails()), n)
	return nil
}

type links struct{}

func (links) LinkToken(purpose, id string) string { return purpose + "." + id }

func start(t *testing.T, g *given.Given, s *sink) *jobs.Runner {
	t.Helper()
	r, err := jobs.Start(ctx, jobs.Options{Store: g.Store, Mail: s, Links: links{}, BaseURL: "https://site.example"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Stop(ctx) })
	return r
}

func TestAnInvitationIsMailedUnlessItIsRevoked(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		seminar := g.SeminarOf(1, models.AdmissionInvited)
		back, err := g.Store.CreateInvitation(ctx, models.System, seminar, models.InvitationInput{Email: "back@mission.example", Name: "Taken Back"})
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Store.RevokeInvitation(ctx, models.System, back.ID, models.ReasonInput{Reason: "Two of each mission."}); err != nil {
			t.Fatal(err)
		}
		i, err := g.Store.CreateInvitation(ctx, models.System, seminar, models.InvitationInput{Email: "ling@mission.example", Name: "Ling Wu", Language: "fr"})
		if err != nil {
			t.Fatal(err)
		}

		start(t, g, s)

		mails := s.wait(t, 2)
		m, taken := mails[0], mails[1]
		if m.To == "back@mission.example" {
			m, taken = taken, m
		}
		if m.To != "ling@mission.example" || m.Language != "fr" || !strings.Contains(m.Text, "https://site.example/invitations/invitation."+i.ID) || !strings.Contains(m.Text, "Host") {
			t.Errorf("the mail is to %s in %s: %s", m.To, m.Language, m.Text)
		}
		if !strings.HasPrefix(taken.Subject, "Invitation revoked:") || !strings.Contains(taken.Text, "Two of each mission.") || !strings.Contains(taken.HTML, "Two of each mission.") {
			t.Errorf("the person whose invitation was withdrawn reads %s: %s", taken.Subject, taken.Text)
		}
		if n := len(s.mails()); n != 2 {
			t.Errorf("%d mails were sent for one invitation and one that was withdrawn", n)
		}
	})
}

func TestCoOrganisersGetAMailWhenATextIsSubmittedForClearance(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		o := g.NewOutcome(1).Submitted()

		start(t, g, s)

		for _, m := range s.wait(t, 2) {
			if !strings.Contains(m.Subject, "For clearance") || !strings.Contains(m.Text, "https://site.example/manage/summaries/"+o.Summary+"/clearance") {
				t.Errorf("the mail to %s reads %s: %s", m.To, m.Subject, m.Text)
			}
		}
	})
}

func TestTheSecretariatGetsAMailAboutAnObjectionThatStands(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		o := g.NewOutcome(2).Submitted()
		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range []models.ClearanceInput{
			{PointID: desk.Points[0].ID, Decision: models.Objected, Comment: "This was replaced."},
			{PointID: desk.Points[0].ID, Decision: models.Cleared},
			{PointID: desk.Points[1].ID, Decision: models.Objected, Comment: "Nobody said so."},
		} {
			in.Revision = desk.Summary.Revision
			if _, err := g.Store.Decide(ctx, o.Clearers[0], o.Summary, in); err != nil {
				t.Fatal(err)
			}
		}

		start(t, g, s)

		objections := map[string]bool{}
		for range 500 {
			if g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND state <> 'completed'") == 0 {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		for _, m := range s.wait(t, 4) { // two co-organisers are asked; drafter and publisher are told
			if !strings.Contains(m.Subject, "Objection") {
				continue
			}
			objections[m.To] = true
			for _, want := range []string{"Ministry", "Point: " + desk.Points[1].Code, "Nobody said so.", "https://site.example/manage/summaries/" + o.Summary + "/clearance"} {
				if !strings.Contains(m.Text, want) {
					t.Errorf("%s is not in %s", want, m.Text)
				}
			}
		}
		if n := len(s.mails()); n != 4 || len(objections) != 2 {
			t.Errorf("%d mails, and %d members of the secretariat are told of the objection", n, len(objections))
		}
	})
}

func TestCoOrganisersGetNoMailAboutATextThatWasReturnedToDraft(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		o := g.NewOutcome(1).Submitted()
		if _, err := g.Store.SubmitSummary(ctx, o.Drafter, o.Summary, models.SummaryDraft); err != nil {
			t.Fatal(err)
		}
		i, err := g.Store.CreateInvitation(ctx, models.System, g.SeminarOf(1, models.AdmissionInvited), models.InvitationInput{Email: "ling@mission.example", Name: "Ling Wu"})
		if err != nil {
			t.Fatal(err)
		}

		start(t, g, s)

		if m := s.wait(t, 1); len(m) != 1 || !strings.Contains(m[0].Text, i.ID) { // the mail after those that are not sent
			t.Errorf("%d mails", len(m))
		}
	})
}

func TestARegistrationIsMailedInThePersonsLanguageWithALink(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		start(t, g, s)
		in := given.Guest(1)
		in.Language = "ar"

		e, err := g.Store.Register(ctx, models.Public, g.OpenSeminar(1), in)
		if err != nil {
			t.Fatal(err)
		}

		m := s.wait(t, 1)[0]
		if m.To != in.Email || m.Language != "ar" || m.ID != "registration."+e.ID+".confirmed.1" || m.Calendar == nil || m.Calendar.Method != "REQUEST" ||
			!strings.Contains(m.Text, "https://site.example/registrations/registration."+e.ID) {
			t.Errorf("the mail is %s to %s in %s: %s", m.ID, m.To, m.Language, m.Text)
		}
	})
}

func TestAWithdrawalIsMailedToThePersonAndToTheFirstOnTheWaitingList(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)
		if err := g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID); err != nil {
			t.Fatal(err)
		}
		s := &sink{}
		start(t, g, s)

		ids := map[string]mail.Mail{}
		for _, m := range s.wait(t, 2) { // the mails that these two replace are not sent
			ids[m.ID] = m
		}
		for _, id := range []string{"registration." + a.ID + ".withdrawn.2", "registration." + b.ID + ".offered.2"} {
			if _, ok := ids[id]; !ok {
				t.Errorf("no mail %s among %d", id, len(ids))
			}
		}
		if c := ids["registration."+a.ID+".withdrawn.2"].Calendar; c == nil || c.Method != "CANCEL" {
			t.Error("the calendar entry is not cancelled")
		}
	})
}

func TestAnOfferThatWasAnsweredIsNotMailed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)
		for _, err := range []error{g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID), g.Store.ConfirmRegistration(ctx, g.Holder(b.ID), b.ID)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		s := &sink{}
		start(t, g, s)

		for _, m := range s.wait(t, 2) { // withdrawn, confirmed
			if strings.Contains(m.ID, ".offered.") {
				t.Errorf("the mail %s asks for an answer that has been given", m.ID)
			}
		}
	})
}

// TestMailsThatWaitedLeaveOneConsistentCalendar: no mail could be sent while
// somebody registered, withdrew and registered again. A calendar keeps the entry
// with the highest sequence, in whatever order the mails come.
func TestMailsThatWaitedLeaveOneConsistentCalendar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		gone, back := g.Registered(seminar, 1), g.Registered(seminar, 2)
		for _, e := range []models.Enrolment{gone, back} {
			if err := g.Store.WithdrawRegistration(ctx, g.Holder(e.ID), e.ID); err != nil {
				t.Fatal(err)
			}
		}
		g.Pass(time.Minute)
		again := g.Registered(seminar, 2)
		s := &sink{}
		var log logged
		r, err := jobs.Start(ctx, jobs.Options{Store: g.Store, Mail: s, Links: links{}, BaseURL: "https://site.example", From: "office@site.example",
			Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Stop(ctx) })

		for range 500 {
			if g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state <> 'completed'") == 0 {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}

		for _, m := range s.wait(t, 2) {
			file := string(m.Calendar.Content)
			want := map[string][]string{
				"registration." + gone.ID + ".withdrawn.2":  {"METHOD:CANCEL", "SEQUENCE:2"},
				"registration." + again.ID + ".confirmed.1": {"METHOD:REQUEST", "SEQUENCE:3", "ORGANIZER;CN=Consultations:mailto:office@site.example"},
			}[m.ID]
			if want == nil {
				t.Errorf("the mail %s is sent, although its registration has another status by now", m.ID)
			}
			for _, line := range append(want, "UID:seminar."+seminar+"@site.example") {
				if !strings.Contains(strings.ReplaceAll(file, "\r\n ", ""), line+"\r\n") {
					t.Errorf("%s: %s is not in\n%s", m.ID, line, file)
				}
			}
		}
		if n := len(s.mails()); n != 2 {
			t.Errorf("%d mails were sent", n)
		}
		if n := strings.Count(log.String(), "no longer true"); n != 3 { // confirmed twice, withdrawn once
			t.Errorf("the log names %d mails that were not sent:\n%s", n, log.String())
		}
	})
}

// logged is a log that can be read while it is written.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func TestAnOfferLapsesWhenItsTimeIsOver(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)
		if err := g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID); err != nil {
			t.Fatal(err)
		}
		g.Pass(models.OfferTime + time.Second)
		start(t, g, &sink{})

		for range 500 {
			if p, err := g.Store.Registration(ctx, models.System, b.ID); err == nil && p.Status == models.Lapsed {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Error("the offer has not lapsed")
	})
}

func TestWhoeverDoesNotConfirmTheAddressIsToldThatTheSeatIsGone(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := &sink{}, g.OpenSeminar(1)
		m, err := g.Store.Seminar(ctx, models.System, seminar)
		if err != nil {
			t.Fatal(err)
		}
		in := m.Input("en")
		in.ConfirmHours = "24"
		if _, err := g.Store.EditSeminar(ctx, models.System, seminar, m.Version, in); err != nil {
			t.Fatal(err)
		}
		g.Registered(seminar, 1)
		r := start(t, g, s)
		first := s.wait(t, 1)[0]
		stop(t, r)
		if !strings.Contains(first.Text, "Please confirm your address on your page by 2 March 2027") || !strings.Contains(first.Text, "Confirm my address") {
			t.Errorf("the first mail: %s", first.Text)
		}
		waits := g.Registered(seminar, 2)
		g.Pass(25 * time.Hour)

		r = start(t, g, s)
		mails := s.wait(t, 4) // and those about the waiting list and the offer
		stop(t, r)

		for _, m := range mails {
			if strings.HasPrefix(m.Subject, "The seat is no longer reserved for you") {
				if m.To != given.Guest(1).Email || !strings.Contains(m.Text, "You can register again") || m.Calendar == nil || m.Calendar.Method != "CANCEL" {
					t.Errorf("the mail to %s: %s", m.To, m.Text)
				}
				if p, err := g.Store.Registration(ctx, models.System, waits.ID); err != nil || p.Status != models.Offered {
					t.Errorf("the next person is %s: %v", p.Status, err)
				}
				return
			}
		}
		t.Errorf("%d mails, none of which says that the seat is gone", len(mails))
	})
}

// final is an error after which sending again would not help.
type final struct{ error }

func (final) IsFinal() bool  { return true }
func (final) ReplyCode() int { return 550 }

func TestAMailIsNotSentAgainAfterAFinalError(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{fails: func(mail.Mail) error { return final{errors.New("550 5.1.1")} }}
		var log bytes.Buffer // read after the runner has stopped
		r, err := jobs.Start(ctx, jobs.Options{Store: g.Store, Mail: s, Links: links{}, BaseURL: "https://site.example", Log: slog.New(slog.NewJSONHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		g.Registered(g.OpenSeminar(1), 1)

		m := s.wait(t, 1)[0]
		stop(t, r)

		if lines := log.String(); !strings.Contains(lines, "a mail was refused for good") || !strings.Contains(lines, m.ID) || strings.Contains(lines, m.To) {
			t.Errorf("the log is %s", lines)
		}
		if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state = 'cancelled'"); n != 1 {
			t.Errorf("%d mail jobs are cancelled, want 1", n)
		}
	})
}

// TestWhoeverDidNotGetAMailIsMarked: a refusal for good, and a last try that
// failed. The log contains the reply and no address; the recipient is marked.
func TestWhoeverDidNotGetAMailIsMarked(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		refuses := true
		s := &sink{fails: func(mail.Mail) error {
			if refuses {
				return final{errors.New("550 5.1.1")}
			}
			return nil
		}}
		o := g.NewOutcome(1).Submitted() // two mails about clearance
		e := g.Registered(g.OpenSeminar(1), 1)
		i, err := g.Store.CreateInvitation(ctx, models.System, g.OpenSeminar(1), models.InvitationInput{Email: "ling@mission.example", Name: "Ling Wu"})
		if err != nil {
			t.Fatal(err)
		}
		account := g.Account("Anna")
		if err := g.Store.SendSignInLink(ctx, g.Administrator(), account.ID); err != nil {
			t.Fatal(err)
		}
		marked := func(from string) int {
			return g.Number("SELECT count(*) FROM " + from + " AND mail_refused_at IS NOT NULL AND mail_refused_code = 550")
		}

		r := start(t, g, s)
		s.wait(t, 5)
		stop(t, r)

		for _, from := range []string{"registrations WHERE id = '" + e.ID + "'", "invitations WHERE id = '" + i.ID + "'", "accounts WHERE id = '" + account.ID + "'",
			"accounts WHERE id IN (SELECT account_id FROM grants WHERE role = 'co_organiser' AND seminar_id = '" + o.Seminar + "')"} {
			if marked(from) == 0 {
				t.Errorf("not marked: %s", from)
			}
		}

		refuses = false
		if err := g.Store.RemindInvited(ctx, models.System, i.ID); err != nil {
			t.Fatal(err)
		}
		r = start(t, g, s)
		s.wait(t, 6)
		stop(t, r)
		if marked("invitations WHERE id = '"+i.ID+"'") != 0 || marked("registrations WHERE id = '"+e.ID+"'") != 1 {
			t.Error("a delivered mail clears the mark of its recipient and no other")
		}
	})
}

func TestAMailThatWasTriedForTheLastTimeMarksItsRecipient(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{fails: func(mail.Mail) error { return errors.New("the server cannot be reached") }}
		last := g.Registered(g.OpenSeminar(1), 1)
		if _, err := g.DB().Exec("UPDATE river_job SET attempt = max_attempts - 1 WHERE kind = 'registration.mail'"); err != nil {
			t.Fatal(err)
		}
		first := g.Registered(g.OpenSeminar(1), 2)

		r := start(t, g, s)
		s.wait(t, 2)
		stop(t, r)

		if n := g.Number("SELECT count(*) FROM registrations WHERE mail_refused_at IS NOT NULL AND mail_refused_code IS NULL AND id = '" + last.ID + "'"); n != 1 {
			t.Error("after the last try the registration is not marked")
		}
		if n := g.Number("SELECT count(*) FROM registrations WHERE mail_refused_at IS NOT NULL AND id = '" + first.ID + "'"); n != 0 {
			t.Error("the registration is marked after the first of several tries")
		}
	})
}

func TestAMailThatFailedIsTriedAgainLater(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{fails: func(mail.Mail) error { return errors.New("the server cannot be reached") }}
		r := start(t, g, s)
		g.Registered(g.OpenSeminar(1), 1)

		s.wait(t, 1)
		stop(t, r)

		if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state = 'retryable'"); n != 1 {
			t.Errorf("%d mail jobs wait for another try, want 1", n)
		}
	})
}

func TestAnInterruptedJobSendsTheSameMailAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		r := start(t, g, s)
		g.Registered(g.OpenSeminar(1), 1)
		first := s.wait(t, 1)[0]
		stop(t, r)
		// As if the program had ended after sending the mail and before recording it.
		if _, err := g.DB().Exec("UPDATE river_job SET state = 'available', finalized_at = NULL WHERE kind = 'registration.mail'"); err != nil {
			t.Fatal(err)
		}

		start(t, g, s)

		if second := s.wait(t, 2)[1]; second.ID != first.ID || second.Text != first.Text || string(second.Calendar.Content) != string(first.Calendar.Content) {
			t.Errorf("the second mail differs: %s, %s", first.ID, second.ID)
		}
	})
}

func TestStoppingWaitsForARunningJob(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{slow: time.Second}
		g.Registered(g.OpenSeminar(1), 1)
		r := start(t, g, s)
		for range 500 {
			if g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state = 'running'") == 1 {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}

		stop(t, r)

		if len(s.mails()) != 1 || g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state = 'completed'") != 1 {
			t.Errorf("%d mails were sent", len(s.mails()))
		}
	})
}

func TestTwoNodesSendEachMailOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		seminar := g.OpenSeminar(5)
		for i := range 40 {
			g.Registered(seminar, i)
		}
		a, b := start(t, g, s), start(t, g, s)

		s.wait(t, 40)
		stop(t, a)
		stop(t, b)

		seen := map[string]bool{}
		for _, m := range s.mails() {
			if seen[m.ID] {
				t.Errorf("%s was sent twice", m.ID)
			}
			seen[m.ID] = true
		}
	})
}

func stop(t *testing.T, r *jobs.Runner) {
	t.Helper()
	patient, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := r.Stop(patient); err != nil {
		t.Error(err)
	}
}

func TestASignInLinkLeadsToThePageThatThePersonWanted(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := &sink{}
		start(t, g, s)
		ling := g.Account("Ling")

		if err := g.Store.RequestSignInLink(ctx, models.Public, models.SignInInput{Email: ling.Email, Next: "/manage/seminars/x/notes?session=y"}); err != nil {
			t.Fatal(err)
		}

		m := s.wait(t, 1)[0]
		if m.To != ling.Email || !strings.Contains(m.Text, "https://site.example/sign-in/link/") || !strings.Contains(m.Text, "?next=%2Fmanage%2Fseminars%2Fx%2Fnotes%3Fsession%3Dy") {
			t.Errorf("the mail is to %s: %s", m.To, m.Text)
		}
	})
}
