package tests

import (
	"context"
	"slices"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// signedIn are all roles with an account.
const signedIn = "everyone -public -holder -other_holder -foreign_holder -invitation_holder -foreign_invitation_holder"

var ctx = context.Background()

// accessPermissions: accounts, grants, sign-ins, the log.
var accessPermissions = []permission{
	{verb: "Accounts", may: "administrator", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Accounts(ctx, by, "", "", 10)
		return err
	}},
	{verb: "Account", on: "of somebody else", may: "administrator", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Account(ctx, by, w.Guest.ID)
		return err
	}},
	{verb: "Account", on: "of one's own", may: signedIn, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Account(ctx, by, by.AccountID)
		return err
	}},
	{verb: "CreateAccount", may: "administrator", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.CreateAccount(ctx, by, models.AccountInput{Email: w.Address(), Name: "New", Language: "en"})
		return err
	}},
	{verb: "EditAccount", may: "administrator", do: func(w *given.World, by models.Actor) error {
		return w.Store.EditAccount(ctx, by, w.Account("Somebody").ID, 1, models.AccountInput{Email: w.Address(), Name: "Other", Language: "fr"})
	}},
	{verb: "EditProfile", on: "of one's own account", may: signedIn, do: func(w *given.World, by models.Actor) error {
		seen := 1
		if by.SignedIn() {
			seen = w.Version("accounts", by.AccountID)
		}
		return w.Store.EditProfile(ctx, by, seen, models.ProfileInput{Name: "Myself", Language: "es"})
	}},
	{verb: "DisableAccount", may: "administrator", do: func(w *given.World, by models.Actor) error {
		return w.Store.DisableAccount(ctx, by, w.Account("Somebody").ID)
	}},
	{verb: "EnableAccount", may: "administrator", do: func(w *given.World, by models.Actor) error {
		return w.Store.EnableAccount(ctx, by, w.Account("Somebody").ID)
	}},
	{verb: "EnsureFirstAccount", on: "at the start", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EnsureFirstAccount(ctx, by, w.Address(), "")
		return err
	}},
	{verb: "SetPassword", on: "of one's own account", may: signedIn, do: func(w *given.World, by models.Actor) error {
		return w.Store.SetPassword(ctx, by, models.PasswordInput{New: "a long enough one"})
	}},
	{verb: "NeedsCurrentPassword", on: "of one's own account", may: signedIn, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.NeedsCurrentPassword(ctx, by)
		return err
	}},
	{verb: "SignInWithPassword", on: "with the right one", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SignInWithPassword(ctx, by, models.SignInInput{Email: w.Guest.Email, Password: given.GuestPassword}, models.Browser)
		return err
	}},
	{verb: "RequestSignInLink", may: "everyone", do: func(w *given.World, by models.Actor) error {
		return w.Store.RequestSignInLink(ctx, by, models.SignInInput{Email: w.Guest.Email})
	}},
	{verb: "RequestAddress", may: signedIn, do: func(w *given.World, by models.Actor) error {
		return w.Store.RequestAddress(ctx, by, models.AddressInput{Email: w.Address()})
	}},
	{verb: "ConfirmNewAddress", on: "with the link that was sent to it", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, token := newAddress(w)
		return w.Store.ConfirmNewAddress(ctx, by, token)
	}},
	{verb: "AddressLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		id, _ := newAddress(w)
		_, err := w.Store.AddressLetter(ctx, by, models.MailAddress{ChangeID: id, Mail: models.AddressAsked})
		return err
	}},
	{verb: "SendSignInLink", may: "administrator", do: func(w *given.World, by models.Actor) error {
		return w.Store.SendSignInLink(ctx, by, w.Guest.ID)
	}},
	{verb: "IssueSignInLink", on: "shows a token", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.IssueSignInLink(ctx, by, w.Guest.ID)
		return err
	}},
	{verb: "MailWelcomeLink", on: "shows a token", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.MailWelcomeLink(ctx, by, w.Guest.ID)
		return err
	}},
	{verb: "MailSignInLink", on: "shows a token", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.MailSignInLink(ctx, by, w.Guest.ID)
		return err
	}},
	{verb: "SignInLinkLanguage", on: "of one's own link", may: "everyone", do: func(w *given.World, by models.Actor) error {
		token, err := w.Store.IssueSignInLink(ctx, models.System, w.Guest.ID)
		if err == nil {
			_, err = w.Store.SignInLinkLanguage(ctx, by, token)
		}
		return err
	}},
	{verb: "SignInWithLink", on: "with one's own link", may: "everyone", do: func(w *given.World, by models.Actor) error {
		token, err := w.Store.IssueSignInLink(ctx, models.System, w.Guest.ID)
		if err == nil {
			_, err = w.Store.SignInWithLink(ctx, by, token, models.Browser)
		}
		return err
	}},
	{verb: "RefreshSignIn", on: "with the token", may: "everyone", do: func(w *given.World, by models.Actor) error {
		fresh := w.SignIn(w.Guest.ID, models.Browser)
		_, err := w.Store.RefreshSignIn(ctx, by, fresh.Refresh, fresh.Refresh+"next", models.Browser)
		return err
	}},
	{verb: "RevokeSignIn", on: "with the token", may: "everyone", do: func(w *given.World, by models.Actor) error {
		return w.Store.RevokeSignIn(ctx, by, w.SignIn(w.Guest.ID, models.Browser).Refresh)
	}},
	{verb: "ActorOf", on: "a sign-in that one can prove", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.ActorOf(ctx, by, w.SignIn(w.Guest.ID, models.Browser).SignInID)
		return err
	}},
	{verb: "OwnSignIns", may: signedIn, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.OwnSignIns(ctx, by)
		return err
	}},
	{verb: "SignOut", may: signedIn, do: func(w *given.World, by models.Actor) error { return w.Store.SignOut(ctx, by) }},
	{verb: "EndOtherSignIns", may: signedIn, do: func(w *given.World, by models.Actor) error { return w.Store.EndOtherSignIns(ctx, by) }},
	{verb: "AddGrant", may: "administrator", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddGrant(ctx, by, w.Account("Somebody").ID, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series})
		return err
	}},
	{verb: "RemoveGrant", may: "administrator", do: func(w *given.World, by models.Actor) error {
		a := w.Account("Somebody")
		g, err := w.Store.AddGrant(ctx, models.System, a.ID, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series})
		if err != nil {
			return err
		}
		return w.Store.RemoveGrant(ctx, by, a.ID, g.ID, models.ReasonInput{})
	}},
	{verb: "RestoreGrant", may: "administrator", do: func(w *given.World, by models.Actor) error {
		a := w.Account("Somebody")
		g, err := w.Store.AddGrant(ctx, models.System, a.ID, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series})
		if err != nil {
			return err
		}
		if err := w.Store.RemoveGrant(ctx, models.System, a.ID, g.ID, models.ReasonInput{}); err != nil {
			return err
		}
		return w.Store.RestoreGrant(ctx, by, a.ID, g.ID)
	}},
	{verb: "RoleLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		g, err := w.Store.AddGrant(ctx, models.System, w.Account("Somebody").ID, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series})
		if err != nil {
			return err
		}
		_, err = w.Store.RoleLetter(ctx, by, models.MailRole{GrantID: g.ID, Mail: models.RoleRestored})
		return err
	}},
	{verb: "GrantChoices", may: "administrator", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.GrantChoices(ctx, by, w.Main.Announced)
		return err
	}},
	{verb: "Audit", on: "what was done to a seminar", may: "administrator organiser seminar_organiser", do: func(w *given.World, by models.Actor) error {
		page, err := w.Store.Audit(ctx, by, models.AuditFilter{SubjectID: w.Main.Announced}, "", 100)
		return listed(err, slices.ContainsFunc(page.Items, func(r models.AuditRow) bool { return r.SubjectID == w.Main.Announced }))
	}},
	{verb: "AuditScopes", on: "a seminar among them", may: "administrator organiser seminar_organiser", do: func(w *given.World, by models.Actor) error {
		choices, err := w.Store.AuditScopes(ctx, by, models.AuditFilter{})
		return listed(err, slices.ContainsFunc(choices.Seminars, func(m models.NamedSeminar) bool { return m.ID == w.Main.Announced }))
	}},
	{verb: "Limit", may: "everyone", do: func(w *given.World, by models.Actor) error {
		return w.Store.Limit(ctx, by, models.LinksPerAccount, w.Address())
	}},
	{verb: "Idempotent", on: "a verb that asks by itself", may: "administrator", do: func(w *given.World, by models.Actor) error {
		request := models.IdempotentRequest{Caller: "somebody", Key: w.Address(), Route: "accounts", BodyHash: "h"}
		_, _, err := w.Store.Idempotent(ctx, by, request, func(ctx context.Context) (int, []byte, error) {
			_, err := w.Store.CreateAccount(ctx, by, models.AccountInput{Email: w.Address(), Name: "New", Language: "en"})
			return 201, nil, err
		})
		return err
	}},
	{verb: "StartJobs", on: "of the queue", do: func(w *given.World, by models.Actor) error {
		workers := river.NewWorkers()
		river.AddWorker(workers, river.WorkFunc(func(context.Context, *river.Job[idle]) error { return nil }))
		stop, err := w.Store.StartJobs(ctx, by, store.Jobs{Workers: workers})
		if err != nil {
			return err
		}
		return stop(ctx)
	}},
	{verb: "EditionToSet", do: func(w *given.World, by models.Actor) error {
		_, _, err := w.Store.EditionToSet(ctx, by, w.Main.Edition)
		return err
	}},
	{verb: "EditionsToSet", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditionsToSet(ctx, by, "")
		return err
	}},
	{verb: "SetEditionLater", do: func(w *given.World, by models.Actor) error {
		return w.Store.SetEditionLater(ctx, by, w.Main.Edition)
	}},
	{verb: "KeepRendering", do: func(w *given.World, by models.Actor) error {
		return w.Store.KeepRendering(ctx, by, models.Rendering{EditionID: w.Main.Edition, Language: "fr", Fingerprint: "a", Body: []byte("%PDF")})
	}},
	{verb: "ForgetExpired", do: func(w *given.World, by models.Actor) error { return w.Store.ForgetExpired(ctx, by) }},
}

// idle is a job that is never started.
type idle struct{}

// Kind names the job.
func (idle) Kind() string { return "idle" }

// listed treats an object that is not in a list as hidden.
func listed(err error, there bool) error {
	if err == nil && !there {
		return models.Missing()
	}
	return err
}

// newAddress is a request for a new address of an account, and the token of the
// link that was sent to it.
func newAddress(w *given.World) (id, token string) {
	by := w.SignedIn(w.Account("Somebody").ID)
	if err := w.Store.RequestAddress(ctx, by, models.AddressInput{Email: w.Address()}); err != nil {
		w.T.Fatal(err)
	}
	if err := w.DB().QueryRow("SELECT id FROM address_changes WHERE account_id = '" + by.AccountID + "'").Scan(&id); err != nil {
		w.T.Fatal(err)
	}
	l, err := w.Store.AddressLetter(ctx, models.System, models.MailAddress{ChangeID: id, Mail: models.AddressAsked})
	if err != nil {
		w.T.Fatal(err)
	}
	return id, l.Token
}
