package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

// ownAccountAPI is what everybody can do with their own account.
func (h *Handlers) ownAccountAPI(api huma.API) {
	own := func(ctx context.Context) (views.AccountPageJSON, error) {
		if !asking(ctx).SignedIn() {
			return views.AccountPageJSON{}, models.Missing()
		}
		a, err := h.Store.Account(ctx, asking(ctx), asking(ctx).AccountID)
		return views.AccountPageShape(a), err
	}
	operation(h, api, "GET", "/account", "readOwnAccount", "One's own account", 200, func(ctx context.Context, _ *struct{}) (*answer[views.AccountPageJSON], error) {
		a, err := own(ctx)
		return &answer[views.AccountPageJSON]{a}, err
	})
	change(h, api, "PATCH", "/account", "editOwnAccount", "Change one's own name or language", 200, func(ctx context.Context, in *struct {
		Body struct {
			Name     *string `json:"name,omitempty"`
			Language *string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es"`
			Version  int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
		}
	}) (views.AccountPageJSON, error) {
		old, err := own(ctx)
		if err != nil {
			return old, err
		}
		form := models.ProfileInput{Name: old.Name, Language: old.Language}
		set(&form.Name, in.Body.Name)
		set(&form.Language, in.Body.Language)
		if err := h.Store.EditProfile(ctx, asking(ctx), version(in.Body.Version, old.Version), form); err != nil {
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
		if err := h.Limit(request(ctx), models.SignInsPerAccount, asking(ctx).AccountID); err != nil {
			return nil, err
		}
		return nil, h.Store.SetPassword(ctx, asking(ctx), models.PasswordInput{Current: in.Body.Current, New: in.Body.New})
	})
	removal(h, api, "/account/sign-ins", "endOtherSignIns", "End every sign-in of one's own account but this one", func(ctx context.Context, _ *struct{}) error {
		return h.Store.EndOtherSignIns(ctx, asking(ctx))
	})
}
