package models

import "testing"

func TestTwoNamesWithOneAddressAreTwoPeople(t *testing.T) {
	for _, c := range []struct {
		registered, given string
		want              bool
	}{
		{"Ana First", "Ben Second", true},
		{"Ana First", "Ben First", true},
		{"Ana First", "Ana First", false},
		{"Ana First", "ana  FIRST", false},
		{"Ling Wu", "WU Ling", false},
		{"Ana First", "Dr. Ana M. First", false},
		{"Ana-Maria First", "Ana Maria First", false},
		{"李明", "王伟", true},
	} {
		if got := IsOtherPerson(c.registered, c.given); got != c.want {
			t.Errorf("%s, then %s: %t, want %t", c.registered, c.given, got, c.want)
		}
	}
}
