package given

import (
	"context"
	"fmt"

	"consultations/models"
)

// Account makes an account with grants, as an administrator would.
func (g *Given) Account(name string, grants ...models.GrantInput) models.Account {
	g.T.Helper()
	in := models.AccountInput{Email: fmt.Sprintf("%s-%d@example.org", models.Slug(name), counter.Add(1)), Name: name, Language: "en"}
	a, err := g.Store.CreateAccount(context.Background(), models.System, in)
	if err != nil {
		g.T.Fatal(err)
	}
	for _, in := range grants {
		if _, err := g.Store.AddGrant(context.Background(), models.System, a.ID, in); err != nil {
			g.T.Fatal(err)
		}
	}
	return a
}

// Actor is the holder of a new account with these grants, signed in now.
func (g *Given) Actor(name string, grants ...models.GrantInput) models.Actor {
	g.T.Helper()
	return g.SignedIn(g.Account(name, grants...).ID)
}

// Administrator is an administrator, signed in now.
func (g *Given) Administrator() models.Actor {
	g.T.Helper()
	return g.Actor("Administrator", models.GrantInput{Role: models.Administrator})
}

// SignedIn is the holder of an account, signed in now by a link.
func (g *Given) SignedIn(accountID string) models.Actor {
	g.T.Helper()
	actor, err := g.Store.ActorOf(context.Background(), models.Public, g.SignIn(accountID, models.Browser).SignInID)
	if err != nil {
		g.T.Fatal(err)
	}
	return actor
}

// SignIn begins a sign-in of an account by a link.
func (g *Given) SignIn(accountID string, client models.Client) models.FreshSignIn {
	g.T.Helper()
	token, err := g.Store.IssueSignInLink(context.Background(), models.System, accountID)
	if err != nil {
		g.T.Fatal(err)
	}
	fresh, err := g.Store.SignInWithLink(context.Background(), models.Public, token, client)
	if err != nil {
		g.T.Fatal(err)
	}
	return fresh
}

// Password sets the password of an account, right after a sign-in by link.
func (g *Given) Password(accountID, password string) {
	g.T.Helper()
	if err := g.Store.SetPassword(context.Background(), g.SignedIn(accountID), models.PasswordInput{New: password}); err != nil {
		g.T.Fatal(err)
	}
}
