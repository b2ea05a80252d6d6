package seeds_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"consultations/models"
	"consultations/seeds"
)

func TestEveryStateHasItsOwnNameInSixLanguages(t *testing.T) {
	all, err := seeds.States()

	if err != nil || len(all) != 195 {
		t.Fatalf("%d entries, %v; want 193 Member States and 2 observer States", len(all), err)
	}
	for _, lang := range models.Languages {
		seen := map[string]models.Ref{}
		for _, e := range all {
			name := e.Names.In[lang]
			if name == "" || !norm.NFC.IsNormalString(name) {
				t.Errorf("%s %s: %q", e.ISO, lang, name)
			}
			if other, twice := seen[name]; twice {
				t.Errorf("%s: %s and %s are both %q", lang, e.ISO, other, name)
			}
			seen[name] = e.ISO
		}
	}
	for i := 1; i < len(all); i++ {
		if all[i-1].ISO >= all[i].ISO {
			t.Errorf("%s stands before %s", all[i-1].ISO, all[i].ISO)
		}
	}
}
