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
	decide(r, "/accounts/{id}/grants/{grant}/removal", "removeGrant", "Remove a role and tell its holder the reason; it ends with the account's next request",
		func(q call, in models.ReasonInput) error {
			return h.Store.RemoveGrant(q, q.By, q.at("id"), q.at("grant"), in)
		})
	r.action("/accounts/{id}/grants/{grant}/restoration", "restoreGrant", "Restore a role that was removed within the last 30 days", func(q call) error {
		return h.Store.RestoreGrant(q, q.By, q.at("id"), q.at("grant"))
	})
	r.remove("/accounts/{id}/grants/{grant}", "deleteGrant", "Remove a role; it ends with the account's next request", func(q call) error {
		return h.Store.RemoveGrant(q, q.By, q.at("id"), q.at("grant"), models.ReasonInput{})
	})
}
