package api

import "consultations/models"

func (h *Handlers) grants() {
	r := h.accountResource()
	create(r, "/accounts/{id}/grants", "createGrant", "Give an account a role; it applies from the account's next request", func(string) models.GrantInput { return models.GrantInput{} },
		func(q call, in models.GrantInput) (models.AccountPage, error) {
			if _, err := h.Store.AddGrant(q, q.By, q.at("id"), in); err != nil {
				return models.AccountPage{}, err
			}
			return r.one(q)
		})
	r.remove("/accounts/{id}/grants/{grant}", "deleteGrant", "Remove a role; it ends with the account's next request", func(q call) error {
		return h.Store.RemoveGrant(q, q.By, q.at("id"), q.at("grant"))
	})
}
