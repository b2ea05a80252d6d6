package models

import (
	"slices"
	"strings"
	"time"
)

// OrganisationKind says what sort of body an organisation is.
type OrganisationKind string

// OrganisationKinds lists the kinds in the order of a list of participants.
var OrganisationKinds = []OrganisationKind{"state", "government", "government_body", "un_entity", "igo", "ifi", "ngo", "academia", "private", "press"}

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
}

// OrganisationInput is what a form may set of an organisation.
type OrganisationInput struct {
	Name     string           `form:"name"`
	Language string           `form:"language"`
	Kind     OrganisationKind `form:"kind"`
	EntityID string           `form:"entity"`
}

// Check reads the input into o, which keeps its name in other languages.
func (i OrganisationInput) Check(o Organisation) (Organisation, error) {
	in := newInput()
	lang := choice(in, "language", i.Language, Languages)
	o.Name = in.named(o.Name, lang, "name", i.Name, MaxLine)
	o.Kind = choice(in, "kind", i.Kind, OrganisationKinds)
	o.NameKey = NameKey(o.Name.Source())
	if i.EntityID != "" {
		in.Require(IsID(i.EntityID), "entity", "form.choice")
	}
	o.EntityID = Ref(i.EntityID)
	return o, in.Err()
}

// NameKey is the spelling under which two names are compared and sorted.
func NameKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// MayKeepOrganisations reports whether the actor may add organisations: whoever
// organises something must be able to name with whom.
func MayKeepOrganisations(a Actor) bool {
	return a.Administers() || a.holds(func(g Grant) bool { return g.Role == OrganiserRole || g.Role == Secretariat })
}

// OrganiserRoleKind says what part an organisation has in a seminar.
type OrganiserRoleKind string

// OrganiserRoles lists the parts in the order in which they are shown.
var OrganiserRoles = []OrganiserRoleKind{"host", "co_host", "co_organiser", "sponsor", "partner"}

// ClearingRoles lists the parts that answer for the seminar: their organisers
// invite to it and must clear its summaries. Sponsors and partners do neither.
var ClearingRoles = []OrganiserRoleKind{"host", "co_host", "co_organiser"}

// MustClear reports whether organisers with this part must clear summaries.
func (r OrganiserRoleKind) MustClear() bool { return slices.Contains(ClearingRoles, r) }

// Organiser is an organisation's part in one seminar. ShownAs is what the
// documents of that seminar print for it, which need not be its name.
type Organiser struct {
	ID             string `gorm:"primaryKey"`
	SeminarID      string
	OrganisationID string
	Role           OrganiserRoleKind
	Hosts          bool // receives the seminar, beside its role
	ShownAs        Text
	Position       int
	Version        int
}

// MustClear reports whether a summary needs the organiser's clearance.
func (o Organiser) MustClear() bool { return o.Role.MustClear() }

// OrganiserInput is what a form may set of an organiser. An organisation that
// is not in the list to choose from is given by its name; one of that name is
// used, or made.
type OrganiserInput struct {
	OrganisationID string            `form:"organisation"`
	Name           string            `form:"name"` // instead of OrganisationID
	Kind           OrganisationKind  `form:"kind"` // of one that is made
	Role           OrganiserRoleKind `form:"role"`
	Hosts          bool              `form:"hosts"`
	ShownAs        string            `form:"shown_as"`
	Language       string            `form:"language"`
}

// Named is the organisation that the input gives by its name; without a name,
// or with an identifier, it gives none.
func (i OrganiserInput) Named() (OrganisationInput, bool) {
	return OrganisationInput{Name: i.Name, Kind: i.Kind, Language: i.Language}, i.OrganisationID == "" && NameKey(i.Name) != ""
}

// Check reads the input into o, which keeps ShownAs in other languages; an
// empty ShownAs means the organisation's own name.
func (i OrganiserInput) Check(o Organiser) (Organiser, error) {
	in := newInput()
	if o.ID == "" { // which organisation it is never changes later
		in.Require(IsID(i.OrganisationID), "organisation", "form.choice")
		o.OrganisationID = i.OrganisationID
	}
	o.Hosts, o.Role = i.Hosts, choice(in, "role", i.Role, OrganiserRoles)
	o.ShownAs = o.ShownAs.With(choice(in, "language", i.Language, Languages), in.line("shown_as", i.ShownAs, MaxLine))
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

// Shown is what is printed for the organiser: what it asked to be shown as,
// otherwise the organisation's own name.
func (o OrganiserRow) Shown() Text {
	if o.ShownAs.IsZero() {
		return o.Name
	}
	return o.ShownAs
}
