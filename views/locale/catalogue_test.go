package locale

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"consultations/models"
	"consultations/views/locales"
)

// categories are the plural forms of each language, by CLDR.
var categories = map[string][]string{
	"ar": {"few", "many", "one", "other", "two", "zero"},
	"zh": {"other"},
	"en": {"one", "other"},
	"fr": {"many", "one", "other"},
	"ru": {"few", "many", "one", "other"},
	"es": {"many", "one", "other"},
}

// exact are the forms that stand for one number only, so that the text need
// not repeat it ("one seat"). French one is also 0, Russian one also 21.
var exact = map[string][]string{
	"ar": {"zero", "one", "two"},
	"en": {"one"},
	"es": {"one"},
}

// offered are the catalogues whose texts any page may use, today or later:
// the common words, and the names of all values that models knows.
var offered = []string{"common.toml", "vocabulary.toml"}

// cognates are words that are correctly the same as in English.
var cognates = map[string][]string{
	"fr": {
		"Actions", "Annotations", "Badge", "Code", "Conclusions", "Consultations", "Contact", "Date", "Dates",
		"Description", "Document", "Documents", "Europe", "Expert", "Format", "Image", "Important", "Institution",
		"Instructions", "Introduction", "Invitation", "Invitations", "Menu", "Message", "Messages", "Minutes",
		"Note", "Notes", "Observations", "Option", "Options", "Organisation", "Page", "Pages", "Participant", "Participants",
		"Point", "Points", "point", "Position", "Public", "Question", "Questions", "Rapporteur", "Rapporteurs", "Recommendations",
		"Session", "Sessions", "Site", "Situation", "Source", "Sources", "Total", "Transport", "Type", "Version", "Versions",
	},
	"es": {"Asia", "no", "Editor", "Error", "Final", "General", "Informal", "Local", "No", "Original", "Personal", "Plan", "Regional", "Total", "Visible"},
}

// texts reads the catalogue of a language: key, form, text. Files named in
// except are left out.
func texts(t *testing.T, code string, except ...string) map[string]map[string]string {
	t.Helper()
	found := map[string]map[string]string{}
	files, _ := fs.Glob(locales.Files, code+"/*.toml")
	for _, file := range files {
		if slices.Contains(except, path.Base(file)) {
			continue
		}
		data, err := locales.Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		messages, err := i18n.ParseMessageBytes(data, toml.Unmarshal)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, m := range messages {
			if found[m.ID] != nil {
				t.Errorf("%s: %s occurs twice", file, m.ID)
			}
			forms := map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
			maps.DeleteFunc(forms, func(_, text string) bool { return text == "" })
			found[m.ID] = forms
		}
	}
	return found
}

// otherThan lists the files of a catalogue without the one named.
func otherThan(t *testing.T, name string) []string {
	t.Helper()
	files, err := fs.Glob(locales.Files, "en/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	var others []string
	for _, file := range files {
		if path.Base(file) != name {
			others = append(others, path.Base(file))
		}
	}
	return others
}

func names(text string) []string {
	p, _ := parsePattern(text)
	return slices.Compact(slices.Sorted(slices.Values(p.names)))
}

func TestEveryTextExistsInAllSixLanguages(t *testing.T) {
	known := map[string][]string{}
	for _, code := range models.Languages {
		for key := range texts(t, code) {
			known[key] = append(known[key], code)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(known)) {
		if len(known[key]) < len(models.Languages) {
			t.Errorf("%s is only in %v", key, known[key])
		}
	}
}

func TestTheSameFilesExistInAllSixLanguages(t *testing.T) {
	want, _ := fs.Glob(locales.Files, "en/*")
	for _, code := range models.Languages {
		got, _ := fs.Glob(locales.Files, code+"/*")
		for i := range got {
			got[i] = strings.Replace(got[i], code+"/", "en/", 1)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

func TestACountedTextHasExactlyThePluralFormsOfItsLanguage(t *testing.T) {
	english := texts(t, "en")
	for _, code := range models.Languages {
		for key, forms := range texts(t, code) {
			want := []string{"other"}
			if len(english[key]) > 1 {
				want = categories[code]
			}
			if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, want) {
				t.Errorf("%s %s has the forms %v, want %v", code, key, got, want)
			}
		}
	}
}

// The table above is compared with the rules of the library that picks a form,
// so that no language lacks a form or has one that is never used. "1.5" stands
// for fractions, which are the only use of other in Russian.
func TestPluralFormsOfALanguageAreThoseOfCLDR(t *testing.T) {
	counts := []any{1_000_000, 2_000_000, "1.5"}
	for n := range 201 {
		counts = append(counts, n)
	}
	for _, code := range models.Languages {
		tag := language.MustParse(code)
		bundle := i18n.NewBundle(tag)
		bundle.MustAddMessages(tag, &i18n.Message{
			ID: "form", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other",
		})
		localizer := i18n.NewLocalizer(bundle, code)

		used := map[string]bool{}
		for _, count := range counts {
			used[localizer.MustLocalize(&i18n.LocalizeConfig{MessageID: "form", PluralCount: count})] = true
		}

		if got := slices.Sorted(maps.Keys(used)); !slices.Equal(got, categories[code]) {
			t.Errorf("%s has the plural forms %v, the table says %v", code, got, categories[code])
		}
	}
}

func TestATextHasTheSamePlaceholdersInAllLanguages(t *testing.T) {
	english := texts(t, "en")
	for _, code := range models.Languages {
		for key, forms := range texts(t, code) {
			want := names(english[key]["other"])
			for form, text := range forms {
				if _, err := parsePattern(text); err != nil {
					t.Errorf("%s %s: %v", code, key, err)
				}
				got := names(text)
				if slices.Contains(want, "count") && slices.Contains(exact[code], form) && !slices.Contains(got, "count") {
					got = slices.Sorted(slices.Values(append(got, "count")))
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s %s (%s) has the placeholders %v, want %v", code, key, form, names(text), want)
				}
			}
		}
	}
}

func TestNoTextIsLeftInEnglish(t *testing.T) {
	english := texts(t, "en")
	for _, code := range models.Languages {
		if code == "en" {
			continue
		}
		for key, forms := range texts(t, code) {
			text := forms["other"]
			if text == english[key]["other"] && hasLetters(text) && !slices.Contains(cognates[code], word(text)) {
				t.Errorf("%s %s is the same as in English: %q (a word that is the same in both languages belongs in cognates)", code, key, text)
			}
		}
	}
}

// word is a text without its placeholders and surrounding punctuation.
func word(text string) string {
	p, _ := parsePattern(text)
	return strings.TrimFunc(strings.Join(p.texts, ""), func(r rune) bool { return !unicode.IsLetter(r) })
}

func hasLetters(text string) bool { return word(text) != "" }

func TestATextIsWrittenInTheScriptOfItsLanguage(t *testing.T) {
	scripts := map[string]*unicode.RangeTable{
		"ar": unicode.Arabic, "zh": unicode.Han, "ru": unicode.Cyrillic,
		"en": unicode.Latin, "fr": unicode.Latin, "es": unicode.Latin,
	}
	english := texts(t, "en")
	for _, code := range models.Languages {
		for key, forms := range texts(t, code) {
			if !hasLetters(english[key]["other"]) {
				continue
			}
			for form, text := range forms {
				if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(scripts[code], r) }) < 0 {
					t.Errorf("%s %s (%s) has no letter of its script: %q", code, key, form, text)
				}
				for other, script := range scripts {
					if script != scripts[code] && script != unicode.Latin &&
						strings.IndexFunc(text, func(r rune) bool { return unicode.Is(script, r) }) >= 0 {
						t.Errorf("%s %s (%s) has letters of %s: %q", code, key, form, other, text)
					}
				}
			}
		}
	}
}

// untidy finds typographical mistakes of the language.
var untidy = map[string]*regexp.Regexp{
	"":   regexp.MustCompile(`^\s|\s$|  |\.\.\.|[\x00-\x08\x0b-\x1f\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]|TODO|XXX`),
	"en": regexp.MustCompile(`\w'\w`),
	"fr": regexp.MustCompile(`\p{L}'\p{L}|[^\x{00a0}\d/][:»](?:\s|$)|[^\x{202f}][;?!](?:\s|$)|«[^\x{00a0}]`),
	"es": regexp.MustCompile(`(^|[.] )[^¿]*\?$`),
	"zh": regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}|\p{Han}\.$`),
	"ar": regexp.MustCompile(`\p{Arabic}[,;?]|[٠-٩]|اً|ةً|(?:^|\s)و?(?:أولا|أيضا|أبدا|جدا|شكرا|فورا|لاحقا)(?:\PL|$)`), // tanwīn is written ًا
}

func TestTextsFollowTheTypographyOfTheirLanguage(t *testing.T) {
	for _, code := range models.Languages {
		for key, forms := range texts(t, code) {
			for form, text := range forms {
				for _, kind := range []string{"", code} {
					if rule := untidy[kind]; rule != nil && rule.MatchString(text) {
						t.Errorf("%s %s (%s): %q in %q", code, key, form, rule.FindString(text), text)
					}
				}
			}
		}
	}
}

// The message after a step stands alone, so it is a complete sentence.
func TestAMessageAfterAStepIsASentence(t *testing.T) {
	for _, code := range models.Languages {
		told := 0
		for key, forms := range texts(t, code) {
			if !strings.HasPrefix(key, "flash.") {
				continue
			}
			told++
			for form, text := range forms {
				if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "。") {
					t.Errorf("%s %s (%s) does not end as a sentence: %q", code, key, form, text)
				}
			}
		}
		if told < 20 {
			t.Errorf("%s: only %d messages were checked", code, told)
		}
	}
}

func TestTypographicalFaultsAreFound(t *testing.T) {
	for _, slip := range [][2]string{
		{"", " a"}, {"", "a\u202eb"}, {"", "wait..."},
		{"fr", "l'inscription"}, {"fr", "Lieu: Oslo"}, {"fr", "Quand ?"}, {"es", "Cuándo?"},
		{"zh", "地点:奥斯陆"}, {"zh", "已保存."}, {"ar", "المكان, التاريخ"}, {"ar", "٢٠٠٧"},
		{"ar", "يرجى التفعيل أولا"}, {"ar", "أولاً"}, {"fr", "Quand\u00a0?"},
	} {
		if !untidy[slip[0]].MatchString(slip[1]) {
			t.Errorf("%s: %q passes", slip[0], slip[1])
		}
	}
	for _, fine := range [][2]string{
		{"fr", "Lieu\u00a0: Oslo, 09:00"}, {"fr", "l’inscription"}, {"fr", "«\u00a0oui\u00a0»"}, {"es", "¿Cuándo?"}, {"zh", "地点：奥斯陆"},
	} {
		if untidy[fine[0]].MatchString(fine[1]) {
			t.Errorf("%s: %q is refused", fine[0], fine[1])
		}
	}
}

// asked finds what is certainly used as a key in a line of source: arguments of
// T and N, codes of refusals and of problems, and messages after a redirect.
var asked = []*regexp.Regexp{
	regexp.MustCompile(`\.(?:T|N|LabelOf)\(\s*"([^"]*)"`),
	regexp.MustCompile(`\bRefuse\(\s*[\w.]+,\s*"([^"]*)"`),
	regexp.MustCompile(`\.Add\(\s*[^,()]+,\s*"([a-z_]+\.[a-z_.]+)"`),
	regexp.MustCompile(`\.Require\(.*,\s*[\w."]+,\s*"([a-z_]+\.[a-z_.]+)"`),
	regexp.MustCompile(`\bCode:\s*"([a-z_]+\.[a-z_.]+)"`),
	regexp.MustCompile(`"((?:page|form|nav|flash)\.[a-z_.]+)"`), // nothing else is called so
	regexp.MustCompile(`\b(?:seeOther|flash|Flash)\(.*"([a-z_]+\.[a-z_.]+)"\)`),
}

var (
	literal = regexp.MustCompile("[\"`]([a-z_0-9]+(?:\\.[a-z_0-9]+)+)[\"`]")
	prefix  = regexp.MustCompile("[\"`]([a-z_0-9.]+\\.)[\"`]\\s*\\+")
)

// sources reads the program's own files, without tests and without the code
// generated from the templates.
func sources(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if os.IsNotExist(err) {
				return nil // a file of a build that runs at the same time
			}
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != "../.." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "data") {
			return filepath.SkipDir
		}
		goFile := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_templ.go")
		if goFile || strings.HasSuffix(path, ".templ") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			found[path] = string(text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEveryKeyInTheSourceHasAText(t *testing.T) {
	english := texts(t, "en")
	looked := 0
	for file, source := range sources(t) {
		for n, line := range strings.Split(source, "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "//") {
				continue
			}
			for _, use := range asked {
				for _, match := range use.FindAllStringSubmatch(line, -1) {
					looked++
					if strings.HasSuffix(match[1], ".") {
						continue // the beginning of a key: what follows is a value
					}
					if english[match[1]] == nil {
						t.Errorf("%s:%d: no catalogue has %q", file, n+1, match[1])
					}
				}
			}
		}
	}
	if looked == 0 {
		t.Error("no key was found in the source: the search is broken")
	}
}

func TestEveryTextIsUsed(t *testing.T) {
	used, begun := map[string]bool{}, []string{}
	for _, source := range sources(t) {
		for _, match := range literal.FindAllStringSubmatch(source, -1) {
			used[match[1]] = true
		}
		for _, match := range prefix.FindAllStringSubmatch(source, -1) {
			begun = append(begun, match[1])
		}
	}
	var idle []string
	for key := range texts(t, "en", offered...) {
		startsWith := func(beginning string) bool { return strings.HasPrefix(key, beginning) }
		if !used[key] && !slices.ContainsFunc(begun, startsWith) {
			idle = append(idle, key)
		}
	}
	slices.Sort(idle)
	for _, key := range idle {
		t.Errorf("nothing uses %s", key)
	}
}

func TestUsedKeysAreFoundInASourceLine(t *testing.T) {
	for line, want := range map[string]string{
		`@hint(f.T("seminar.place", "city", c))`:                        "seminar.place",
		`l.N("seminar.seats", n)`:                                       "seminar.seats",
		`return Refuse(Conflict, "registration.closed")`:                "registration.closed",
		`return models.Refuse(models.Conflict, "registration.closed")`:  "registration.closed",
		`p.Add("email", "form.email")`:                                  "form.email",
		`p.Add(field, "form.too_long", "max", 200)`:                     "form.too_long",
		`p.Require(len(in.Name) > 0, "name", "form.required")`:          "form.required",
		`in.Require(len(s) <= max, field, "form.too_long", "max", max)`: "form.too_long",
		`return "page.too_large"`:                                       "page.too_large",
		`return &Error{Kind: Invalid, Code: "form.check", Fields: p}`:   "form.check",
		`return h.seeOther(c, "/series/"+s.Slug, "series.saved")`:       "series.saved",
	} {
		got := ""
		for _, use := range asked {
			if match := use.FindStringSubmatch(line); match != nil {
				got = match[1]
			}
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", line, got, want)
		}
	}
}

func TestEveryTextIsGivenInEveryLanguage(t *testing.T) {
	english := texts(t, "en")
	for _, l := range All() {
		for key, forms := range texts(t, l.Code()) {
			var args []any
			for _, name := range names(forms["other"]) {
				args = append(args, name, "x")
			}
			if len(english[key]) > 1 {
				for _, count := range []int{0, 1, 2, 3, 11, 100, 1_000_000} {
					if got := l.N(key, count, args...); strings.Contains(got, "«"+key) || got == "" {
						t.Errorf("%s %s with %d: %q", l.Code(), key, count, got)
					}
				}
				continue
			}
			if got := l.T(key, args...); strings.Contains(got, "«"+key) || got == "" || strings.Contains(got, "{{") {
				t.Errorf("%s %s: %q", l.Code(), key, got)
			}
		}
	}
}
