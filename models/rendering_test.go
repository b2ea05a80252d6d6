package models

import (
	"errors"
	"strings"
	"testing"
)

func TestARenderingThatFailedHasNoFile(t *testing.T) {
	made := Rendering{Body: []byte("%PDF")}
	failed := FailedRendering("e", "en", "a", errors.New(strings.Repeat("no such font ", 1000)))

	if file, err := made.File(); string(file) != "%PDF" || err != nil {
		t.Errorf("%s, %v", file, err)
	}
	if file, err := failed.File(); file != nil || KindOf(err) != NotFound {
		t.Errorf("%s, %v", file, err)
	}
	if len(failed.Failure) != maxFailure {
		t.Errorf("%d bytes of the error are kept", len(failed.Failure))
	}
}
