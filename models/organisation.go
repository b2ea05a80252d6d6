package models

import (
	"slices"
	"strings"
	"time"
)

// OrganisationKind is the kind of an organisation.
type OrganisationKind string

// OrganisationKinds lists the kinds in the order of a list of participants.
var OrganisationKinds = []OrganisationKind{"state", "government", "government_body", "un_entity", "igo", "ifi", "ngo", "academia", "private", "press"}

// Values lists them.
func (OrganisationKind) Values() []OrganisationKind { return OrganisationKinds }

// Organisation is a body that organises seminars or sends participants.
type Organisation struct {
	ID        string `gorm:"primaryKey"`
	Name      Text
	NameKey   string
	Kind      OrganisationKind
	EntityID  Ref
	CreatedAt time.Time
	UpdatedAt time.Time
	Version   int
	ListKeys
}

// OrganisationInput is what can be set on an organisation.
type OrganisationInput struct {
	Name     string           `form:"name" json:"name"`
	Language string           `form:"language" json:"language" doc:"Language of the name"`
	Kind     OrganisationKind `form:"kind" json:"kind"`
	EntityID string           `form:"entity" json:"entity" doc:"The State or other entity to which it belongs: its id, its ISO code of two or three letters, or its exact name in one of the six languages"`
}

// Check reads the input into o, which keeps its name in other languages.
func (i OrganisationInput) Check(o Organisation) (Organisation, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	o.Name = in.named(o.Name, lang, "name", i.Name, MaxLine)
	o.Kind = choice(in, "kind", i.Kind)
	o.NameKey = NameKey(o.Name.Source())
	if i.EntityID != "" {
		in.Require(IsID(i.EntityID), "entity", "form.choice")
	}
	o.EntityID = Ref(i.EntityID)
	return o, in.Err()
}

// NameKey is the spelling under which two names are compared and sorted.
func NameKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// MayKeepOrganisations reports whether the actor may read the list of
// organisations and add some: whoever organises something must be able to name
// co-organisers. Nobody else needs the list.
func MayKeepOrganisations(a Actor) bool {
	return a.Administers() || a.holds(func(g Grant) bool { return g.Role == OrganiserRole || g.Role == Secretariat })
}

// Use is a seminar in which a shared record is used: an organisation, or a
// State or other participating entity.
type Use struct{ SeriesID, SeminarID string }

// MayChangeShared decides whether the actor may change a record that any series
// can use: administrators always, others if they organise or serve everything
// that uses it. What one series calls an organisation must not change in the
// documents of another.
func MayChangeShared(a Actor, uses []Use) error {
	if a.Administers() {
		return nil
	}
	if !MayKeepOrganisations(a) {
		return Missing()
	}
	for _, u := range uses {
		if !a.Organises(u.SeriesID, u.SeminarID) && !a.ServesSeries(u.SeriesID) {
			return Refuse(Forbidden, "organisation.shared")
		}
	}
	return nil
}

// OrganiserRoleKind is the role of an organisation in a seminar.
type OrganiserRoleKind string

// OrganiserRoles lists the roles in the order in which they are shown.
var OrganiserRoles = []OrganiserRoleKind{"host", "co_host", "co_organiser", "sponsor", "partner"}

// ClearingRoles lists the parts that answer for the seminar: their organisers
// invite to it and must clear its summaries. Sponsors and partners do neither.
var ClearingRoles = []OrganiserRoleKind{"host", "co_host", "co_organiser"}

// MustClear reports whether organisers with this part must clear summaries.
func (r OrganiserRoleKind) MustClear() bool { return slices.Contains(ClearingRoles, r) }

// Values lists them.
func (OrganiserRoleKind) Values() []OrganiserRoleKind { return OrganiserRoles }

// Organiser is an organisation with a role in one seminar. ShownAs is the
// name printed for it in the documents of that seminar, which need not be its
// name.
type Organiser struct {
	ID             string `gorm:"primaryKey"`
	SeminarID      string
	OrganisationID string
	Role           OrganiserRoleKind
	Hosts          bool // hosts the seminar, besides its role
	ShownAs        Text
	Position       int
	Version        int
}

// MustClear reports whether a summary needs the organiser's clearance.
func (o Organiser) MustClear() bool { return o.Role.MustClear() }

// MayLoseOrganiser decides whether one of so many organisers can be removed: a
// seminar to which people are asked to come always says who asks them.
func (s Seminar) MayLoseOrganiser(organisers int) error {
	if organisers <= 1 && (s.Status == SeminarAnnounced || s.Status == SeminarPostponed) {
		return Refuse(Conflict, "organiser.last")
	}
	return nil
}

// OrganiserInput is what can be set on an organisation's part in a seminar. It
// names an organisation by its id or, so that one is added with it, by its name.
type OrganiserInput struct {
	OrganisationID string            `form:"organisation" json:"organisation" set:"once" doc:"Id of the organisation; cannot be changed later"`
	Name           string            `form:"name" json:"name" set:"once" doc:"Name of the organisation, instead of its id"`
	Kind           OrganisationKind  `form:"kind" json:"kind" set:"once" doc:"Kind of a new organisation; not used for one that exists"`
	Role           OrganiserRoleKind `form:"role" json:"role"`
	Hosts          bool              `form:"hosts" json:"hosts" doc:"Whether it hosts the seminar"`
	ShownAs        string            `form:"shown_as" json:"shown_as" doc:"Name printed in documents; if empty, the name of the organisation"`
	Language       string            `form:"language" json:"language" doc:"Language of the texts in this input"`
}

// Named is the organisation that the input gives by its name; it is empty
// without a name, or with an id.
func (i OrganiserInput) Named() (OrganisationInput, bool) {
	return OrganisationInput{Name: i.Name, Kind: i.Kind, Language: i.Language}, i.OrganisationID == "" && NameKey(i.Name) != ""
}

// Check reads the input into o, which keeps ShownAs in other languages; an
// empty ShownAs means the organisation's own name. The organisation is set
// once; forms that change an organiser leave it out.
func (i OrganiserInput) Check(o Organiser) (Organiser, error) {
	in := newInput()
	if o.ID == "" { // the organisation can never be changed later
		in.Require(i.OrganisationID != "", "organisation", "organiser.needs_organisation")
		in.Require(i.OrganisationID == "" || IsID(i.OrganisationID), "organisation", "form.choice")
		in.Require(NameKey(i.Name) == "", "name", "organiser.id_or_name")
		o.OrganisationID = i.OrganisationID
	} else {
		in.Require(i.OrganisationID == "" || i.OrganisationID == o.OrganisationID, "organisation", "form.fixed")
		in.Require(i.Name == "", "name", "form.fixed")
		in.Require(i.Kind == "", "kind", "form.fixed")
	}
	o.Hosts, o.Role = i.Hosts, choice(in, "role", i.Role)
	o.ShownAs = o.ShownAs.With(in.language("language", i.Language), in.line("shown_as", i.ShownAs, MaxLine))
	return o, in.Err()
}

// OrganiserRow is an organiser as pages show it.
type OrganiserRow struct {
	ID             string
	OrganisationID string
	Name           Text
	ShownAs        Text
	Role           OrganiserRoleKind
	Hosts          bool
	Kind           OrganisationKind
	Version        int
}

// Shown is the name printed for the organiser: its printed name, or otherwise
// the organisation's own name.
func (o OrganiserRow) Shown() Text {
	if o.ShownAs.IsZero() {
		return o.Name
	}
	return o.ShownAs
}

// Input is the organisation as a form shows it in one language, to be changed.
func (o Organisation) Input(lang string) OrganisationInput {
	return OrganisationInput{Name: o.Name.In[lang], Language: lang, Kind: o.Kind, EntityID: string(o.EntityID)}
}

// Input is the organiser as a form shows it in one language, to be changed.
func (o OrganiserRow) Input(lang string) OrganiserInput {
	return OrganiserInput{OrganisationID: o.OrganisationID, Role: o.Role, Hosts: o.Hosts, ShownAs: o.ShownAs.In[lang], Language: lang}
}
