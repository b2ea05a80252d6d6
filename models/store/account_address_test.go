package store_test

import (
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// asked requests a new address and returns the e-mail that would be sent to it.
func asked(t *testing.T, g *given.Given, by models.Actor, email string) (models.AddressLetter, models.MailAddress, error) {
	t.Helper()
	must(t, g.Store.RequestAddress(ctx, by, models.AddressInput{Email: email}))
	m := models.MailAddress{Mail: models.AddressAsked}
	must(t, g.DB().QueryRow("SELECT id FROM address_changes WHERE made_at IS NULL AND account_id = '"+by.AccountID+"'").Scan(&m.ChangeID))
	l, err := g.Store.AddressLetter(ctx, models.System, m)
	return l, m, err
}

func TestANewAddressTakesEffectWhenItsHolderConfirmsIt(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		by, elsewhere := g.SignedIn(ling.ID), g.SignedIn(ling.ID)
		link, err := g.Store.MailSignInLink(ctx, models.System, ling.ID)
		must(t, err)

		l, m, err := asked(t, g, by, "new@mission.example")
		must(t, err)
		if l.Email != "new@mission.example" || l.Token == "" {
			t.Errorf("the e-mail is %+v", l)
		}
		if a, err := g.Store.Account(ctx, by, ling.ID); err != nil || a.Email != ling.Email {
			t.Errorf("before it is confirmed: %+v, %v", a, err)
		}
		must(t, g.Store.ConfirmNewAddress(ctx, models.Public, l.Token))

		if a, err := g.Store.Account(ctx, by, ling.ID); err != nil || a.Email != "new@mission.example" {
			t.Errorf("after: %+v, %v", a, err)
		}
		for _, who := range []models.Actor{by, elsewhere} {
			if a, err := g.Store.ActorOf(ctx, models.Public, who.SignInID); err != nil || a.AccountID != ling.ID {
				t.Errorf("a sign-in has ended: %+v, %v", a, err)
			}
		}
		m.Mail = models.AddressMoved
		if l, err := g.Store.AddressLetter(ctx, models.System, m); err != nil || l.Email != ling.Email || l.Token != "" {
			t.Errorf("the former address is told %+v, %v", l, err)
		}
		if _, err := g.Store.SignInWithLink(ctx, models.Public, link, models.Browser); models.CodeOf(err) != "sign_in.link_spent" {
			t.Errorf("a link that was sent to the former address: %v", err)
		}
		if err := g.Store.ConfirmNewAddress(ctx, models.Public, l.Token); models.CodeOf(err) != "sign_in.link_spent" {
			t.Errorf("a second time: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM river_job WHERE CAST(args AS text) LIKE '%mission.example%'") + g.Number("SELECT count(*) FROM audit_entries WHERE CAST(detail AS text) LIKE '%mission.example%'"); n != 0 {
			t.Errorf("%d jobs or entries in the log name the address", n)
		}
	})
}

func TestThePresentAddressIsWarnedOfARequest(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling, omar := g.Account("Ling"), g.Account("Omar")
		by := g.SignedIn(ling.ID)
		for _, email := range []string{omar.Email, "new@mission.example"} {
			l, m, err := asked(t, g, by, email)
			m.Mail = models.AddressWarning
			warned, errWarned := g.Store.AddressLetter(ctx, models.System, m)
			if errWarned != nil || warned.Email != ling.Email || warned.Token != "" {
				t.Errorf("%s: the present address is told %+v, %v", email, warned, errWarned)
			}
			if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'address.mail' AND CAST(args AS text) LIKE '%" + m.ChangeID + "%' AND CAST(args AS text) LIKE '%warning%'"); n != 1 {
				t.Errorf("%s: %d warnings are in the queue", email, n)
			}
			if err != nil {
				continue // an address that another account has gets no link
			}
			must(t, g.Store.ConfirmNewAddress(ctx, models.Public, l.Token))
			if _, err := g.Store.AddressLetter(ctx, models.System, m); models.KindOf(err) != models.NotFound {
				t.Errorf("a warning after the change: %v", err)
			}
		}
	})
}

func TestNobodyLearnsWhetherAnotherAccountHasTheAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling, omar := g.Account("Ling"), g.Account("Omar")

		_, _, err := asked(t, g, g.SignedIn(ling.ID), omar.Email)

		if models.KindOf(err) != models.NotFound {
			t.Errorf("an e-mail about it is sent to the other account: %v", err)
		}
		l, _, err := asked(t, g, g.SignedIn(ling.ID), "free@mission.example")
		must(t, err)
		must(t, g.Store.EditAccount(ctx, models.System, omar.ID, g.Version("accounts", omar.ID), models.AccountInput{Email: "free@mission.example", Name: "Omar", Language: "en"}))
		if err := g.Store.ConfirmNewAddress(ctx, models.Public, l.Token); models.CodeOf(err) != "sign_in.link_spent" {
			t.Errorf("an address that was taken meanwhile: %v", err)
		}
	})
}

func TestOnlyTheNewestLinkConfirmsAndOnlyInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by := g.SignedIn(g.Account("Ling").ID)
		first, _, err := asked(t, g, by, "first@mission.example")
		must(t, err)
		second, _, err := asked(t, g, by, "second@mission.example")
		must(t, err)

		for name, token := range map[string]string{"an earlier link": first.Token, "no link": "", "another token": "x"} {
			if err := g.Store.ConfirmNewAddress(ctx, models.Public, token); models.CodeOf(err) != "sign_in.link_spent" {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.Pass(models.AddressChangeLife + time.Second)
		if err := g.Store.ConfirmNewAddress(ctx, models.Public, second.Token); models.CodeOf(err) != "sign_in.link_spent" {
			t.Errorf("too late: %v", err)
		}
		g.Pass(7 * 24 * time.Hour)
		must(t, g.Store.ForgetExpired(ctx, models.System))
		if n := g.Number("SELECT count(*) FROM address_changes"); n != 0 {
			t.Errorf("%d requests are kept", n)
		}
	})
}

func TestTheFirstLinkToANewAccountIsValidForAWeek(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by := g.Administrator()
		ling, err := g.Store.CreateAccount(ctx, by, models.AccountInput{Email: "new-ling@mission.example", Name: "Ling", Language: "en"})
		must(t, err)
		welcomes := func() int {
			return g.Number("SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send' AND CAST(args AS text) LIKE '%welcome%' AND CAST(args AS text) LIKE '%" + by.AccountID + "%'")
		}

		must(t, g.Store.SendSignInLink(ctx, by, ling.ID))
		token, err := g.Store.MailWelcomeLink(ctx, models.System, ling.ID)
		must(t, err)
		g.Pass(models.WelcomeLife - time.Minute)
		if _, err := g.Store.SignInWithLink(ctx, models.Public, token, models.Browser); err != nil {
			t.Errorf("after almost a week: %v", err)
		}
		must(t, g.Store.SendSignInLink(ctx, by, ling.ID)) // has signed in by now

		if n := welcomes(); n != 1 {
			t.Errorf("%d of two e-mails welcome", n)
		}
		token, err = g.Store.MailWelcomeLink(ctx, models.System, g.Account("Omar").ID)
		must(t, err)
		g.Pass(models.WelcomeLife)
		if _, err := g.Store.SignInWithLink(ctx, models.Public, token, models.Browser); models.CodeOf(err) != "sign_in.link_spent" {
			t.Errorf("after a week: %v", err)
		}
	})
}

// TestTheEndOfSignInsWaitsForARequestUnderWay: otherwise it would not see the
// request, which would survive it. SQLite has one lock.
func TestTheEndOfSignInsWaitsForARequestUnderWay(t *testing.T) {
	g := given.Postgres(t)
	ling := g.Account("Ling")
	thief, own := g.SignedIn(ling.ID), g.SignedIn(ling.ID)
	l, _, err := asked(t, g, thief, "thief@evil.example")
	must(t, err)
	request, err := g.DB().Begin() // its locks, and what it has not committed yet
	must(t, err)
	defer request.Rollback()
	_, err = request.Exec("SELECT id FROM accounts WHERE id = $1 FOR UPDATE", ling.ID)
	must(t, err)
	_, err = request.Exec("INSERT INTO address_changes SELECT 'later', account_id, 'later', 'later@evil.example', 'later@evil.example', created_at, expires_at, made_at FROM address_changes")
	must(t, err)

	ended := make(chan error, 1)
	go func() { ended <- g.Store.EndOtherSignIns(ctx, own) }()
	for waiting := 0; waiting == 0 && len(ended) == 0; time.Sleep(10 * time.Millisecond) {
		waiting = g.Number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
	}
	must(t, request.Commit())
	must(t, <-ended)

	if n := g.Number("SELECT count(*) FROM address_changes"); n != 0 {
		t.Errorf("%d requests for another address are left", n)
	}
	if err := g.Store.ConfirmNewAddress(ctx, models.Public, l.Token); models.CodeOf(err) != "sign_in.link_spent" {
		t.Errorf("the link to the other address: %v", err)
	}
}

// TestAPendingAddressEndsWithTheSignIns: whoever asked for it on somebody else's
// machine must not keep a way in.
func TestAPendingAddressEndsWithTheSignIns(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		for says, rescue := range map[string]func(own models.Actor) error{
			"a new password": func(own models.Actor) error {
				return g.Store.SetPassword(ctx, own, models.PasswordInput{New: "a long and new password 17"})
			},
			"the end of other sign-ins": func(own models.Actor) error { return g.Store.EndOtherSignIns(ctx, own) },
			"an address set by an administrator": func(own models.Actor) error {
				return g.Store.EditAccount(ctx, admin, own.AccountID, g.Version("accounts", own.AccountID), models.AccountInput{Email: "rescued@mission.example", Name: "Ling", Language: "en"})
			},
			"a disabled account": func(own models.Actor) error { return g.Store.DisableAccount(ctx, admin, own.AccountID) },
		} {
			account := g.Account("Ling")
			l, _, err := asked(t, g, g.SignedIn(account.ID), "thief@evil.example")
			must(t, err)

			must(t, rescue(g.SignedIn(account.ID)))

			if err := g.Store.ConfirmNewAddress(ctx, models.Public, l.Token); models.CodeOf(err) != "sign_in.link_spent" {
				t.Errorf("after %s, the link to the other address: %v", says, err)
			}
		}
	})
}

func TestASignInThatHasEndedAsksForNoNewAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		by := g.SignedIn(g.Account("Ling").ID)
		must(t, g.Store.SignOut(ctx, by))

		err := g.Store.RequestAddress(ctx, by, models.AddressInput{Email: "new@mission.example"})

		if models.KindOf(err) != models.NotFound {
			t.Errorf("the request: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM address_changes"); n != 0 {
			t.Errorf("%d new addresses wait for confirmation", n)
		}
	})
}
