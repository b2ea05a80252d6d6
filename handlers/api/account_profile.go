package api

import (
	"context"
	"net/http"

	"consultations/models"
	"consultations/views/wire"
)

// profile is what everybody can do with their own account.
func (h *Handlers) profile() {
	r := resource[models.AccountPage, wire.AccountPageJSON]{h, func(q call) (models.AccountPage, error) {
		if !q.By.SignedIn() {
			return models.AccountPage{}, models.Missing()
		}
		return h.Store.Account(q, q.By, q.By.AccountID)
	}, wire.AccountPageShape}
	r.read("/account", "getProfile", "Get one's own account")
	change(r, "/account", "updateProfile", "Update one's own name or language",
		func(a models.AccountPage) current[models.ProfileInput] {
			return current[models.ProfileInput]{a.Language, func(string) models.ProfileInput { return a.Profile() }, a.Version}
		},
		func(q call, version int, in models.ProfileInput) error {
			return h.Store.EditProfile(q, q.By, version, in)
		})
	operation(h, http.MethodPost, "/account/password", "setPassword", "Set one's own password and end all other sign-ins", http.StatusNoContent,
		func(ctx context.Context, sent *struct{ Body Fields[models.PasswordInput] }) (*struct{}, error) {
			q := callOf(ctx)
			if !q.By.SignedIn() {
				return nil, models.Missing()
			}
			if err := h.Limit(request(q), models.SignInsPerAccount, q.By.AccountID); err != nil {
				return nil, err
			}
			in, err := sent.Body.Over(models.PasswordInput{})
			if err != nil {
				return nil, err
			}
			return nil, h.Store.SetPassword(q, q.By, in)
		})
	operation(h, http.MethodPost, "/account/address", "requestAddress", "Ask for a new address of one's own account; the link sent to it confirms it", http.StatusNoContent,
		func(ctx context.Context, sent *struct{ Body Fields[models.AddressInput] }) (*struct{}, error) {
			q := callOf(ctx)
			if !q.By.SignedIn() {
				return nil, models.Missing()
			}
			if err := h.LimitNewAddress(request(q)); err != nil {
				return nil, err
			}
			in, err := sent.Body.Over(models.AddressInput{})
			if err != nil {
				return nil, err
			}
			return nil, h.Store.RequestAddress(q, q.By, in)
		})
	r.remove("/account/sign-ins", "endOtherSignIns", "End all other sign-ins of one's own account", func(q call) error { return h.Store.EndOtherSignIns(q, q.By) })
}
