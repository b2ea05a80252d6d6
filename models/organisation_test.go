package models

import (
	"testing"
	"time"
)

var anID = NewID(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))

func TestAnOrganisationNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		says string
		in   OrganisationInput
		want string
	}{
		{"well filled", OrganisationInput{Name: "Institute", Language: "en", Kind: "academia", EntityID: anID}, ""},
		{"without an entity", OrganisationInput{Name: "Institute", Language: "en", Kind: "academia"}, ""},
		{"empty", OrganisationInput{}, "kind form.choice, language form.choice, name form.required"},
		{"an entity that is not an identifier", OrganisationInput{Name: "Institute", Language: "en", Kind: "ngo", EntityID: "China"}, "entity form.choice"},
	} {
		_, err := c.in.Check(Organisation{})
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestAnOrganiserNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		says string
		old  Organiser
		in   OrganiserInput
		want string
	}{
		{"well filled", Organiser{}, OrganiserInput{OrganisationID: anID, Role: "host", Language: "en"}, ""},
		{"empty", Organiser{}, OrganiserInput{}, "language form.choice, organisation organiser.needs_organisation, role form.choice"},
		{"an edit does not need the organisation", Organiser{ID: "o", OrganisationID: anID}, OrganiserInput{Role: "sponsor", Language: "en"}, ""},
	} {
		o, err := c.in.Check(c.old)
		if got := ProblemsOf(err).String(); got != c.want || c.want == "" && o.OrganisationID != anID {
			t.Errorf("%s: %q, want %q; %s", c.says, got, c.want, o.OrganisationID)
		}
	}
}

func TestWhatIsSetOnceIsNotChangedLater(t *testing.T) {
	organiser := Organiser{ID: NewID(time.Now()), OrganisationID: NewID(time.Now()), Role: "host"}
	for name, c := range map[string]struct {
		in   OrganiserInput
		want string
	}{
		"left out":             {OrganiserInput{}, ""},
		"the same":             {OrganiserInput{OrganisationID: organiser.OrganisationID}, ""},
		"another organisation": {OrganiserInput{OrganisationID: NewID(time.Now())}, "organisation form.fixed"},
		"a name and a kind":    {OrganiserInput{Name: "Institute", Kind: "academia"}, "kind form.fixed, name form.fixed"},
	} {
		c.in.Role, c.in.Language = "partner", "en"
		if _, err := c.in.Check(organiser); ProblemsOf(err).String() != c.want {
			t.Errorf("an organiser, %s: %v, want %q", name, err, c.want)
		}
	}
	for kind, want := range map[SummaryKind]string{"": "", "conclusions": "", "synthesis": "kind form.fixed"} {
		in := SummaryInput{Kind: kind, Title: "Conclusions", Language: "en"}
		if m, err := in.Check(Summary{ID: "s", Kind: "conclusions"}); ProblemsOf(err).String() != want || m.Kind != "conclusions" {
			t.Errorf("a summary, %q: %v, want %q", kind, err, want)
		}
	}
}

func TestAnOrganiserIsGivenByIdOrByNameAndNotByBoth(t *testing.T) {
	in := OrganiserInput{OrganisationID: NewID(time.Now()), Name: "Institute", Role: "host", Language: "en"}
	if _, err := in.Check(Organiser{}); ProblemsOf(err).String() != "name organiser.id_or_name" {
		t.Errorf("%v", err)
	}
}

func TestTheOrganisersOfASeminarClearItsSummaries(t *testing.T) {
	for role, want := range map[OrganiserRoleKind]bool{"host": true, "co_host": true, "co_organiser": true, "sponsor": false, "partner": false} {
		if got := (Organiser{Role: role}).MustClear(); got != want {
			t.Errorf("%s: %v", role, got)
		}
	}
}

func TestAnOrganiserIsPrintedUnderTheNameThatItChose(t *testing.T) {
	name, asked := Text{}.With("en", "Institute"), Text{}.With("en", "The Institute")
	for _, c := range []struct{ asked, want Text }{{Text{}, name}, {asked, asked}} {
		row, desk := OrganiserRow{Name: name, ShownAs: c.asked}, DeskOrganiser{Name: name, ShownAs: c.asked}
		if row.Shown().Source() != c.want.Source() || desk.Shown().Source() != c.want.Source() {
			t.Errorf("%q and %q, want %q", row.Shown().Source(), desk.Shown().Source(), c.want.Source())
		}
	}
}

func TestAnOrganisationIsNamedOrChosen(t *testing.T) {
	for _, c := range []struct {
		id, name string
		want     bool
	}{{"", "Institute", true}, {"", " ", false}, {anID, "Institute", false}, {anID, "", false}} {
		if _, got := (OrganiserInput{OrganisationID: c.id, Name: c.name}).Named(); got != c.want {
			t.Errorf("%q %q: %v", c.id, c.name, got)
		}
	}
}

// TestTheListsOfValuesAreComplete guards lists that forms, checks and the
// database share: a value missing from one could be neither chosen nor stored.
func TestTheListsOfValuesAreComplete(t *testing.T) {
	for name, list := range map[string][2]string{
		"kinds of organisations":  {joined(OrganisationKinds), "state government government_body un_entity igo ifi ngo academia private press"},
		"roles of organisers":     {joined(OrganiserRoles), "host co_host co_organiser sponsor partner"},
		"states of registration":  {joined(RegistrationStatuses), "pending confirmed offered waitlisted declined lapsed withdrawn revoked"},
		"mails":                   {joined(MailKinds), "received confirmed waitlisted offered declined withdrawn lapsed revoked cancelled postponed moved programme unconfirmed again"},
		"capacities":              {joined(Capacities), "head_of_delegation alternate adviser delegate observer expert chair moderator panellist discussant keynote rapporteur interpreter secretariat press accompanying"},
		"capacities in a session": {joined(SessionCapacities), "chair moderator keynote panellist discussant rapporteur"},
		"kinds of sessions":       {joined(SessionKinds), "plenary panel working_group break ceremony"},
		"attributions":            {joined(Attributions), "on_record chatham_house closed"},
		"roles":                   {joined(Roles), "administrator organiser secretariat co_organiser rapporteur focal_point check_in"},
		"kinds of admission":      {joined(Admissions), "open approval invited"},
		"kinds of summaries":      {joined(SummaryKinds), "executive_summary chairs_summary co_chairs_summary rapporteurs_note conclusions proceedings synthesis"},
		"earlier publications":    {joined(EarlierKinds), "restated reproduced"},
		"directions of a point":   {joined(Direction("").Values()), "up down"},
		"bases of an addressee":   {joined(Basis("").Values()), "explicit inferred"},
		"reserved addresses":      {joined(reservedSlugs), "themes recommendations points matrix calendar board edit new"},
	} {
		if list[0] != list[1] {
			t.Errorf("%s: %s, want %s", name, list[0], list[1])
		}
	}
}

func joined[T ~string](list []T) string {
	all := ""
	for i, v := range list {
		if i > 0 {
			all += " "
		}
		all += string(v)
	}
	return all
}
