package handlers

import (
	"context"
	"maps"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// OfOrganiser is a request for an organisation's part in a seminar.
type OfOrganiser struct {
	ID        string `path:"id"`
	Organiser string `path:"organiser"`
}

func (h *Handlers) organiserAPI(api huma.API) {
	operation(h, api, "GET", "/seminars/{id}/organisers", "listOrganisers", "Organisers of a seminar", 200, func(ctx context.Context, in *byID) (*listOf[wire.OrganiserJSON], error) {
		all, err := h.store.Organisers(ctx, asking(ctx), in.ID)
		return list(models.Page[models.OrganiserRow]{Items: all}, wire.OrganiserShape), err
	})
	change(h, api, "POST", "/seminars/{id}/organisers", "addOrganiser", "Add an organisation's part in a seminar; one given by a name that nobody has yet is made with it", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Organisation string                   `json:"organisation_id,omitempty"`
			Name         string                   `json:"name,omitempty" doc:"of the organisation, instead of its id"`
			Kind         models.OrganisationKind  `json:"kind,omitempty" enum:"state,government,government_body,un_entity,igo,ifi,ngo,academia,private,press" doc:"of an organisation that is made"`
			Role         models.OrganiserRoleKind `json:"role" enum:"host,co_host,co_organiser,sponsor,partner"`
			Hosts        bool                     `json:"hosts,omitempty"`
			ShownAs      string                   `json:"shown_as,omitempty"`
			Language     string                   `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
		}
	}) (wire.OrganiserJSON, error) {
		b := in.Body
		o, err := h.store.AddOrganiser(ctx, asking(ctx), in.ID, models.OrganiserInput{
			OrganisationID: b.Organisation, Name: b.Name, Kind: b.Kind, Role: b.Role, Hosts: b.Hosts, ShownAs: b.ShownAs, Language: b.Language,
		})
		if err != nil {
			return wire.OrganiserJSON{}, called(err, "organisation", "organisation_id")
		}
		row, err := h.organiser(ctx, in.ID, o.ID)
		return wire.OrganiserShape(row), err
	})
	change(h, api, "PATCH", "/seminars/{id}/organisers/{organiser}", "editOrganiser", "Change an organisation's part or what is printed for it", 200, func(ctx context.Context, in *struct {
		OfOrganiser
		Body struct {
			Role     *models.OrganiserRoleKind `json:"role,omitempty" enum:"host,co_host,co_organiser,sponsor,partner"`
			Hosts    *bool                     `json:"hosts,omitempty"`
			ShownAs  *string                   `json:"shown_as,omitempty"`
			Language string                    `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of what is printed; the original one when not sent"`
			Version  int                       `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
		}
	}) (wire.OrganiserJSON, error) {
		old, err := h.organiser(ctx, in.ID, in.Organiser)
		if err != nil {
			return wire.OrganiserJSON{}, err
		}
		lang := language(in.Body.Language, old.ShownAs)
		form := models.OrganiserInput{Role: old.Role, Hosts: old.Hosts, ShownAs: old.ShownAs.In[lang], Language: lang}
		set(&form.Role, in.Body.Role)
		set(&form.Hosts, in.Body.Hosts)
		set(&form.ShownAs, in.Body.ShownAs)
		if _, err := h.store.EditOrganiser(ctx, asking(ctx), in.ID, in.Organiser, version(in.Body.Version, old.Version), form); err != nil {
			return wire.OrganiserJSON{}, err
		}
		row, err := h.organiser(ctx, in.ID, in.Organiser)
		return wire.OrganiserShape(row), err
	})
	change(h, api, "POST", "/seminars/{id}/organisers/{organiser}/ascent", "moveOrganiser", "Let an organiser change places with the one before it", 201, func(ctx context.Context, in *OfOrganiser) (wire.OrganiserJSON, error) {
		if err := h.store.MoveOrganiser(ctx, asking(ctx), in.ID, in.Organiser); err != nil {
			return wire.OrganiserJSON{}, err
		}
		row, err := h.organiser(ctx, in.ID, in.Organiser)
		return wire.OrganiserShape(row), err
	})
	removal(h, api, "/seminars/{id}/organisers/{organiser}", "removeOrganiser", "Take an organisation out of a seminar", func(ctx context.Context, in *OfOrganiser) error {
		return h.store.RemoveOrganiser(ctx, asking(ctx), in.ID, in.Organiser)
	})
}

// organiser finds one organiser of a seminar.
func (h *Handlers) organiser(ctx context.Context, seminar, id string) (models.OrganiserRow, error) {
	all, err := h.store.Organisers(ctx, asking(ctx), seminar)
	if err != nil {
		return models.OrganiserRow{}, err
	}
	for _, o := range all {
		if o.ID == id {
			return o, nil
		}
	}
	return models.OrganiserRow{}, models.Missing()
}

// called names a field of a form as the API calls it.
func called(err error, form, api string) error {
	problems := models.ProblemsOf(err)
	p, wrong := problems[form]
	if !wrong {
		return err
	}
	problems = maps.Clone(problems)
	delete(problems, form)
	problems[api] = p
	return problems.Err()
}
