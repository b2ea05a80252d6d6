package models

// Role is what an account may do, always within a scope.
type Role string

// The roles that can be granted. Participants and the public have none.
const (
	Administrator Role = "administrator"
	OrganiserRole Role = "organiser"
	CoOrganiser   Role = "co_organiser"
	Secretariat   Role = "secretariat"
	Rapporteur    Role = "rapporteur"
	FocalPoint    Role = "focal_point"
	CheckIn       Role = "check_in"
)

// Roles lists all roles in the order in which pages show them.
var Roles = []Role{Administrator, OrganiserRole, Secretariat, CoOrganiser, Rapporteur, FocalPoint, CheckIn}

// Values lists them.
func (Role) Values() []Role { return Roles }

// Via is how somebody came to the site; it is recorded in the audit log.
type Via string

const (
	ViaPublic  Via = "public"  // nobody known
	ViaAccount Via = "account" // signed in
	ViaLink    Via = "link"    // by a personal link to one registration or invitation
	ViaSystem  Via = "system"  // the program itself: seeds, jobs, commands
)

// Values lists them.
func (Via) Values() []Via { return []Via{ViaPublic, ViaAccount, ViaLink, ViaSystem} }

// Actor is whoever makes a request: a visitor, the holder of an account or of
// a personal link, or the program itself. It is loaded for each request, so
// that a revoked grant is gone at the next one.
type Actor struct {
	Via            Via
	AccountID      string
	Name           string
	Language       string
	SignInID       string // the sign-in to which this request belongs
	RegistrationID string // for ViaLink: the one registration to which the link belongs
	PersonID       string // and the person whose it was when the link was signed
	InvitationID   string // for ViaLink: or the one invitation
	Grants         []Grant
}

// Public is the actor of whom nothing is known.
var Public = Actor{Via: ViaPublic}

// System is the program itself, which may do everything.
var System = Actor{Via: ViaSystem}

// SignedIn reports whether the actor holds an account.
func (a Actor) SignedIn() bool { return a.AccountID != "" }

// IsSystem reports whether the actor is the program itself.
func (a Actor) IsSystem() bool { return a.Via == ViaSystem }

// Administers reports whether the actor manages accounts, grants and
// settings.
func (a Actor) Administers() bool {
	return a.holds(func(g Grant) bool { return g.Role == Administrator })
}

// Organises reports whether the actor has full rights over programme and
// participation of a seminar, by a grant for it or for its series. An empty
// seminar means the series as a whole.
func (a Actor) Organises(series, seminar string) bool {
	return a.holds(func(g Grant) bool {
		return g.Role == OrganiserRole && (g.SeriesID == Ref(series) && series != "" || g.SeminarID == Ref(seminar) && seminar != "")
	})
}

// ServesSeries reports whether the actor belongs to the secretariat of a
// series: drafts, sends to clearance, publishes.
func (a Actor) ServesSeries(series string) bool {
	return a.holds(func(g Grant) bool { return g.Role == Secretariat && g.SeriesID == Ref(series) && series != "" })
}

// CoOrganisesFor lists the organisations for which the actor clears the
// summaries of a seminar.
func (a Actor) CoOrganisesFor(seminar string) []string {
	var orgs []string
	for _, g := range a.Grants {
		if g.Role == CoOrganiser && g.SeminarID == Ref(seminar) {
			orgs = append(orgs, string(g.OrganisationID))
		}
	}
	return orgs
}

// ReportsOn reports whether the actor is a rapporteur of a session.
func (a Actor) ReportsOn(session string) bool {
	return a.holds(func(g Grant) bool { return g.Role == Rapporteur && g.SessionID == Ref(session) && session != "" })
}

// HasRole reports whether the actor has any part in the working area.
func (a Actor) HasRole() bool { return a.IsSystem() || len(a.Grants) > 0 }

func (a Actor) holds(is func(Grant) bool) bool {
	if a.IsSystem() {
		return true
	}
	for _, g := range a.Grants {
		if is(g) {
			return true
		}
	}
	return false
}
