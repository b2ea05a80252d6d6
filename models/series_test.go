package models

import (
	"strings"
	"testing"
)

var (
	someone     = Actor{Via: ViaAccount, AccountID: "a"}
	seriesEd    = Actor{AccountID: "b", Grants: []Grant{{Role: OrganiserRole, SeriesID: "s"}}}
	seminarEd   = Actor{AccountID: "c", Grants: []Grant{{Role: OrganiserRole, SeminarID: "m"}}}
	secretariat = Actor{AccountID: "d", Grants: []Grant{{Role: Secretariat, SeriesID: "s"}}}
	coOrganiser = Actor{AccountID: "e", Grants: []Grant{{Role: CoOrganiser, SeminarID: "m", OrganisationID: "o"}}}
	keeper      = Actor{AccountID: "f", Grants: []Grant{{Role: Administrator}}}
)

func TestASeriesNamesEachWrongField(t *testing.T) {
	good := SeriesInput{Title: "Peace operations", Language: "en"}
	for _, c := range []struct {
		name string
		edit func(*SeriesInput)
		want string
	}{
		{"well filled", func(*SeriesInput) {}, ""},
		{"no title", func(i *SeriesInput) { i.Title = " " }, "title form.required"},
		{"a title that is too long", func(i *SeriesInput) { i.Title = strings.Repeat("a", MaxLine+1); i.Slug = "a" }, "title form.too_long"},
		{"a title with a bidirectional override", func(i *SeriesInput) { i.Title = "a\u202eb" }, "title form.characters"},
		{"an invisible title", func(i *SeriesInput) { i.Title, i.Slug = "\u3164", "a" }, "title form.characters"},
		{"a title of a direction mark only", func(i *SeriesInput) { i.Title, i.Slug = "\u200e\u0301", "a" }, "title form.characters"},
		{"a title with a soft hyphen", func(i *SeriesInput) { i.Title = "Pe\u00adace" }, "title form.characters"},
		{"a text with a soft hyphen", func(i *SeriesInput) { i.About = "Pe\u00adace" }, ""},
		{"a text with an invisible operator", func(i *SeriesInput) { i.About = "Pe\u2061ace" }, "about form.characters"},
		{"a title in Persian, with its joiner", func(i *SeriesInput) { i.Title, i.Slug = "می\u200cخواهم \u200f(متن)", "a" }, ""},
		{"a text that is too long", func(i *SeriesInput) { i.About = strings.Repeat("a", MaxText+1) }, "about form.too_long"},
		{"an address with spaces", func(i *SeriesInput) { i.Slug = "Peace operations" }, "slug form.slug"},
		{"a title in Chinese", func(i *SeriesInput) { i.Title, i.Language = "和平行动", "zh" }, ""},
		{"a title of symbols only", func(i *SeriesInput) { i.Title = "…!" }, "slug form.slug_none"},
		{"a year that is too early", func(i *SeriesInput) { i.Started = "1066" }, "started form.range"},
		{"an invalid year", func(i *SeriesInput) { i.Started = "1e309" }, "started form.not_a_number"},
		{"a seventh language", func(i *SeriesInput) { i.Language = "xx" }, "language form.choice"},
		{"two fields at once", func(i *SeriesInput) { i.Slug, i.Started = "A", "x" }, "slug form.slug, started form.not_a_number"},
	} {
		in := good
		c.edit(&in)
		_, err := in.Check(Series{})
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestATranslationLeavesTheOriginalAsItIs(t *testing.T) {
	s, err := SeriesInput{Title: "Peace operations", Lead: "Norway", Language: "en"}.Check(Series{})
	if err != nil {
		t.Fatal(err)
	}
	s, err = SeriesInput{Title: "Opérations de paix", Slug: s.Slug, Language: "fr"}.Check(s)
	if err != nil {
		t.Fatal(err)
	}
	if s.Title.Source() != "Peace operations" || s.Title.In["fr"] != "Opérations de paix" || s.Title.Original != "en" {
		t.Errorf("title %+v", s.Title)
	}
	if text, in := s.Lead.Pick("fr"); text != "Norway" || in != "en" {
		t.Errorf("the lead in French is %q (%s)", text, in)
	}
}

func TestAListHoldsEachEntryOnceAndMayBeEmptied(t *testing.T) {
	s, err := SeriesInput{Title: "T", Language: "en", Regions: " Asia \r\nAfrica\n\nAsia"}.Check(Series{})
	if err != nil || len(s.Regions) != 2 || s.Regions[0] != "Asia" {
		t.Fatalf("%v, %v", s.Regions, err)
	}
	if s, err = (SeriesInput{Title: "T", Language: "en"}).Check(s); err != nil || len(s.Regions) != 0 {
		t.Errorf("%v, %v", s.Regions, err)
	}
}

func TestThemesAreSeenByThoseWhoWorkOnTheSeries(t *testing.T) {
	s, themes := Series{ID: "s"}, []Theme{{ID: "t"}}
	seminars := []Seminar{{ID: "m", SeriesID: "s", Status: SeminarAnnounced}}
	for name, c := range map[string]struct {
		by       Actor
		reported []string
		want     int
	}{
		"a stranger":                  {Actor{AccountID: "a", Grants: []Grant{{Role: OrganiserRole, SeriesID: "other"}}}, nil, 0},
		"the secretariat":             {Actor{AccountID: "a", Grants: []Grant{{Role: Secretariat, SeriesID: "s"}}}, nil, 1},
		"a co-organiser":              {Actor{AccountID: "a", Grants: []Grant{{Role: CoOrganiser, SeminarID: "m", OrganisationID: "o"}}}, nil, 1},
		"a rapporteur of one session": {Actor{AccountID: "a", Grants: []Grant{{Role: Rapporteur, SessionID: "n"}}}, []string{"m"}, 1},
	} {
		if got := len(s.Desk(c.by, seminars, c.reported, themes).Themes); got != c.want {
			t.Errorf("%s sees %d themes, want %d", name, got, c.want)
		}
	}
}

func TestASeriesOfDraftsIsSeenByThoseWhoWorkOnIt(t *testing.T) {
	hidden := Series{ID: "s"}
	for name, c := range map[string]struct {
		by        Actor
		part      bool
		see, edit bool
	}{
		"the public":                        {Public, false, false, false},
		"an account without a role":         {someone, false, false, false},
		"an administrator":                  {keeper, false, false, false},
		"an organiser of the series":        {seriesEd, false, true, true},
		"an organiser of a seminar":         {seminarEd, true, true, false},
		"the secretariat":                   {secretariat, false, true, false},
		"the secretariat of another series": {Actor{Grants: []Grant{{Role: Secretariat, SeriesID: "other"}}}, false, false, false},
	} {
		if see, edit := hidden.MaySee(c.by, c.part), hidden.MayEdit(c.by); see != c.see || edit != c.edit {
			t.Errorf("%s: sees %v, edits %v", name, see, edit)
		}
	}
	for name, c := range map[string]struct {
		by  Actor
		may bool
	}{"an administrator": {keeper, true}, "an organiser of a series": {seriesEd, true}, "an organiser of a seminar": {seminarEd, false}, "the secretariat": {secretariat, false}, "the public": {Public, false}} {
		if MayCreateSeries(c.by) != c.may {
			t.Errorf("%s may create a series: %v", name, !c.may)
		}
	}
}
