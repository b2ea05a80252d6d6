package store_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestDisablingAnAccountEndsItsSignInsAtOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		ling := g.Account("Ling")
		browser, program := g.SignIn(ling.ID, models.Browser), g.SignIn(ling.ID, models.API)

		if err := g.Store.DisableAccount(ctx, admin, ling.ID); err != nil {
			t.Fatal(err)
		}

		for _, fresh := range []models.FreshSignIn{browser, program} {
			if _, err := g.Store.ActorOf(ctx, models.Public, fresh.SignInID); models.KindOf(err) != models.NotFound {
				t.Error(err)
			}
		}
		if err := g.Store.EnableAccount(ctx, admin, ling.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, browser.SignInID); models.KindOf(err) != models.NotFound {
			t.Errorf("an ended sign-in is valid again: %v", err)
		}
		g.SignIn(ling.ID, models.Browser)
	})
}

func TestANewPasswordEndsTheOtherSignIns(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		here, there := g.SignedIn(ling.ID), g.SignedIn(ling.ID)

		if err := g.Store.SetPassword(ctx, here, models.PasswordInput{New: password}); err != nil {
			t.Fatal(err)
		}

		if _, err := g.Store.ActorOf(ctx, models.Public, here.SignInID); err != nil {
			t.Errorf("this sign-in: %v", err)
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, there.SignInID); models.KindOf(err) != models.NotFound {
			t.Errorf("the other sign-in: %v", err)
		}
	})
}

func TestANewPasswordNeedsTheOldOneIfTheSignInIsOld(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		g.Password(ling.ID, password)
		here := g.SignedIn(ling.ID)
		set := func(current string) error {
			return g.Store.SetPassword(ctx, here, models.PasswordInput{Current: current, New: "another long password"})
		}
		g.Pass(15 * time.Minute)

		if err := set("wrong horse battery"); models.ProblemsOf(err)["current"].Code != "account.password_wrong" {
			t.Errorf("wrong: %v", err)
		}
		if needs, err := g.Store.NeedsCurrentPassword(ctx, here); err != nil || !needs {
			t.Errorf("needs %v, %v", needs, err)
		}
		if err := set(password); err != nil {
			t.Errorf("right: %v", err)
		}
		if err := g.Store.SetPassword(ctx, here, models.PasswordInput{New: "short"}); models.ProblemsOf(err)["new"].Code != "form.too_short" {
			t.Errorf("short: %v", err)
		}
	})
}

// TestAFirstPasswordNeedsANewSignIn: whoever finds an open browser would set
// one, and with it take over the address; so would a request that is under way
// when the holder ends all other sign-ins.
func TestAFirstPasswordNeedsANewSignIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		open, ended := g.SignedIn(ling.ID), g.SignedIn(ling.ID)
		must(t, g.Store.EndOtherSignIns(ctx, open))
		set := func(by models.Actor) error {
			return g.Store.SetPassword(ctx, by, models.PasswordInput{New: password})
		}

		if err := set(ended); models.ProblemsOf(err)["new"].Code != "account.sign_in_first" {
			t.Errorf("by a sign-in that was ended: %v", err)
		}
		g.Pass(15 * time.Minute)
		if err := set(open); models.ProblemsOf(err)["new"].Code != "account.sign_in_first" {
			t.Errorf("in an open browser: %v", err)
		}
		must(t, set(g.SignedIn(ling.ID)))
	})
}

func TestARemovedGrantIsGoneAtTheNextRequest(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		first := g.Administrator()
		ling := g.Account("Ling")
		signIn := g.SignIn(ling.ID, models.Browser)
		grant, err := g.Store.AddGrant(ctx, first, ling.ID, models.GrantInput{Role: models.Administrator})
		if err != nil {
			t.Fatal(err)
		}
		if actor, _ := g.Store.ActorOf(ctx, models.Public, signIn.SignInID); !actor.Administers() {
			t.Error("the grant has no effect")
		}
		if _, err := g.Store.AddGrant(ctx, first, ling.ID, models.GrantInput{Role: models.Administrator}); models.KindOf(err) != models.Conflict {
			t.Errorf("the same grant twice: %v", err)
		}

		if err := g.Store.RemoveGrant(ctx, first, ling.ID, grant.ID, models.ReasonInput{}); err != nil {
			t.Fatal(err)
		}

		if actor, _ := g.Store.ActorOf(ctx, models.Public, signIn.SignInID); actor.HasRole() {
			t.Errorf("still has %+v", actor.Grants)
		}
		if err := g.Store.RemoveGrant(ctx, first, ling.ID, grant.ID, models.ReasonInput{}); models.KindOf(err) != models.NotFound {
			t.Errorf("removed twice: %v", err)
		}
	})
}

func TestAGrantForAMissingObjectIsRefusedBesideTheField(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		id := models.NewID(g.Now())
		ling := g.Account("Ling")
		for field, in := range map[string]models.GrantInput{
			"series":       {Role: models.OrganiserRole, SeriesID: id},
			"seminar":      {Role: models.CheckIn, SeminarID: id},
			"session":      {Role: models.Rapporteur, SessionID: id},
			"organisation": {Role: models.FocalPoint, SeminarID: id, OrganisationID: id},
			"role":         {Role: "king"},
		} {
			if _, err := g.Store.AddGrant(ctx, models.System, ling.ID, in); models.ProblemsOf(err)[field].Code != "form.choice" {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}

func TestOneFormGivesSeveralSessions(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewProgramme()
		a, b, c := p.Session(given.SessionAt("09:00", "10:00", "", "")).ID, p.Session(given.SessionAt("10:00", "11:00", "", "")).ID, p.Session(given.SessionAt("11:00", "12:00", "", "")).ID
		foreign := other.Session(given.SessionAt("09:00", "10:00", "", "")).ID
		ling := g.Account("Ling")
		give := func(sessions ...string) error {
			_, err := g.Store.AddGrant(ctx, models.System, ling.ID, models.GrantInput{Role: models.Rapporteur, SeminarID: p.Seminar, SessionIDs: sessions})
			return err
		}
		has := func() (ids []string) {
			page, err := g.Store.Account(ctx, models.System, ling.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range page.Grants {
				ids = append(ids, string(g.SessionID))
			}
			return ids
		}

		if err := give("", a, b, a); err != nil || !slices.Equal(has(), []string{a, b}) {
			t.Errorf("two sessions: %v, %q", err, has())
		}
		if err := give(c, foreign); models.ProblemsOf(err)["seminar"].Code != "grant.other_scope" || len(has()) != 2 {
			t.Errorf("a session of another seminar: %v, %q", err, has())
		}
		if err := give(""); models.ProblemsOf(err)["sessions"].Code != "form.required" {
			t.Errorf("no session: %v", err)
		}
		if err := give(a, b, c); err != nil || !slices.Equal(has(), []string{a, b, c}) {
			t.Errorf("one more: %v, %q", err, has())
		}
		if err := give(a, b); models.KindOf(err) != models.Conflict {
			t.Errorf("nothing new: %v", err)
		}
	})
}

func TestAGrantIsRefusedIfItsSeriesIsNotThatOfTheSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling, seminar := g.Account("Ling"), g.OpenSeminar(5)
		m, err := g.Store.Seminar(ctx, models.System, seminar)
		if err != nil {
			t.Fatal(err)
		}
		other, err := g.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: "Another series", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for series, want := range map[string]string{other.ID: "series grant.other_scope", m.SeriesID: ""} {
			_, err := g.Store.AddGrant(ctx, models.System, ling.ID, models.GrantInput{Role: models.OrganiserRole, SeriesID: series, SeminarID: seminar})
			if got := models.ProblemsOf(err).String(); got != want || want == "" && err != nil {
				t.Errorf("%v, want %q", err, want)
			}
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		one := g.Administrator()
		if err := g.Store.RemoveGrant(ctx, one, one.AccountID, one.Grants[0].ID, models.ReasonInput{}); models.CodeOf(err) != "grant.last_administrator" {
			t.Errorf("the only administrator removes their own role: %v", err)
		}
		if err := g.Store.DisableAccount(ctx, one, one.AccountID); models.CodeOf(err) != "grant.last_administrator" {
			t.Errorf("the only administrator disables their own account: %v", err)
		}
		isOnly := func(account string) bool {
			t.Helper()
			page, err := g.Store.Account(ctx, models.System, account)
			must(t, err)
			return page.IsOnlyAdmin
		}
		if ling := g.Account("Ling"); !isOnly(one.AccountID) || isOnly(ling.ID) {
			t.Errorf("the page of the only administrator says %t, that of another account %t", isOnly(one.AccountID), isOnly(ling.ID))
		}
		for range 10 { // two take each other away at the same moment
			two := g.Administrator()
			var both sync.WaitGroup
			var lost, kept error
			both.Go(func() { lost = g.Store.RemoveGrant(ctx, one, two.AccountID, two.Grants[0].ID, models.ReasonInput{}) })
			both.Go(func() { kept = g.Store.DisableAccount(ctx, two, one.AccountID) })
			both.Wait()
			left := howMany(t, g, "SELECT count(*) FROM grants g JOIN accounts a ON a.id = g.account_id WHERE g.role = 'administrator' AND a.status = 'active'")
			if left != 1 || (lost == nil) == (kept == nil) {
				t.Fatalf("%d administrators are left: %v, %v", left, lost, kept)
			}
			if lost != nil {
				one = two
			}
		}
	})
}

func TestOnlyAdministratorsManageAccounts(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		g.Administrator()
		ling, wu := g.Actor("Ling"), g.Account("Wu")
		in := models.AccountInput{Email: "new@example.org", Name: "New", Language: "en"}
		for name, try := range map[string]func() error{
			"list":    func() error { _, err := g.Store.Accounts(ctx, ling, "", "", 0); return err },
			"read":    func() error { _, err := g.Store.Account(ctx, ling, wu.ID); return err },
			"create":  func() error { _, err := g.Store.CreateAccount(ctx, ling, in); return err },
			"edit":    func() error { return g.Store.EditAccount(ctx, ling, ling.AccountID, 1, in) },
			"disable": func() error { return g.Store.DisableAccount(ctx, ling, wu.ID) },
			"enable":  func() error { return g.Store.EnableAccount(ctx, ling, wu.ID) },
			"grant": func() error {
				_, err := g.Store.AddGrant(ctx, ling, ling.AccountID, models.GrantInput{Role: models.Administrator})
				return err
			},
			"choices": func() error { _, err := g.Store.GrantChoices(ctx, ling, ""); return err },
			"audit":   func() error { _, err := g.Store.Audit(ctx, ling, models.AuditFilter{}, "", 0); return err },
			"scopes":  func() error { _, err := g.Store.AuditScopes(ctx, ling, models.AuditFilter{}); return err },
		} {
			if err := try(); models.KindOf(err) != models.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
		if own, err := g.Store.Account(ctx, ling, ling.AccountID); err != nil || own.Name != "Ling" || len(own.SignIns) != 1 {
			t.Errorf("one's own account: %+v, %v", own, err)
		}
	})
}

func TestAnAddressBelongsToOneAccount(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		in := models.AccountInput{Email: "ling@example.org", Name: "Ling", Language: "zh"}
		a, err := g.Store.CreateAccount(ctx, models.System, in)
		if err != nil {
			t.Fatal(err)
		}
		in.Email = "LING@Example.org"
		if _, err := g.Store.CreateAccount(ctx, models.System, in); models.ProblemsOf(err)["email"].Code != "account.email_taken" {
			t.Error(err)
		}
		if err := g.Store.EditAccount(ctx, models.System, a.ID, 1, in); err != nil {
			t.Errorf("the address that the account already has: %v", err)
		}
	})
}

func TestTheListOfAccountsIsReadInPagesAndSearched(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		for i := range 7 {
			g.Account(fmt.Sprintf("Person %d%%", i%3)) // equal names: the order must still be total
		}
		g.Account("Иван Петров")
		var all []string
		for cursor, pages := "", 0; ; pages++ {
			page, err := g.Store.Accounts(ctx, admin, "", cursor, 2)
			if err != nil || pages > 10 {
				t.Fatal(err)
			}
			for _, a := range page.Items {
				all = append(all, a.ID)
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		slices.Sort(all)
		if len(all) != 9 || len(slices.Compact(all)) != 9 {
			t.Errorf("%d accounts: some are repeated or missing", len(all))
		}
		for find, want := range map[string]int{"person": 7, "Person 1%": 2, "иван": 1, "петров": 1, "administrator-": 1, "%": 7, "_": 0, "erson": 7, "1% person": 2, `\`: 0} {
			if page, err := g.Store.Accounts(ctx, admin, find, "", 0); err != nil || len(page.Items) != want {
				t.Errorf("%q finds %d, %v; want %d", find, len(page.Items), err, want)
			}
		}
		if _, err := g.Store.Accounts(ctx, admin, "", "forged", 2); models.KindOf(err) != models.Invalid {
			t.Errorf("a forged cursor: %v", err)
		}
	})
}

func TestTheFirstAdministratorIsMadeOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		var made, linked int
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				first, err := g.Store.EnsureFirstAccount(ctx, models.System, "", "")
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				if first.AccountID != "" {
					made++
				}
				if first.Token != "" {
					linked++
				}
			})
		}
		all.Wait()
		if n := howMany(t, g, "SELECT count(*) FROM accounts"); n != 1 || made == 0 || linked != made {
			t.Fatalf("%d accounts, made %d, linked %d", n, made, linked)
		}
		again, err := g.Store.EnsureFirstAccount(ctx, models.System, "", "")
		if err != nil || again.Token == "" {
			t.Fatalf("before the first sign-in: %+v, %v", again, err)
		}
		fresh, err := g.Store.SignInWithLink(ctx, models.Public, again.Token, models.Browser)
		if err != nil {
			t.Fatal(err)
		}
		if actor, err := g.Store.ActorOf(ctx, models.Public, fresh.SignInID); err != nil || !actor.Administers() {
			t.Errorf("%+v, %v", actor, err)
		}
		if never, err := g.Store.EnsureFirstAccount(ctx, models.System, "", ""); err != nil || never.Token != "" {
			t.Errorf("after the first sign-in: %+v, %v", never, err)
		}
	})
}

func TestTheFirstAdministratorMayHaveAPassword(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		if _, err := g.Store.EnsureFirstAccount(ctx, models.System, "first@example.org", "short"); models.KindOf(err) != models.Invalid {
			t.Errorf("a short password: %v", err)
		}
		first, err := g.Store.EnsureFirstAccount(ctx, models.System, "first@example.org", password)
		if err != nil || first.Token != "" {
			t.Fatalf("%+v, %v", first, err)
		}
		if _, err := g.Store.SignInWithPassword(ctx, models.Public, models.SignInInput{Email: "first@example.org", Password: password}, models.Browser); err != nil {
			t.Error(err)
		}
		if again, err := g.Store.EnsureFirstAccount(ctx, models.System, "other@example.org", password); err != nil || again.AccountID != "" {
			t.Errorf("a second start: %+v, %v", again, err)
		}
	})
}
