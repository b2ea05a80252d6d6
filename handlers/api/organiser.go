package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) organisers() {
	r := resource[models.OrganiserRow, wire.OrganiserJSON]{h, func(q call) (models.OrganiserRow, error) {
		return h.Store.Organiser(q, q.By, q.at("id"), q.at("organiser"))
	}, wire.OrganiserShape}
	r.list("/seminars/{id}/organisers", "listOrganisers", "List the organisers of a seminar", func(q call, p Paging) (models.Page[models.OrganiserRow], error) {
		rows, err := h.Store.Organisers(q, q.By, q.at("id"))
		return bounded(p, func(r models.OrganiserRow) string { return r.ID }, rows, err)
	})
	r.list("/seminars/{id}/removed-organisers", "listRemovedOrganisers", "List the organisers that can be restored", func(q call, p Paging) (models.Page[models.OrganiserRow], error) {
		rows, err := h.Store.RemovedOrganisers(q, q.By, q.at("id"))
		return bounded(p, func(r models.OrganiserRow) string { return r.ID }, rows, err)
	})
	create(r, "/seminars/{id}/organisers", "addOrganiser", "Add an organiser to a seminar; an organisation that is named but not yet known is created",
		func(lang string) models.OrganiserInput { return models.OrganiserInput{Language: lang} },
		func(q call, in models.OrganiserInput) (models.OrganiserRow, error) {
			o, err := h.Store.AddOrganiser(q, q.By, q.at("id"), in)
			if err != nil {
				return models.OrganiserRow{}, err
			}
			return h.Store.Organiser(q, q.By, q.at("id"), o.ID)
		})
	r.read("/seminars/{id}/organisers/{organiser}", "getOrganiser", "Get an organiser of a seminar")
	change(r, "/seminars/{id}/organisers/{organiser}", "updateOrganiser", "Update the role of an organiser, or what is printed for it",
		func(o models.OrganiserRow) current[models.OrganiserInput] {
			return current[models.OrganiserInput]{o.ShownAs.Original, o.Input, o.Version}
		},
		func(q call, version int, in models.OrganiserInput) error {
			_, err := h.Store.EditOrganiser(q, q.By, q.at("id"), q.at("organiser"), version, in)
			return err
		})
	r.action("/seminars/{id}/organisers/{organiser}/ascent", "moveOrganiserUp", "Move an organiser one place up", func(q call) error {
		return h.Store.MoveOrganiser(q, q.By, q.at("id"), q.at("organiser"))
	})
	r.action("/seminars/{id}/organisers/{organiser}/restoration", "restoreOrganiser", "Restore an organiser that was removed within the last 30 days, in its former place and with the roles that ended with it", func(q call) error {
		return h.Store.RestoreOrganiser(q, q.By, q.at("id"), q.at("organiser"))
	})
	decide(resource[models.OrganiserRow, wire.OrganiserJSON]{h, h.removedOrganiser, wire.OrganiserShape}, "/seminars/{id}/organisers/{organiser}/removal", "removeOrganiser",
		"Remove an organiser from a seminar and tell those who acted for it the reason", func(q call, in models.ReasonInput) error {
			return h.Store.RemoveOrganiser(q, q.By, q.at("id"), q.at("organiser"), in)
		})
	r.remove("/seminars/{id}/organisers/{organiser}", "deleteOrganiser", "Remove an organiser from a seminar", func(q call) error {
		return h.Store.RemoveOrganiser(q, q.By, q.at("id"), q.at("organiser"), models.ReasonInput{})
	})
}

// removedOrganiser is the organiser that was just removed.
func (h *Handlers) removedOrganiser(q call) (models.OrganiserRow, error) {
	rows, err := h.Store.RemovedOrganisers(q, q.By, q.at("id"))
	if err != nil {
		return models.OrganiserRow{}, err
	}
	for _, o := range rows {
		if o.ID == q.at("organiser") {
			return o, nil
		}
	}
	return models.OrganiserRow{}, models.Missing()
}
