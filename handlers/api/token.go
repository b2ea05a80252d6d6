package api

import (
	"context"
	"net/http"
	"time"

	"consultations/adapters/keys"
	"consultations/models"
)

// Tokens is the answer to a sign-in through the API.
type Tokens struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	Type    string `json:"token_type" enum:"Bearer"`
	Expires int    `json:"expires_in" doc:"Seconds until the access token expires"`
}

// RefreshInput is a refresh token.
type RefreshInput struct {
	Refresh string `json:"refresh_token"`
}

// CredentialsInput is what a program signs in with.
type CredentialsInput struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// tokensPath is where programs sign in.
const tokensPath = "/api/v1/tokens"

func (h *Handlers) tokens() {
	operation(h, http.MethodPost, "/tokens", "createToken", "Sign in with e-mail address and password", http.StatusCreated,
		func(ctx context.Context, sent *struct{ Body Fields[CredentialsInput] }) (*answer[Tokens], error) {
			in, err := sent.Body.Over(CredentialsInput{})
			if err != nil {
				return nil, err
			}
			c := request(ctx)
			if err := h.LimitAddress(c, models.SignInsPerAddress); err != nil {
				return nil, err
			}
			if err := h.LimitFrom(c, models.SignInsPerAccount, models.EmailKey(in.Email)); err != nil {
				return nil, err
			}
			if err := h.Slow(c, models.SignInsFromAnywhere, models.EmailKey(in.Email)); err != nil {
				return nil, err
			}
			fresh, err := h.Store.SignInWithPassword(ctx, models.Public, models.SignInInput{Email: in.Email, Password: in.Password}, models.API)
			if err != nil {
				return nil, err
			}
			return h.issued(fresh)
		})
	operation(h, http.MethodPost, "/tokens/refresh", "refreshToken", "Exchange a refresh token for new tokens", http.StatusOK,
		func(ctx context.Context, sent *struct{ Body Fields[RefreshInput] }) (*answer[Tokens], error) {
			in, err := sent.Body.Over(RefreshInput{})
			if err != nil {
				return nil, err
			}
			if err := h.LimitAddress(request(ctx), models.RefreshesPerAddress); err != nil {
				return nil, err
			}
			fresh, err := h.Refreshed(request(ctx), in.Refresh, models.API)
			if err != nil {
				return nil, err
			}
			return h.issued(fresh)
		})
	operation(h, http.MethodPost, "/tokens/revoke", "revokeToken", "End the sign-in to which a refresh token belongs", http.StatusNoContent,
		func(ctx context.Context, sent *struct{ Body Fields[RefreshInput] }) (*struct{}, error) {
			in, err := sent.Body.Over(RefreshInput{})
			if err != nil {
				return nil, err
			}
			return nil, h.Store.RevokeSignIn(ctx, models.Public, in.Refresh)
		})
}

func (h *Handlers) issued(fresh models.FreshSignIn) (*answer[Tokens], error) {
	access, err := h.Keys.SignAccess(keys.Access{AccountID: fresh.AccountID, SignInID: fresh.SignInID, Audience: string(models.API)}, models.AccessLife)
	if err != nil {
		return nil, err
	}
	return &answer[Tokens]{Tokens{access, fresh.Refresh, "Bearer", int(models.AccessLife / time.Second)}}, nil
}
