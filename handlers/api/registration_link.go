package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// ownRegistrations is what the holder of the link in the e-mail may do with
// their own registration. Logs show the pattern of an address, never a token.
func (h *Handlers) ownRegistrations() {
	const path = "/registrations/by-link/{token}"
	holder := func(q call) (models.Actor, string, error) {
		signed, _ := h.Keys.OpenLink(models.LinkToRegistration, q.at("token"))
		return models.HolderByLink(signed)
	}
	r := resource[models.RegistrationPage, wire.RegistrationJSON]{h, func(q call) (models.RegistrationPage, error) {
		by, id, err := holder(q)
		if err != nil {
			return models.RegistrationPage{}, err
		}
		return h.Store.Registration(q, by, id)
	}, wire.RegistrationPageShape}
	r.read(path, "getRegistrationByLink", "Get one's own registration")
	change(r, path, "updateRegistrationByLink", "Correct one's own registration", registrationNow,
		func(q call, version int, in models.RegistrationInput) error {
			by, id, err := holder(q)
			if err != nil {
				return err
			}
			return h.Store.CorrectRegistration(q, by, id, version, in)
		})
	r.action(path+"/confirmation", "acceptSeatByLink", "Accept the seat offered", func(q call) error {
		by, id, err := holder(q)
		if err != nil {
			return err
		}
		return h.Store.ConfirmRegistration(q, by, id)
	})
	r.action(path+"/address-confirmation", "confirmAddressByLink", "Confirm the address of one's own registration, so that the seat is kept", func(q call) error {
		by, id, err := holder(q)
		if err != nil {
			return err
		}
		return h.Store.ConfirmAddress(q, by, id)
	})
	r.action(path+"/withdrawal", "withdrawRegistrationByLink", "Withdraw one's own registration", func(q call) error {
		by, id, err := holder(q)
		if err != nil {
			return err
		}
		return h.Store.WithdrawRegistration(q, by, id)
	})
}
