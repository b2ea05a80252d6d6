package handlers_test

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestOrganisersSeeToWhomAMailCouldNotBeDelivered(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(5)
		account := g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		e := g.Registered(seminar, 1)
		g.Registered(seminar, 2)
		i, err := g.Store.CreateInvitation(t.Context(), models.System, seminar, models.InvitationInput{Email: "invited@mission.example", Name: "Ling Wu"})
		if err != nil {
			t.Fatal(err)
		}
		desk, registrations, invitations := models.ManageSeminarPath(seminar), models.RegistrationsPath(seminar), models.InvitationsPath(seminar)
		b, bearer := s.browser(t).signIn(account.ID), s.bearer(t, account.ID)
		const badge, notice = "E-mail not delivered</span>", "could not be delivered on 1 March 2027"
		if body := b.get(desk).body; strings.Contains(body, "could not be delivered") {
			t.Error("the desk names undelivered mails before there are any")
		}

		refused := new(550)
		for _, to := range []models.Recipient{
			{Kind: models.ToRegistration, ID: e.ID, Email: given.Guest(1).Email}, {Kind: models.ToInvitation, ID: i.ID, Email: i.Email}, {Kind: models.ToAccount, ID: account.ID, Email: account.Email},
		} {
			if err := g.Store.MailRefused(t.Context(), models.System, to, refused); err != nil {
				t.Fatal(err)
			}
		}

		for path, want := range map[string][]string{
			desk:                               {registrations + models.Undelivered, "One registration whose last", invitations + models.Undelivered, "One invitation whose last"},
			registrations:                      {badge, "Guest 2"},
			registrations + models.Undelivered: {badge, "Guest 1"},
			invitations + models.Undelivered:   {badge, "Ling Wu"},
			models.RegistrationPath(e.ID):      {notice, "550"},
		} {
			a := b.get(path)
			for _, text := range want {
				if !strings.Contains(a.body, text) {
					t.Errorf("%s: %d, without %q", path, a.status, text)
				}
			}
		}
		if strings.Contains(b.get(registrations+models.Undelivered).body, "Guest 2") {
			t.Error("the list of undelivered mails contains a delivered one")
		}
		admin := s.browser(t).signIn(g.Account("Administrator", models.GrantInput{Role: models.Administrator}).ID)
		if body := admin.get(models.AccountPath(account.ID)).body; !strings.Contains(body, notice) {
			t.Error("the page of the account does not say so")
		}
		if body := admin.get("/manage/accounts").body; !strings.Contains(body, badge) {
			t.Error("the list of accounts does not say so")
		}
		for path, want := range map[string]string{
			"/seminars/" + seminar + "/registrations?undelivered=true": `"mail_refused_at":"2027-03-01T12:00:00Z","mail_refused_code":550`,
			"/registrations/" + e.ID:                                   `"mail_refused_code":550`, "/invitations/" + i.ID: `"mail_refused_code":550`, "/account": `"mail_refused_code":550`,
		} {
			if a := s.write(t, "GET", "/api/v1"+path, "", bearer, ""); a.status != 200 || !strings.Contains(a.body, want) {
				t.Errorf("%s: %d %s", path, a.status, a.body)
			}
		}
		if a := s.write(t, "GET", "/api/v1/seminars/"+seminar+"/registrations?undelivered=true", "", bearer, ""); strings.Contains(a.body, "guest2@") {
			t.Error("the API lists a delivered one as undelivered")
		}
		own := "/api/v1/registrations/by-link/" + s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(e.ID, g.Holder(e.ID).PersonID))
		if a := s.write(t, "GET", own, "", "", ""); a.status != 200 || strings.Contains(a.body, "550") {
			t.Errorf("the holder of the link: %d %s", a.status, a.body)
		}
	})
}
