package models

import (
	"strings"
	"testing"
	"time"
)

func sessionInput() SessionInput {
	return SessionInput{Title: "Panel", Kind: "panel", Attribution: ChathamHouse, StartsAt: "2027-05-26T09:00", EndsAt: "2027-05-26T10:30", Language: "en"}
}

func TestASessionNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*SessionInput)
		want string
	}{
		{"well filled", func(*SessionInput) {}, ""},
		{"no title", func(i *SessionInput) { i.Title = "" }, "title form.required"},
		{"no time", func(i *SessionInput) { i.StartsAt, i.EndsAt = "", "" }, "ends_at form.required, starts_at form.required"},
		{"ends when it starts", func(i *SessionInput) { i.EndsAt = i.StartsAt }, "ends_at session.ends_before_start"},
		{"ends before it starts", func(i *SessionInput) { i.EndsAt = "2027-05-26T08:00" }, "ends_at session.ends_before_start"},
		{"past midnight", func(i *SessionInput) { i.EndsAt = "2027-05-27T00:30" }, ""},
		{"an unknown kind", func(i *SessionInput) { i.Kind = "party" }, "kind form.choice"},
		{"an unknown rule", func(i *SessionInput) { i.Attribution = "whispered" }, "attribution form.choice"},
		{"no rule", func(i *SessionInput) { i.Attribution = "" }, "attribution form.choice"},
		{"a break with a rule", func(i *SessionInput) { i.Kind = Break }, "attribution session.break_has_no_rule"},
		{"a break without a rule", func(i *SessionInput) { i.Kind, i.Attribution = Break, "" }, ""},
		{"a room that is too long", func(i *SessionInput) { i.Room = strings.Repeat("a", MaxLine+1) }, "room form.too_long"},
		{"a name with a bidirectional override", func(i *SessionInput) { i.Chair = "Li\u202eWei" }, "chair form.characters"},
		{"too many panellists", func(i *SessionInput) { i.Panellists = crowd(mostPeople + 1) }, "panellists form.too_many_entries"},
		{"the maximum number of panellists", func(i *SessionInput) { i.Panellists = crowd(mostPeople) }, ""},
	} {
		in := sessionInput()
		c.edit(&in)
		_, _, err := in.Check(Session{}, time.UTC)
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func crowd(n int) Lines {
	var names []string
	for i := range n {
		names = append(names, "Person "+itoa(i))
	}
	return LinesOf(names)
}

func TestPeopleAreEnteredOnePerLineWithTheirPost(t *testing.T) {
	in := sessionInput()
	in.Chair = "Li Wei, Director, Institute"
	in.Panellists = "  Amara   Diallo \r\n\r\nليلى حداد, سفيرة\nAMARA DIALLO\nسامي الخطيب، مدير, معهد\n王伟，教授"
	_, people, err := in.Check(Session{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	want := []SessionPerson{
		{Name: "Li Wei", NameKey: "li wei", Post: "Director, Institute", Capacity: "chair"},
		{Name: "Amara Diallo", NameKey: "amara diallo", Capacity: "panellist", Position: 1},
		{Name: "ليلى حداد", NameKey: "ليلى حداد", Post: "سفيرة", Capacity: "panellist", Position: 2},
		{Name: "سامي الخطيب", NameKey: "سامي الخطيب", Post: "مدير, معهد", Capacity: "panellist", Position: 3},
		{Name: "王伟", NameKey: "王伟", Post: "教授", Capacity: "panellist", Position: 4},
	}
	if len(people) != len(want) {
		t.Fatalf("%+v", people)
	}
	for i := range want {
		if people[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, people[i], want[i])
		}
	}
	if got := PeopleLines(people, "chair"); got != "Li Wei, Director, Institute" {
		t.Errorf("shown again as %q", got)
	}
}

func TestATimeIsInTheTimeZoneOfTheSeminar(t *testing.T) {
	zone, _ := Zone("Asia/Shanghai")
	s, _, err := sessionInput().Check(Session{}, zone)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.StartsAt.Format(time.RFC3339); got != "2027-05-26T01:00:00Z" {
		t.Errorf("starts at %s", got)
	}
}

func TestAFurtherSessionFollowsTheLastOne(t *testing.T) {
	m := Seminar{StartsOn: "2027-05-26"}
	last := SessionRow{Session: Session{StartsLocal: "2027-05-26T14:00", EndsLocal: "2027-05-26T15:30", Room: "Hall", Attribution: Closed}}
	for _, c := range []struct {
		name             string
		seminar          Seminar
		sessions         []SessionRow
		starts, ends, in string
	}{
		{"the first one", m, nil, "2027-05-26T09:00", "2027-05-26T10:30", ""},
		{"after another", m, []SessionRow{{Session: Session{EndsLocal: "2027-05-26T10:00", Room: "Annex"}}, last}, "2027-05-26T15:30", "2027-05-26T17:00", "Hall"},
		{"without days", Seminar{}, nil, "", "", ""},
	} {
		if got := NextSession(c.seminar, c.sessions); string(got.StartsAt) != c.starts || string(got.EndsAt) != c.ends || got.Room != c.in {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestABreakHasNoRule(t *testing.T) {
	in := sessionInput()
	in.Kind, in.Attribution = Break, ""
	n, _, err := in.Check(Session{Attribution: Closed}, time.UTC)

	if err != nil || n.Rule() != "" || n.Attribution != OnRecord || (SessionRow{Session: n}).Input("en").Attribution != "" {
		t.Errorf("the rule is %q, stored as %q, %v", n.Rule(), n.Attribution, err)
	}
	in.Attribution = Closed // as it was
	if n, _, err := in.Check(Session{Kind: "panel", Attribution: Closed}, time.UTC); err != nil || n.Rule() != "" {
		t.Errorf("a panel that becomes a break has the rule %q, %v", n.Rule(), err)
	}
	if _, _, err := in.Check(Session{Kind: Break, Attribution: OnRecord}, time.UTC); err == nil {
		t.Error("a break gets a rule")
	}
	panel := Session{Kind: "panel", Attribution: Closed, EndsLocal: "2027-05-26T10:00"}
	n.EndsLocal = "2027-05-26T10:30"
	if next := NextSession(Seminar{}, []SessionRow{{Session: panel}, {Session: n}}); next.Attribution != Closed {
		t.Errorf("after a break the rule of the next session is %q", next.Attribution)
	}
}

func TestAProgrammeWithSessionsOutsideTheDaysIsNotPublished(t *testing.T) {
	m := Seminar{StartsOn: "2027-05-26", EndsOn: "2027-05-27"}
	for _, c := range []struct {
		name         string
		seminar      Seminar
		starts, ends LocalTime
		want         string
	}{
		{"within the days", m, "2027-05-26T00:00", "2027-05-27T23:59", ""},
		{"before them", m, "2027-05-25T23:59", "2027-05-26T01:00", "session.outside_days"},
		{"after them", m, "2027-05-27T23:00", "2027-05-28T00:30", "session.outside_days"},
		{"dates not known", Seminar{}, "2027-05-25T09:00", "2027-05-25T10:00", ""},
	} {
		err := c.seminar.MayPublishAgenda([]Session{{StartsLocal: "2027-05-26T09:00", EndsLocal: "2027-05-26T10:00"}, {StartsLocal: c.starts, EndsLocal: c.ends}})
		if got := CodeOf(err); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestNobodySpeaksInABreak: the field in which a break was chosen is named;
// what a point was based on before stays.
func TestNobodySpeaksInABreak(t *testing.T) {
	panel, coffee := Session{ID: "p", Kind: "panel"}, Session{ID: "c", Kind: Break}
	for _, c := range []struct {
		name string
		err  error
		want string // the field
	}{
		{"a rapporteur of a panel", GrantInput{SessionID: "p"}.CheckSessions([]Session{panel}), ""},
		{"a rapporteur of a break", GrantInput{SessionID: "c"}.CheckSessions([]Session{coffee}), "session"},
		{"a rapporteur of both", GrantInput{SessionIDs: []string{"p", "c"}}.CheckSessions([]Session{panel, coffee}), "sessions"},
		{"a point on a panel", PointInput{}.CheckSessions([]Session{panel}, nil), ""},
		{"a point on a break", PointInput{}.CheckSessions([]Session{panel, coffee}, []PointSource{{SessionID: "p"}}), "sessions"},
		{"a point that was based on what became a break", PointInput{}.CheckSessions([]Session{coffee}, []PointSource{{SessionID: "c"}}), ""},
	} {
		problems := ProblemsOf(c.err)
		if c.want == "" && c.err != nil || c.want != "" && (len(problems) != 1 || problems[c.want].Code != "session.is_break") {
			t.Errorf("%s: %v", c.name, c.err)
		}
	}
}
