package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// AccountFilter narrows the list of accounts.
type AccountFilter struct {
	Paging
	Find string `query:"q" doc:"Part of a name or an address"`
}

// accountPage reads an account for administrators; one's own is at another
// address.
func (h *Handlers) accountPage(q call, id string) (models.AccountPage, error) {
	if !models.MayKeepAccounts(q.By) {
		return models.AccountPage{}, models.Missing()
	}
	return h.Store.Account(q, q.By, id)
}

// accountResource is an account with its grants, for administrators.
func (h *Handlers) accountResource() resource[models.AccountPage, wire.AccountPageJSON] {
	return resource[models.AccountPage, wire.AccountPageJSON]{h, func(q call) (models.AccountPage, error) { return h.accountPage(q, q.at("id")) }, wire.AccountPageShape}
}

func (h *Handlers) accounts() {
	listBy(resource[models.AccountRow, wire.AccountJSON]{h, nil, wire.AccountShape}, "/accounts", "listAccounts", "List accounts by name, for administrators",
		func(q call, f AccountFilter) (models.Page[models.AccountRow], error) {
			return h.Store.Accounts(q, q.By, f.Find, f.Cursor, f.Limit)
		})
	r := h.accountResource()
	create(r, "/accounts", "createAccount", "Create an account; its holder signs in with a link sent by e-mail", func(lang string) models.AccountInput { return models.AccountInput{Language: lang} },
		func(q call, in models.AccountInput) (models.AccountPage, error) {
			a, err := h.Store.CreateAccount(q, q.By, in)
			if err != nil {
				return models.AccountPage{}, err
			}
			return h.accountPage(q, a.ID)
		})
	r.read("/accounts/{id}", "getAccount", "Get an account with its grants, for administrators")
	change(r, "/accounts/{id}", "updateAccount", "Update an account",
		func(a models.AccountPage) current[models.AccountInput] {
			return current[models.AccountInput]{a.Language, func(string) models.AccountInput { return a.Input() }, a.Version}
		},
		func(q call, version int, in models.AccountInput) error {
			return h.Store.EditAccount(q, q.By, q.at("id"), version, in)
		})
	r.action("/accounts/{id}/links", "sendSignInLink", "Send the holder a one-time sign-in link", func(q call) error { return h.Store.SendSignInLink(q, q.By, q.at("id")) })
	r.action("/accounts/{id}/suspension", "disableAccount", "Disable an account and end all its sign-ins", func(q call) error { return h.Store.DisableAccount(q, q.By, q.at("id")) })
	r.remove("/accounts/{id}/suspension", "enableAccount", "Enable an account", func(q call) error { return h.Store.EnableAccount(q, q.By, q.at("id")) })
}
