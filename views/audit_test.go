package views

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// neverLogged are verbs that leave no entry, with the reason.
var neverLogged = map[string]string{
	"idempotency":          "only holds together what other verbs do",
	"expired.forget":       "removes what time has ended",
	"sign_in_link.request": "would tell apart addresses with and without an account",
}

var verbInStore = []*regexp.Regexp{
	regexp.MustCompile(`\.write\(ctx, [\w.]+, "([a-z_.]+)"`),
	regexp.MustCompile(`(?:moveRegistration|changeInvitation|changePoint|changeSummary)\(ctx, [\w.]+, "([a-z_.]+)"`),
}

func TestEveryVerbOfTheLogHasWords(t *testing.T) {
	files, err := filepath.Glob("../models/store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	en := byCode["en"]
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range verbInStore {
			for _, match := range pattern.FindAllStringSubmatch(string(source), -1) {
				found++
				if !en.Has("verb."+match[1]) && neverLogged[match[1]] == "" {
					t.Errorf("%s: the log has no words for %s", file, match[1])
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d verbs were found: the search is broken", found)
	}
}
