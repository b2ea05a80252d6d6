package models

import "testing"

func TestAnEntityHasANameAndAPeriod(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*EntityInput)
		want   string
	}{
		"complete and correct":  {func(*EntityInput) {}, ""},
		"without a code":        {func(i *EntityInput) { i.ISO = "" }, ""},
		"lower-case letters":    {func(i *EntityInput) { i.ISO = "cs" }, ""},
		"a code of one letter":  {func(i *EntityInput) { i.ISO = "C" }, "iso entity.two_letters"},
		"a digit":               {func(i *EntityInput) { i.ISO = "C1" }, "iso entity.two_letters"},
		"another script":        {func(i *EntityInput) { i.ISO = "中国" }, "iso entity.two_letters"},
		"for one day":           {func(i *EntityInput) { i.ValidTo = i.ValidFrom }, ""},
		"ends before it starts": {func(i *EntityInput) { i.ValidTo = "1918-10-27" }, "valid_to seminar.ends_before_start"},
		"no such day":           {func(i *EntityInput) { i.ValidTo = "1993-02-30" }, "valid_to form.date"},
		"empty":                 {func(i *EntityInput) { *i = EntityInput{} }, "language form.choice, name form.required"},
	} {
		in := EntityInput{Name: "Czechoslovakia", Language: "en", ISO: "CS", ValidFrom: "1918-10-28", ValidTo: "1992-12-31"}
		c.change(&in)
		e, err := in.Check(Entity{})
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
		if name == "lower-case letters" && e.ISO != "CS" {
			t.Errorf("%s: %q", name, e.ISO)
		}
	}
}

func TestAnEntityIsFoundByItsCodeOrExactName(t *testing.T) {
	named := func(id, iso, en, fr string, ends Day) Entity {
		return Entity{ID: id, ISO: Ref(iso), ValidTo: ends, Names: Text{Original: "en", In: map[string]string{"en": en, "fr": fr}}}
	}
	all := []Entity{
		named("kenya", "KE", "Kenya", "Kénya", ""), named("old", "", "Sudan", "Soudan", "2011-07-08"), named("sudan", "SD", "Sudan", "Soudan", ""),
		named("gone", "", "Zaire", "Zaïre", "1997-05-17"), named("one", "", "Twice", "Un", ""), named("two", "", "Twice", "Deux", ""),
	}
	for name, want := range map[string]string{
		"KE": "kenya", "ke": "kenya", "Kenya": "kenya", "Kénya": "kenya", "kenya": "", "Ken": "", "": "",
		"Sudan": "sudan", "Zaire": "gone", "Twice": "", "Deux": "two",
	} {
		if e, ok := EntityNamed(all, name, "2027-03-01"); e.ID != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", name, e.ID, want)
		}
	}
}
