package given

import (
	"context"
	"fmt"
	"maps"
	"time"

	"consultations/models"
)

// Roles are all kinds of actors that the tests of permissions distinguish. Those
// that begin with "foreign" are the same roles in another series; "sibling"
// organises another seminar of the same series; "secretariat" wrote the texts,
// and "second_secretariat" did not.
var Roles = []string{
	"public", "holder", "other_holder", "invitation_holder", "account", "administrator",
	"organiser", "seminar_organiser", "secretariat", "second_secretariat", "co_organiser", "rapporteur", "focal_point", "check_in",
	"sibling", "foreign_organiser", "foreign_seminar_organiser", "foreign_secretariat", "foreign_co_organiser",
	"foreign_rapporteur", "foreign_focal_point", "foreign_check_in", "foreign_holder", "foreign_invitation_holder",
}

// GuestPassword is the password of World.Guest.
const GuestPassword = "correct horse battery"

// DraftCity is a place that occurs only in drafts, so that it reveals a leak.
const DraftCity = "Ouagadougou"

// Secret is in the titles of series that have only drafts.
const Secret = "not yet announced"

// World is two series with all kinds of objects, and an actor for each role.
type World struct {
	*Given
	Main, Foreign *Side
	Guest         models.Account // of no role, with a password
	Entity        string         // a State
	Actors        map[string]models.Actor
	n             int
}

// Side is one series with its objects. All but the drafts belong to the
// announced or the concluded seminar.
type Side struct {
	Series, SeriesSlug          string
	Draft, Announced, Concluded string // seminars
	Sibling                     string // an announced seminar of other organisers
	DraftSlug, AnnouncedSlug    string
	ConcludedSlug               string
	Theme                       string
	Host, Partner               string // organisations
	Organiser                   string // what Host is in the announced seminar
	Session                     string // of the announced seminar
	ConcludedSession            string
	DraftSession                string
	Hidden, HiddenSlug          string // a series in which nothing is announced
	HiddenSeminar               string
	HiddenSession               string
	Registration                string // of the announced seminar, of "holder"
	OtherRegistration           string // of the announced seminar, of "other_holder"
	Invitation                  string // to the announced seminar, of "invitation_holder"

	// Of the concluded seminar. DraftSummary to ClearedSummary are texts in that
	// state; none of them was published.
	Note                                                          string
	DraftSummary, ReviewSummary, ClearanceSummary, ClearedSummary string
	CorrectableSummary                                            string // cleared too, for a row that makes a draft of it again
	PublishedSummary, Edition                                     string
	WithdrawableSummary, WithdrawableEdition                      string
}

// NewWorld fills the database of g with a world. It must come before everything
// else that a test does with g, because it opens the store anew.
func NewWorld(g *Given) *World {
	g.T.Helper()
	if g.Now() != Noon {
		g.T.Fatal("the clock was moved before the world began")
	}
	kind := g.kind()
	made, ok := worlds[kind]
	if ok {
		g.Store.Close()
		g.copyFrom(made.name)
		g.open()
		g.clock.Store(made.clock)
		return made.world.on(g)
	}
	w := newWorld(g)
	g.Store.Close()
	worlds[kind] = madeWorld{g.copyTo(), g.clock.Load(), w.on(g)}
	g.open()
	return w
}

// worlds are the databases from which further worlds are copied, by the kind of
// database: making one takes as long as most tests that need one.
var worlds = map[string]madeWorld{}

type madeWorld struct {
	name  string // of the file or the database
	clock int64
	world *World
}

// on is the same world in another database.
func (w *World) on(g *Given) *World {
	other := *w
	main, foreign := *w.Main, *w.Foreign
	other.Given, other.Main, other.Foreign, other.Actors = g, &main, &foreign, maps.Clone(w.Actors)
	return &other
}

// newWorld creates a world with the store's own verbs.
func newWorld(g *Given) *World {
	w := &World{Given: g, Actors: map[string]models.Actor{}}
	w.Main, w.Foreign = w.side("Peace operations"), w.side("Water diplomacy")
	state, err := w.Store.AddEntity(bg, models.System, models.EntityInput{Name: "A State", Language: "en"})
	w.must(err)
	w.Entity, w.Guest = state.ID, w.Account("Guest")
	w.Password(w.Guest.ID, GuestPassword)
	w.Actors["public"] = models.Public
	w.Actors["account"] = w.Actor("Nobody in particular")
	w.Actors["administrator"] = w.Administrator()
	w.Actors["holder"] = w.Holder(w.Main.Registration)
	w.Actors["other_holder"] = w.Holder(w.Main.OtherRegistration)
	w.Actors["foreign_holder"] = w.Holder(w.Foreign.Registration)
	w.Actors["invitation_holder"] = Invitee(w.Main.Invitation)
	w.Actors["foreign_invitation_holder"] = Invitee(w.Foreign.Invitation)
	w.Actors["sibling"] = w.Actor("Sibling", models.GrantInput{Role: models.OrganiserRole, SeminarID: w.Main.Sibling})
	w.roles("", w.Main)
	w.roles("foreign_", w.Foreign)
	w.Actors["second_secretariat"] = w.Actor("Second secretary", models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Series}, models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Hidden})
	w.outcomes(w.Main, w.Actors["secretariat"], w.Actors["second_secretariat"], w.Actors["rapporteur"])
	foreign := w.Actor("Foreign publisher", models.GrantInput{Role: models.Secretariat, SeriesID: w.Foreign.Series})
	w.outcomes(w.Foreign, w.Actors["foreign_secretariat"], foreign, w.Actors["foreign_rapporteur"])
	return w
}

// roles creates an actor for each role of a side. A role for a seminar is held
// for the draft, the announced, the concluded and the hidden one.
func (w *World) roles(prefix string, s *Side) {
	seminars := func(role models.Role, organisation string) []models.GrantInput {
		var grants []models.GrantInput
		for _, id := range []string{s.Draft, s.Announced, s.Concluded, s.HiddenSeminar} {
			grants = append(grants, models.GrantInput{Role: role, SeminarID: id, OrganisationID: organisation})
		}
		return grants
	}
	for role, grants := range map[string][]models.GrantInput{
		"organiser":         {{Role: models.OrganiserRole, SeriesID: s.Series}, {Role: models.OrganiserRole, SeriesID: s.Hidden}},
		"seminar_organiser": seminars(models.OrganiserRole, ""),
		"secretariat":       {{Role: models.Secretariat, SeriesID: s.Series}, {Role: models.Secretariat, SeriesID: s.Hidden}},
		"co_organiser":      seminars(models.CoOrganiser, s.Host),
		"rapporteur":        {{Role: models.Rapporteur, SessionID: s.Session}, {Role: models.Rapporteur, SessionID: s.DraftSession}, {Role: models.Rapporteur, SessionID: s.ConcludedSession}, {Role: models.Rapporteur, SessionID: s.HiddenSession}},
		"focal_point":       seminars(models.FocalPoint, s.Partner),
		"check_in":          seminars(models.CheckIn, ""),
	} {
		w.Actors[prefix+role] = w.Actor(prefix+role, grants...)
	}
}

func (w *World) side(title string) *Side {
	w.T.Helper()
	series, err := w.Store.CreateSeries(bg, models.System, models.SeriesInput{Title: title, Language: "en"})
	w.must(err)
	hidden, err := w.Store.CreateSeries(bg, models.System, models.SeriesInput{Title: title + " " + Secret, Language: "en"})
	w.must(err)
	s := &Side{Series: series.ID, SeriesSlug: series.Slug, Hidden: hidden.ID, HiddenSlug: hidden.Slug}
	theme, err := w.Store.AddTheme(bg, models.System, s.Series, models.ThemeInput{Name: "Financing", Language: "en"})
	w.must(err)
	s.Theme, s.Host, s.Partner = theme.ID, w.NewOrganisation(), w.NewOrganisation()
	s.Draft, s.DraftSlug = w.seminar(s.Series, DraftCity)
	s.Announced, s.AnnouncedSlug = w.seminar(s.Series, "Beijing")
	s.Concluded, s.ConcludedSlug = w.seminar(s.Series, "Addis Ababa")
	s.Sibling, _ = w.seminar(s.Series, "Ottawa")
	s.HiddenSeminar, _ = w.seminar(s.Hidden, DraftCity)
	s.DraftSession, s.Session, s.ConcludedSession = w.NewSession(s.Draft), w.NewSession(s.Announced), w.NewSession(s.Concluded)
	s.HiddenSession = w.NewSession(s.HiddenSeminar)
	for _, id := range []string{s.Draft, s.Announced, s.Concluded, s.Sibling, s.HiddenSeminar} {
		o, err := w.Store.AddOrganiser(bg, models.System, id, models.OrganiserInput{OrganisationID: s.Host, Role: "host", Language: "en"})
		w.must(err)
		if id == s.Announced {
			s.Organiser = o.ID
		}
	}
	for _, id := range []string{s.Announced, s.Concluded, s.Sibling} {
		w.must(w.Store.MoveSeminar(bg, models.System, id, models.SeminarAnnounced))
	}
	w.must(w.Store.PublishAgenda(bg, models.System, s.Announced, models.AgendaInput{Published: new(true)}))
	s.Registration, s.OtherRegistration = w.NewRegistration(s.Announced), w.NewRegistration(s.Announced)
	for _, id := range []string{s.Registration, s.OtherRegistration} {
		w.must(w.Store.ConfirmRegistration(bg, models.System, id))
	}
	s.Invitation = w.NewInvitation(s.Announced)
	w.must(w.Store.MoveSeminar(bg, models.System, s.Concluded, models.SeminarConcluded))
	return s
}

// SeminarIn is a valid form for a seminar in a city, in two months, for which
// anybody may register now and the organisers confirm each registration.
func (w *World) SeminarIn(city string) models.SeminarInput {
	now := w.Now()
	return models.SeminarInput{
		Label: "Regional seminar", Place: city, TimeZone: "Asia/Shanghai", Language: "en", Languages: []string{"en", "zh"},
		StartsOn: models.LocalTimeOf(now.AddDate(0, 2, 0), time.UTC).Day(), EndsOn: models.LocalTimeOf(now.AddDate(0, 2, 1), time.UTC).Day(),
		Admission: models.AdmissionApproval, Seats: "500",
		OpensAt: models.LocalTimeOf(now.AddDate(0, 0, -1), time.UTC), ClosesAt: models.LocalTimeOf(now.AddDate(0, 1, 0), time.UTC),
	}
}

func (w *World) seminar(series, city string) (id, slug string) {
	w.T.Helper()
	m, err := w.Store.CreateSeminar(bg, models.System, series, w.SeminarIn(city))
	w.must(err)
	return m.ID, m.Slug
}

// NewSeminar adds a draft to a series, with an organiser, ready to be announced.
func (w *World) NewSeminar(s *Side) string {
	w.T.Helper()
	w.n++
	id, _ := w.seminar(s.Series, fmt.Sprintf("City %d", w.n))
	_, err := w.Store.AddOrganiser(bg, models.System, id, models.OrganiserInput{OrganisationID: s.Host, Role: "host", Language: "en"})
	w.must(err)
	return id
}

// SessionIn is a valid form for a session.
func (w *World) SessionIn() models.SessionInput {
	w.n++
	day := models.LocalTime(w.Now().AddDate(0, 2, 0).Format("2006-01-02"))
	return models.SessionInput{Title: fmt.Sprintf("Session %d", w.n), Kind: "panel", Attribution: "on_record", Language: "en",
		StartsAt: day + "T09:00", EndsAt: day + "T10:00", Chair: "Li Wei, Director"}
}

// NewSession adds a session to a seminar.
func (w *World) NewSession(seminar string) string {
	w.T.Helper()
	n, err := w.Store.AddSession(bg, models.System, seminar, w.SessionIn())
	w.must(err)
	return n.ID
}

// NewOrganisation adds an organisation.
func (w *World) NewOrganisation() string {
	w.T.Helper()
	w.n++
	o, err := w.Store.AddOrganisation(bg, models.System, models.OrganisationInput{Name: fmt.Sprintf("Institute %d", w.n), Language: "en", Kind: "academia"})
	w.must(err)
	return o.ID
}

// NewOrganiser adds a new organisation to a seminar and returns the organiser.
func (w *World) NewOrganiser(seminar string) string {
	w.T.Helper()
	o, err := w.Store.AddOrganiser(bg, models.System, seminar, models.OrganiserInput{OrganisationID: w.NewOrganisation(), Role: "partner", Language: "en"})
	w.must(err)
	return o.ID
}

// NewRegistration registers somebody new, as the public does.
func (w *World) NewRegistration(seminar string) string {
	w.T.Helper()
	w.n++
	e, err := w.Store.Register(bg, models.Public, seminar, Guest(w.n))
	w.must(err)
	return e.ID
}

// NewInvitation invites somebody new.
func (w *World) NewInvitation(seminar string) string {
	w.T.Helper()
	i, err := w.Store.CreateInvitation(bg, models.System, seminar, models.InvitationInput{Email: w.Address(), Name: "Somebody invited"})
	w.must(err)
	return i.ID
}

// Address is an e-mail address that nobody has.
func (w *World) Address() string {
	w.n++
	return fmt.Sprintf("somebody-%d@mission.example", w.n)
}

// Next is a number that was not used before.
func (w *World) Next() int {
	w.n++
	return w.n
}

var bg = context.Background()
