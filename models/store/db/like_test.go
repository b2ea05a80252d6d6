package db

import "testing"

func TestATextInAPatternMatchesItselfOnly(t *testing.T) {
	for text, want := range map[string]string{"water": "water", "100 %": "100 !%", "a_b": "a!_b", "!": "!!", `\`: `\`, "a\x00b": "ab"} {
		if got := EscapeLike(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
