package parts

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"consultations/views/locale"
)

// sideways are the properties that would break the layout of a page that runs
// from right to left. A comment does not count.
var sideways = regexp.MustCompile(`(?m)[\s;{](margin|padding|border|inset)?-?(left|right)(-[a-z]+)?\s*:|(float|clear|text-align)\s*:\s*(left|right)`)

func TestStylesWorkInBothDirectionsAndLoadNothingFromOtherHosts(t *testing.T) {
	files, _ := filepath.Glob("../assets/src/css/*.css")
	pages, _ := filepath.Glob("../assets/src/*.css")
	files = append(files, pages...)
	if len(files) == 0 || len(pages) == 0 {
		t.Fatal("no style sheet was found")
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := sideways.FindString(string(source)); found != "" {
			t.Errorf("%s: %q names a physical side; use start and end", file, strings.TrimSpace(found))
		}
		if strings.Contains(string(source), "//") {
			t.Errorf("%s loads from another host", file)
		}
	}
	for _, bad := range []string{"a { margin-left: 1px }", "a { left: 0; }", "a { float: right }", "a { text-align:left }", "a{border-right-color:red}"} {
		if !sideways.MatchString(bad) {
			t.Errorf("%s passes", bad)
		}
	}
}

func TestEveryBundledFileIsThereUnderItsFingerprint(t *testing.T) {
	if len(manifest) == 0 {
		t.Skip("built without the bundled files: run make build")
	}
	for _, name := range []string{"app.css", "app.js", "mark.svg"} {
		path := Asset(name)
		if _, err := fs.Stat(Static(), strings.TrimPrefix(path, "/assets/")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPageIsCompleteWithoutTheBundledFiles(t *testing.T) {
	kept := manifest
	defer func() { manifest = kept }()
	manifest = nil

	l, _ := locale.For("ru")
	page := draw(t, with(Layout(frames(l)["public"]), PageHead(frames(l)["public"], Heading{Title: locale.Plain(l, "x")})))

	page.checkPage(t, l)
	if strings.Contains(page.source, "/assets/") {
		t.Error("the page links to missing files")
	}
}
