package models

import (
	"regexp"
	"testing"
	"time"
)

func TestTheNameOfAnIDIsOfItsBytesAlone(t *testing.T) {
	if urn, err := URN("00000000000000000000000000"); err != nil || urn != "urn:uuid:00000000-0000-0000-0000-000000000000" {
		t.Errorf("%q, %v", urn, err)
	}
	if urn, err := URN("04hmasw9nf6yy0938nkrkaydxw"); err != nil || urn != "urn:uuid:01234567-89ab-cdef-0123-456789abcdef" {
		t.Errorf("%q, %v", urn, err)
	}
	one, two := NewID(time.Now()), NewID(time.Now())
	a, _ := URN(one)
	again, _ := URN(one)
	b, _ := URN(two)
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(a) || a != again || a == b {
		t.Errorf("%s is named %s, then %s; %s is named %s", one, a, again, two, b)
	}
	for _, no := range []string{"", "x", one[:24], one + "00000000", "UPPER000000000000000000000"} {
		if urn, err := URN(no); err == nil {
			t.Errorf("%q is named %s", no, urn)
		}
	}
}
