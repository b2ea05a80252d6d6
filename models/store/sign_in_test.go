package store_test

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

var ctx = context.Background()

const password = "correct horse battery"

// howMany queries the database directly, bypassing the store.
func howMany(t *testing.T, g *given.Given, query string) (n int) {
	t.Helper()
	driver, address := "pgx", g.URL
	if path, ok := strings.CutPrefix(g.URL, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func refresh(g *given.Given, token string) (models.FreshSignIn, error) {
	return g.Store.RefreshSignIn(ctx, models.Public, token, "next of "+token, models.Browser)
}

func TestAPasswordSignsIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling", models.GrantInput{Role: models.Administrator})
		g.Password(ling.ID, password)

		fresh, err := g.Store.SignInWithPassword(ctx, models.Public, models.SignInInput{Email: strings.ToUpper(ling.Email), Password: password}, models.Browser)
		if err != nil {
			t.Fatal(err)
		}
		actor, err := g.Store.ActorOf(ctx, models.Public, fresh.SignInID)

		if err != nil || actor.AccountID != ling.ID || actor.Name != "Ling" || !actor.Administers() || actor.SignInID != fresh.SignInID {
			t.Errorf("got %+v, %v", actor, err)
		}
	})
}

func TestEveryWrongSignInGetsTheSameAnswer(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		g.Administrator()
		ling, disabled, linkOnly := g.Account("Ling"), g.Account("Disabled"), g.Account("Link only")
		g.Password(ling.ID, password)
		g.Password(disabled.ID, password)
		if err := g.Store.DisableAccount(ctx, models.System, disabled.ID); err != nil {
			t.Fatal(err)
		}
		before := howMany(t, g, "SELECT count(*) FROM audit_entries WHERE verb = 'sign_in.refuse'")
		tries := map[string]models.SignInInput{
			"wrong password":       {Email: ling.Email, Password: "wrong horse battery"},
			"no password":          {Email: ling.Email},
			"a very long password": {Email: ling.Email, Password: strings.Repeat("x", 10000)},
			"unknown address":      {Email: "nobody@example.org", Password: password},
			"no address":           {Password: password},
			"disabled":             {Email: disabled.Email, Password: password},
			"without any password": {Email: linkOnly.Email, Password: ""},
		}
		for name, in := range tries {
			fresh, err := g.Store.SignInWithPassword(ctx, models.Public, in, models.Browser)
			if err == nil || err.Error() != models.WrongPassword().Error() || fresh != (models.FreshSignIn{}) {
				t.Errorf("%s: %+v, %v", name, fresh, err)
			}
		}
		if noted := howMany(t, g, "SELECT count(*) FROM audit_entries WHERE verb = 'sign_in.refuse'") - before; noted != len(tries) {
			t.Errorf("%d of %d attempts are in the log", noted, len(tries))
		}
	})
}

func TestARefreshTokenIsReplacedByTheNext(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		first := g.SignIn(g.Account("Ling").ID, models.Browser)
		g.Pass(time.Hour)

		second, err := refresh(g, first.Refresh)
		if err != nil || second.SignInID != first.SignInID || second.Refresh == first.Refresh {
			t.Fatalf("got %+v, %v", second, err)
		}
		g.Pass(time.Hour)
		third, err := refresh(g, second.Refresh)

		if err != nil || third.SignInID != first.SignInID || !third.Until.Equal(g.Now().Add(models.RefreshLife)) {
			t.Errorf("got %+v, %v", third, err)
		}
	})
}

func TestTwoTabsGetTheSameNextToken(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		first := g.SignIn(g.Account("Ling").ID, models.Browser)
		one, err := refresh(g, first.Refresh)
		if err != nil {
			t.Fatal(err)
		}
		g.Pass(10 * time.Second)

		two, err := refresh(g, first.Refresh)

		if err != nil || two != one {
			t.Errorf("got %+v, %v; want %+v", two, err, one)
		}
	})
}

func TestTwentySimultaneousTabsStaySignedIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		before := g.SignIn(g.Account("Ling").ID, models.Browser)
		for round := range 5 {
			got := make([]models.FreshSignIn, 20)
			var all sync.WaitGroup
			for i := range got {
				all.Go(func() {
					var err error
					if got[i], err = refresh(g, before.Refresh); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			for _, fresh := range got {
				if fresh != got[0] {
					t.Errorf("two next tokens: %+v and %+v", fresh, got[0])
				}
			}
			if n := howMany(t, g, "SELECT count(*) FROM refresh_tokens"); n != 2+round {
				t.Errorf("%d tokens are stored, want %d", n, 2+round)
			}
			before = got[0]
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, before.SignInID); err != nil {
			t.Error(err)
		}
	})
}

func TestATokenUsedAgainEndsTheSignIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		stolen, other := g.SignIn(ling.ID, models.Browser), g.SignIn(ling.ID, models.Browser)
		next, err := refresh(g, stolen.Refresh)
		if err != nil {
			t.Fatal(err)
		}
		g.Pass(10*time.Second + time.Millisecond)

		if _, err := refresh(g, stolen.Refresh); models.CodeOf(err) != "sign_in.over" {
			t.Fatalf("the copy: %v", err)
		}

		if _, err := refresh(g, next.Refresh); models.CodeOf(err) != "sign_in.over" {
			t.Errorf("the next token: %v", err)
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, stolen.SignInID); models.KindOf(err) != models.NotFound {
			t.Errorf("the sign-in: %v", err)
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, other.SignInID); err != nil {
			t.Errorf("the sign-in on the other device: %v", err)
		}
	})
}

func TestATokenIsRefusedIf(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		g.Administrator()
		fine := func() models.FreshSignIn { return g.SignIn(g.Account("Ling").ID, models.Browser) }
		for name, token := range map[string]func() string{
			"it is unknown":              func() string { return "unknown" },
			"it is empty":                func() string { return "" },
			"it was not used for a week": func() string { f := fine(); g.Pass(models.RefreshLife); return f.Refresh },
			"it belongs to a program":    func() string { return g.SignIn(g.Account("Ling").ID, models.API).Refresh },
			"the sign-in was ended": func() string {
				f := fine()
				actor, _ := g.Store.ActorOf(ctx, models.Public, f.SignInID)
				if err := g.Store.SignOut(ctx, actor); err != nil {
					t.Error(err)
				}
				return f.Refresh
			},
			"it was revoked": func() string {
				f := fine()
				if err := g.Store.RevokeSignIn(ctx, models.Public, f.Refresh); err != nil {
					t.Error(err)
				}
				return f.Refresh
			},
			"the account is disabled": func() string {
				f := fine()
				if err := g.Store.DisableAccount(ctx, models.System, f.AccountID); err != nil {
					t.Error(err)
				}
				return f.Refresh
			},
		} {
			if fresh, err := refresh(g, token()); models.CodeOf(err) != "sign_in.over" || fresh != (models.FreshSignIn{}) {
				t.Errorf("%s: %+v, %v", name, fresh, err)
			}
		}
	})
}

func TestASignInEndsAfterThirtyDaysEvenIfUsed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		fresh := g.SignIn(g.Account("Ling").ID, models.Browser)
		for range 5 {
			g.Pass(6 * 24 * time.Hour)
			var err error
			if g.Now().Before(given.Noon.Add(models.SignInLife)) {
				if fresh, err = refresh(g, fresh.Refresh); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := refresh(g, fresh.Refresh); models.CodeOf(err) != "sign_in.over" {
			t.Error(err)
		}
		if _, err := g.Store.ActorOf(ctx, models.Public, fresh.SignInID); models.KindOf(err) != models.NotFound {
			t.Error(err)
		}
	})
}

func TestALinkSignsInOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		token, err := g.Store.MailSignInLink(ctx, models.System, g.Account("Ling").ID)
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		answers := make(chan error, 50)
		for range cap(answers) {
			all.Go(func() {
				_, err := g.Store.SignInWithLink(ctx, models.Public, token, models.Browser)
				answers <- err
			})
		}
		all.Wait()
		close(answers)
		in := 0
		for err := range answers {
			if err == nil {
				in++
			} else if models.CodeOf(err) != "sign_in.link_spent" {
				t.Error(err)
			}
		}
		if n := howMany(t, g, "SELECT count(*) FROM sign_ins"); in != 1 || n != 1 {
			t.Errorf("%d of 50 signed in, %d sign-ins", in, n)
		}
	})
}

func TestASignInLinkIsRefusedIf(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		mailed := func(id string) string {
			token, err := g.Store.MailSignInLink(ctx, models.System, id)
			if err != nil {
				t.Fatal(err)
			}
			return token
		}
		for name, token := range map[string]func() string{
			"it is unknown":                   func() string { return "unknown" },
			"a quarter of an hour has passed": func() string { l := mailed(g.Account("Ling").ID); g.Pass(models.LinkLife); return l },
			"another link was used":           func() string { a := g.Account("Ling"); l := mailed(a.ID); g.SignIn(a.ID, models.Browser); return l },
			"a password was set since":        func() string { a := g.Account("Ling"); g.Password(a.ID, password); return "" },
			"the account was disabled": func() string {
				a := g.Account("Ling")
				l := mailed(a.ID)
				if err := g.Store.DisableAccount(ctx, admin, a.ID); err != nil {
					t.Error(err)
				}
				return l
			},
			"the address was changed": func() string {
				a := g.Account("Ling")
				l := mailed(a.ID)
				if err := g.Store.EditAccount(ctx, admin, a.ID, 1, models.AccountInput{Email: "new@example.org", Name: "Ling", Language: "zh"}); err != nil {
					t.Error(err)
				}
				return l
			},
		} {
			if _, err := g.Store.SignInWithLink(ctx, models.Public, token(), models.Browser); models.CodeOf(err) != "sign_in.link_spent" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestARequestForALinkGetsTheSameAnswerWithAndWithoutAnAccount(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		for _, email := range []string{ling.Email, "nobody@example.org"} {
			before := howMany(t, g, "SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send'")
			if err := g.Store.RequestSignInLink(ctx, models.Public, models.SignInInput{Email: email}); err != nil {
				t.Error(err)
			}
			if after := howMany(t, g, "SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send'"); after != before+1 {
				t.Errorf("%s: %d more jobs, want 1", email, after-before)
			}
		}
		if err := g.Store.RequestSignInLink(ctx, models.Public, models.SignInInput{Email: "no address"}); models.ProblemsOf(err)["email"].Code != "form.email" {
			t.Error(err)
		}
	})
}

func TestOnlyTheProgramReadsTheTokenOfALink(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		if _, err := g.Store.IssueSignInLink(ctx, admin, admin.AccountID); models.KindOf(err) != models.NotFound {
			t.Error(err)
		}
		if err := g.Store.SendSignInLink(ctx, admin, g.Account("Ling").ID); err != nil {
			t.Error(err)
		}
		if err := g.Store.SendSignInLink(ctx, g.Actor("Somebody"), admin.AccountID); models.KindOf(err) != models.NotFound {
			t.Error(err)
		}
	})
}

func TestNoTokenIsStoredInClear(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		fresh := g.SignIn(g.Account("Ling").ID, models.Browser)
		for _, query := range []string{
			"SELECT count(*) FROM refresh_tokens WHERE hash = '" + fresh.Refresh + "'",
			"SELECT count(*) FROM sign_in_links WHERE length(hash) <> 64",
			"SELECT count(*) FROM refresh_tokens WHERE length(hash) <> 64",
		} {
			if n := howMany(t, g, query); n != 0 {
				t.Errorf("%s: %d", query, n)
			}
		}
	})
}
