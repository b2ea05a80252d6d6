package models

import "testing"

func TestAnOrganiserIsPutBackAtItsPlace(t *testing.T) {
	for _, c := range []struct {
		says  string
		place int
		there []string
		want  []string
	}{
		{"the first", 1, []string{"a", "b"}, []string{"x", "a", "b"}},
		{"in the middle", 2, []string{"a", "b"}, []string{"a", "x", "b"}},
		{"the last", 3, []string{"a", "b"}, []string{"a", "b", "x"}},
		{"of a list that has become shorter", 5, []string{"a"}, []string{"a", "x"}},
		{"the only one", 1, nil, []string{"x"}},
	} {
		var all []Organiser
		for n, id := range c.there {
			all = append(all, Organiser{ID: id, Position: 2 * (n + 1), Version: 7})
		}

		list := (RemovedOrganiser{Organiser: Organiser{ID: "x", Position: c.place, Version: 3}}).PutBack(all)

		for i, o := range list {
			if len(list) != len(c.want) || o.ID != c.want[i] || o.Position != i+1 || (o.ID == "x" && o.Version != 4) {
				t.Errorf("%s: %+v", c.says, list)
				break
			}
		}
	}
}

func TestARapporteurIsNotGivenBackToABreak(t *testing.T) {
	for _, c := range []struct {
		says    string
		session []Session
		want    string
	}{
		{"a role without a session", nil, ""},
		{"a panel", []Session{{Kind: "panel"}}, ""},
		{"a break", []Session{{Kind: Break}}, "grant.session_break"},
	} {
		if got := CodeOf((RemovedGrant{}).MayRestore(c.session, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestOnlyAnOrganiserOfTheSeminarHasCoOrganisers(t *testing.T) {
	organisers := []Organiser{{OrganisationID: "host"}, {OrganisationID: "partner"}}
	for _, c := range []struct {
		grant        Grant
		added, given string
	}{
		{Grant{Role: CoOrganiser, SeminarID: "m", OrganisationID: "partner"}, "", ""},
		{Grant{Role: CoOrganiser, SeminarID: "m", OrganisationID: "other"}, "grant.no_organiser", "grant.organiser_gone"},
		{Grant{Role: FocalPoint, SeminarID: "m", OrganisationID: "other"}, "", ""},
		{Grant{Role: OrganiserRole, SeminarID: "m"}, "", ""},
	} {
		if got := ProblemsOf(c.grant.CheckOrganiser(organisers))["organisation"].Code; got != c.added {
			t.Errorf("adding %+v: %q, want %q", c.grant, got, c.added)
		}
		if got := CodeOf((RemovedGrant{Grant: c.grant}).MayRestore(nil, organisers)); got != c.given {
			t.Errorf("restoring %+v: %q, want %q", c.grant, got, c.given)
		}
	}
}
