package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// accountPatch is what can be changed of an account. A field that is not sent
// stays as it is.
type accountPatch struct {
	Email    *string `json:"email,omitempty"`
	Name     *string `json:"name,omitempty"`
	Language *string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of mails and pages"`
	Version  int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (h *Handlers) accountAPI(api huma.API) {
	operation(h, api, "GET", "/accounts", "listAccounts", "Accounts, by name, for administrators", 200, func(ctx context.Context, in *struct {
		Paging
		Find string `query:"q" doc:"part of a name or an address"`
	}) (*listOf[wire.AccountJSON], error) {
		page, err := h.store.Accounts(ctx, asking(ctx), in.Find, in.Cursor, in.Limit)
		return list(page, wire.AccountShape), err
	})
	change(h, api, "POST", "/accounts", "createAccount", "Make an account; its holder signs in by a mailed link", 201, func(ctx context.Context, in *struct {
		Body struct {
			Email    string `json:"email"`
			Name     string `json:"name"`
			Language string `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es" doc:"of mails and pages"`
		}
	}) (wire.AccountPageJSON, error) {
		a, err := h.store.CreateAccount(ctx, asking(ctx), models.AccountInput{Email: in.Body.Email, Name: in.Body.Name, Language: in.Body.Language})
		if err != nil {
			return wire.AccountPageJSON{}, err
		}
		return h.accountShape(ctx, a.ID)
	})
	operation(h, api, "GET", "/accounts/{id}", "readAccount", "One account with its grants, for administrators", 200, func(ctx context.Context, in *byID) (*answer[wire.AccountPageJSON], error) {
		a, err := h.accountShape(ctx, in.ID)
		return &answer[wire.AccountPageJSON]{a}, err
	})
	change(h, api, "PATCH", "/accounts/{id}", "editAccount", "Change an account", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body accountPatch
	}) (wire.AccountPageJSON, error) {
		old, err := h.accountShape(ctx, in.ID)
		if err != nil {
			return old, err
		}
		form := models.AccountInput{Email: old.Email, Name: old.Name, Language: old.Language}
		set(&form.Email, in.Body.Email)
		set(&form.Name, in.Body.Name)
		set(&form.Language, in.Body.Language)
		if err := h.store.EditAccount(ctx, asking(ctx), in.ID, version(in.Body.Version, old.Version), form); err != nil {
			return old, err
		}
		return h.accountShape(ctx, in.ID)
	})
	for noun, step := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"links":      {"mailSignInLink", "Mail a link by which the holder signs in once", h.store.SendSignInLink},
		"suspension": {"disableAccount", "End every sign-in of an account at once and let none begin", h.store.DisableAccount},
	} {
		change(h, api, "POST", "/accounts/{id}/"+noun, step.id, step.says, 201, func(ctx context.Context, in *byID) (wire.AccountPageJSON, error) {
			if err := step.do(ctx, asking(ctx), in.ID); err != nil {
				return wire.AccountPageJSON{}, err
			}
			return h.accountShape(ctx, in.ID)
		})
	}
	removal(h, api, "/accounts/{id}/suspension", "enableAccount", "Let an account sign in again", func(ctx context.Context, in *byID) error {
		return h.store.EnableAccount(ctx, asking(ctx), in.ID)
	})
	h.grantAPI(api)
	h.ownAccountAPI(api)
}

// accountShape reads an account for whoever keeps accounts; one's own is at
// another address.
func (h *Handlers) accountShape(ctx context.Context, id string) (wire.AccountPageJSON, error) {
	if !models.MayKeepAccounts(asking(ctx)) {
		return wire.AccountPageJSON{}, models.Missing()
	}
	a, err := h.store.Account(ctx, asking(ctx), id)
	return wire.AccountPageShape(a), err
}

func (h *Handlers) grantAPI(api huma.API) {
	change(h, api, "POST", "/accounts/{id}/grants", "addGrant", "Give an account a role in a scope, from its next request on", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Role         models.Role `json:"role" enum:"administrator,organiser,secretariat,co_organiser,rapporteur,focal_point,check_in"`
			Series       string      `json:"series,omitempty" doc:"id"`
			Seminar      string      `json:"seminar,omitempty" doc:"id"`
			Session      string      `json:"session,omitempty" doc:"id"`
			Organisation string      `json:"organisation,omitempty" doc:"id"`
		}
	}) (wire.AccountPageJSON, error) {
		b := in.Body
		if _, err := h.store.AddGrant(ctx, asking(ctx), in.ID, models.GrantInput{Role: b.Role, SeriesID: b.Series, SeminarID: b.Seminar, SessionID: b.Session, OrganisationID: b.Organisation}); err != nil {
			return wire.AccountPageJSON{}, err
		}
		return h.accountShape(ctx, in.ID)
	})
	removal(h, api, "/accounts/{id}/grants/{grant}", "removeGrant", "Take a role away, from the account's next request on", func(ctx context.Context, in *struct {
		ID    string `path:"id"`
		Grant string `path:"grant"`
	}) error {
		return h.store.RemoveGrant(ctx, asking(ctx), in.ID, in.Grant)
	})
	operation(h, api, "GET", "/audit", "listAudit", "Who did what, newest first: all of it for administrators, their own part for organisers", 200, func(ctx context.Context, in *struct {
		Paging
		Series  string `query:"series" doc:"id"`
		Seminar string `query:"seminar" doc:"id"`
		Account string `query:"account" doc:"id"`
		Subject string `query:"subject" doc:"id"`
		Verb    string `query:"verb"`
	}) (*listOf[wire.AuditJSON], error) {
		filter := models.AuditFilter{SeriesID: in.Series, SeminarID: in.Seminar, AccountID: in.Account, SubjectID: in.Subject, Verb: in.Verb}
		page, err := h.store.Audit(ctx, asking(ctx), filter, in.Cursor, in.Limit)
		return list(page, wire.AuditShape), err
	})
}

// ownAccountAPI is what everybody can do with their own account.
func (h *Handlers) ownAccountAPI(api huma.API) {
	own := func(ctx context.Context) (wire.AccountPageJSON, error) {
		if !asking(ctx).SignedIn() {
			return wire.AccountPageJSON{}, models.Missing()
		}
		a, err := h.store.Account(ctx, asking(ctx), asking(ctx).AccountID)
		return wire.AccountPageShape(a), err
	}
	operation(h, api, "GET", "/account", "readOwnAccount", "One's own account", 200, func(ctx context.Context, _ *struct{}) (*answer[wire.AccountPageJSON], error) {
		a, err := own(ctx)
		return &answer[wire.AccountPageJSON]{a}, err
	})
	change(h, api, "PATCH", "/account", "editOwnAccount", "Change one's own name or language", 200, func(ctx context.Context, in *struct {
		Body struct {
			Name     *string `json:"name,omitempty"`
			Language *string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es"`
			Version  int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
		}
	}) (wire.AccountPageJSON, error) {
		old, err := own(ctx)
		if err != nil {
			return old, err
		}
		form := models.ProfileInput{Name: old.Name, Language: old.Language}
		set(&form.Name, in.Body.Name)
		set(&form.Language, in.Body.Language)
		if err := h.store.EditProfile(ctx, asking(ctx), version(in.Body.Version, old.Version), form); err != nil {
			return old, err
		}
		return own(ctx)
	})
	operation(h, api, "POST", "/account/password", "setPassword", "Set one's own password; other sign-ins end", 204, func(ctx context.Context, in *struct {
		Body struct {
			Current string `json:"current,omitempty"`
			New     string `json:"new"`
		}
	}) (*struct{}, error) {
		if !asking(ctx).SignedIn() {
			return nil, models.Missing()
		}
		if err := h.limit(request(ctx), models.SignInsPerAccount, asking(ctx).AccountID); err != nil {
			return nil, err
		}
		return nil, h.store.SetPassword(ctx, asking(ctx), models.PasswordInput{Current: in.Body.Current, New: in.Body.New})
	})
	removal(h, api, "/account/sign-ins", "endOtherSignIns", "End every sign-in of one's own account but this one", func(ctx context.Context, _ *struct{}) error {
		return h.store.EndOtherSignIns(ctx, asking(ctx))
	})
}
