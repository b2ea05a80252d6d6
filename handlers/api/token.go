package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"consultations/adapters/keys"
	"consultations/models"
)

// tokens is the answer to a sign-in through the API.
type tokens struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	Type    string `json:"token_type"`
	Expires int    `json:"expires_in" doc:"seconds until the access token ends"`
}

func (h *Handlers) tokenAPI(api huma.API) {
	operation(h, api, "POST", "/tokens", "createToken", "Sign in with e-mail address and password", 201, func(ctx context.Context, in *struct {
		Body struct {
			Email    string `json:"email" maxLength:"254"`
			Password string `json:"password" maxLength:"200"`
		}
	}) (*answer[tokens], error) {
		c := request(ctx)
		if err := h.LimitAddress(c, models.SignInsPerAddress); err != nil {
			return nil, err
		}
		if err := h.Limit(c, models.SignInsPerAccount, models.EmailKey(in.Body.Email)); err != nil {
			return nil, err
		}
		fresh, err := h.Store.SignInWithPassword(ctx, models.Public, models.SignInInput{Email: in.Body.Email, Password: in.Body.Password}, models.API)
		if err != nil {
			return nil, err
		}
		return h.issued(fresh)
	})
	operation(h, api, "POST", "/tokens/refresh", "refreshToken", "Exchange a refresh token for the next one", 200, func(ctx context.Context, in *struct {
		Body struct {
			Refresh string `json:"refresh_token" maxLength:"200"`
		}
	}) (*answer[tokens], error) {
		if err := h.LimitAddress(request(ctx), models.RefreshesPerAddress); err != nil {
			return nil, err
		}
		fresh, err := h.Refreshed(request(ctx), in.Body.Refresh, models.API)
		if err != nil {
			return nil, err
		}
		return h.issued(fresh)
	})
	operation(h, api, "POST", "/tokens/revoke", "revokeToken", "End the sign-in that a refresh token belongs to", 204, func(ctx context.Context, in *struct {
		Body struct {
			Refresh string `json:"refresh_token" maxLength:"200"`
		}
	}) (*struct{}, error) {
		return nil, h.Store.RevokeSignIn(ctx, models.Public, in.Body.Refresh)
	})
}

func (h *Handlers) issued(fresh models.FreshSignIn) (*answer[tokens], error) {
	access, err := h.Keys.SignAccess(keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID, Audience: string(models.API)}, models.AccessLife)
	if err != nil {
		return nil, err
	}
	return &answer[tokens]{tokens{access, fresh.Refresh, "Bearer", int(models.AccessLife / time.Second)}}, nil
}
