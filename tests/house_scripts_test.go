package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestScriptsShowWhatAToolSays: only a question whether something is there may
// keep its messages to itself.
func TestScriptsShowWhatAToolSays(t *testing.T) {
	scripts, err := filepath.Glob("*.sh")
	if err != nil || len(scripts) < 5 {
		t.Fatal(scripts, err)
	}
	silent := regexp.MustCompile(`2>\s*/dev/null|&>\s*/dev/null|/dev/null 2>&1`)
	question := regexp.MustCompile(`command -v |ls -d |df -k `)
	for _, path := range append(scripts, "../.ci/run") {
		script, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(script), "\n") {
			if silent.MatchString(line) && !question.MatchString(line) {
				t.Errorf("%s:%d hides what a tool says: %s", path, n+1, line)
			}
		}
	}
}

// TestTheRaceDetectorCannotBeLeftOutUnnoticed: a machine without a C compiler
// fails where changes are checked.
func TestTheRaceDetectorCannotBeLeftOutUnnoticed(t *testing.T) {
	for path, want := range map[string]string{"../.ci/run": "export CI=true", "all.sh": `elif [ -n "${CI:-}" ]; then`} {
		script, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(script), want) {
			t.Errorf("%s does not say %q (%v)", path, want, err)
		}
	}
}
