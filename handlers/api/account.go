package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
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
	}) (*listOf[views.AccountJSON], error) {
		page, err := h.Store.Accounts(ctx, asking(ctx), in.Find, in.Cursor, in.Limit)
		return list(page, views.AccountShape), err
	})
	change(h, api, "POST", "/accounts", "createAccount", "Make an account; its holder signs in by a mailed link", 201, func(ctx context.Context, in *struct {
		Body struct {
			Email    string `json:"email"`
			Name     string `json:"name"`
			Language string `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es" doc:"of mails and pages"`
		}
	}) (views.AccountPageJSON, error) {
		a, err := h.Store.CreateAccount(ctx, asking(ctx), models.AccountInput{Email: in.Body.Email, Name: in.Body.Name, Language: in.Body.Language})
		if err != nil {
			return views.AccountPageJSON{}, err
		}
		return h.accountShape(ctx, a.ID)
	})
	operation(h, api, "GET", "/accounts/{id}", "readAccount", "One account with its grants, for administrators", 200, func(ctx context.Context, in *byID) (*answer[views.AccountPageJSON], error) {
		a, err := h.accountShape(ctx, in.ID)
		return &answer[views.AccountPageJSON]{a}, err
	})
	change(h, api, "PATCH", "/accounts/{id}", "editAccount", "Change an account", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body accountPatch
	}) (views.AccountPageJSON, error) {
		old, err := h.accountShape(ctx, in.ID)
		if err != nil {
			return old, err
		}
		form := models.AccountInput{Email: old.Email, Name: old.Name, Language: old.Language}
		set(&form.Email, in.Body.Email)
		set(&form.Name, in.Body.Name)
		set(&form.Language, in.Body.Language)
		if err := h.Store.EditAccount(ctx, asking(ctx), in.ID, version(in.Body.Version, old.Version), form); err != nil {
			return old, err
		}
		return h.accountShape(ctx, in.ID)
	})
	for noun, step := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"links":      {"mailSignInLink", "Mail a link by which the holder signs in once", h.Store.SendSignInLink},
		"suspension": {"disableAccount", "End every sign-in of an account at once and let none begin", h.Store.DisableAccount},
	} {
		change(h, api, "POST", "/accounts/{id}/"+noun, step.id, step.says, 201, func(ctx context.Context, in *byID) (views.AccountPageJSON, error) {
			if err := step.do(ctx, asking(ctx), in.ID); err != nil {
				return views.AccountPageJSON{}, err
			}
			return h.accountShape(ctx, in.ID)
		})
	}
	removal(h, api, "/accounts/{id}/suspension", "enableAccount", "Let an account sign in again", func(ctx context.Context, in *byID) error {
		return h.Store.EnableAccount(ctx, asking(ctx), in.ID)
	})
}

// accountShape reads an account for whoever keeps accounts; one's own is at
// another address.
func (h *Handlers) accountShape(ctx context.Context, id string) (views.AccountPageJSON, error) {
	if !models.MayKeepAccounts(asking(ctx)) {
		return views.AccountPageJSON{}, models.Missing()
	}
	a, err := h.Store.Account(ctx, asking(ctx), id)
	return views.AccountPageShape(a), err
}
