package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"consultations/models"
)

// accountFlags are the flags of account add.
type accountFlags struct {
	administrator bool
	language      string
}

func (f *accountFlags) declare(flags *flag.FlagSet) {
	flags.BoolVar(&f.administrator, "administrator", false, "the account may administer the whole site")
	f.language = "en"
	languages := strings.Join(models.Languages, ", ")
	flags.Func("language", "`CODE` of the account's language, en by default: "+languages, func(code string) error {
		if !slices.Contains(models.Languages, code) {
			return fmt.Errorf("it must be one of %s", languages)
		}
		f.language = code
		return nil
	})
}

// run adds an account and prints the link for its first sign-in.
func (f *accountFlags) run(ctx context.Context, p program, args []string) error {
	if args[0] != "add" {
		return misuse("account: %q is not add", args[0])
	}
	in := models.AccountInput{Email: args[1], Name: args[2], Language: f.language}
	if _, err := in.Check(); models.ProblemsOf(err)["email"].Code != "" {
		return misuse("account: EMAIL %q is not a complete e-mail address", in.Email)
	} else if err != nil {
		return misuse("account: NAME must be one line of at most %d visible characters", models.MaxLine)
	}
	c, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := s.CreateAccount(ctx, models.System, in)
	if models.ProblemsOf(err)["email"].Code != "" {
		return fmt.Errorf("%s already has an account", in.Email)
	}
	if err != nil {
		return err
	}
	if f.administrator {
		if _, err := s.AddGrant(ctx, models.System, a.ID, models.GrantInput{Role: models.Administrator}); err != nil {
			return err
		}
	}
	token, err := s.IssueSignInLink(ctx, models.System, a.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s can sign in once at %s/sign-in/link/%s\n", a.Name, c.BaseURL, token)
	return nil
}
