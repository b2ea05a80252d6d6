package views

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// neverLogged are verbs that leave no entry, with the reason.
var neverLogged = map[string]string{
	"search.renew":         "indexes again what is there, and changes none of it",
	"idempotency":          "only holds together what other verbs do",
	"expired.forget":       "removes what time has ended",
	"audit.chain":          "says nothing that the log does not say",
	"edition.set_later":    "concerns files that the program makes by itself",
	"rendering.keep":       "keeps a file that the program makes by itself",
	"sign_in_link.request": "would tell apart addresses with and without an account",
}

var verbInStore = []*regexp.Regexp{
	regexp.MustCompile(`\.write\(ctx, [\w.]+, "([a-z_.]+)"`),
	regexp.MustCompile(`(?:moveRegistration|endRegistration|changePoint|changeSummary)\(ctx, [\w.]+, "([a-z_.]+)"`),
}

func TestEveryActionInTheAuditLogHasAText(t *testing.T) {
	files, err := filepath.Glob("../models/store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	en := locale.OrEnglish("en")
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

func TestTheDetailsOfTheLogAreInTheReadersLanguage(t *testing.T) {
	for _, c := range []struct{ lang, verb, detail, want string }{
		{"en", "seminar.announce", `{"from":"draft","to":"announced"}`, "From: Draft · To: Announced"},
		{"fr", "grant.give", `{"role":"co_organiser"}`, "Rôle\u00a0: Coorganisateur"},
		{"zh", "account.sign_in", `{"client":"browser","with":"link"}`, "客户端：浏览器 · 方式：邮件链接"},
		{"en", "seminar.edit", `{"version":1200}`, "Version: 1200"},
		{"en", "point.add", `{"revision":3,"status":"draft"}`, "Revision: 3 · Status: Draft"},
		{"en", "point.add", `{"revision":3,"state":"draft"}`, "Revision: 3 · Status: Draft"},
		{"en", "unheard.of", `{"colour":"blue"}`, "colour: blue"},
	} {
		p := AuditList{Frame: parts.Frame{L: locale.OrEnglish(c.lang)}}
		if got := p.detail(models.AuditRow{Verb: c.verb, Detail: c.detail}); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.detail, got, c.want)
		}
	}
}

// TestTheLogNamesTheStatusOfWhatChanged: an accepted invitation also confirms a
// registration, under the same verb.
func TestTheLogNamesTheStatusOfWhatChanged(t *testing.T) {
	p := AuditList{Frame: parts.Frame{L: locale.OrEnglish("en")}}
	for _, c := range []struct{ kind, detail, want string }{
		{"invitation", `{"status":"accepted"}`, "Status: Accepted"},
		{"registration", `{"status":"confirmed"}`, "Status: Confirmed"},
	} {
		if got := p.detail(models.AuditRow{Verb: "invitation.accept", SubjectKind: c.kind, Detail: c.detail}); got != c.want {
			t.Errorf("%s: %q, want %q", c.kind, got, c.want)
		}
	}
}

var kindInStore = regexp.MustCompile(`subject\{(?:kind: )?"([a-z_]+)"`)

func TestEveryKindOfObjectInTheLogCanBeChosen(t *testing.T) {
	files, err := filepath.Glob("../models/store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range kindInStore.FindAllStringSubmatch(string(source), -1) {
			found[match[1]] = true
		}
	}
	for _, kind := range models.AuditKinds {
		if !found[kind] {
			t.Errorf("nothing in the log is a %s", kind)
		}
		delete(found, kind)
	}
	for kind := range found {
		t.Errorf("the log cannot be narrowed to the kind %s", kind)
	}
}

func TestTheLogSaysThatNotEverybodyIsListed(t *testing.T) {
	for _, l := range locale.All() {
		p := AuditList{Frame: parts.Frame{L: l}}
		says := p.L.T("audit.not_everybody", "count", p.L.Number(models.AuditPeople))
		if strings.Contains(html.UnescapeString(shown(t, p)), says) {
			t.Errorf("%s: a whole list is said not to be one", l.Code())
		}
		p.Scopes.NotEverybody = true
		if !strings.Contains(html.UnescapeString(shown(t, p)), says) {
			t.Errorf("%s: a part of the people looks like all of them", l.Code())
		}
	}
}
