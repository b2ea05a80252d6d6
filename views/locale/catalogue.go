package locale

import (
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"consultations/models"
)

// load reads the catalogue of the language. It panics on a file that cannot
// be read: the files are part of the program.
func (l *Locale) load(from fs.FS) {
	tag := language.MustParse(l.code)
	bundle := i18n.NewBundle(tag) // its own bundle, so that no other language fills a gap unnoticed
	l.plain, l.filled = map[string]string{}, map[string]pattern{}

	files, err := fs.Glob(from, l.code+"/*.toml")
	if err != nil || len(files) == 0 {
		panic(fmt.Sprintf("no catalogue of language %s: %v", l.code, err))
	}
	for _, file := range files {
		text, err := fs.ReadFile(from, file)
		if err != nil {
			panic(err)
		}
		messages, err := bundle.ParseMessageBytes(tag, text, toml.Unmarshal)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", file, err))
		}
		for _, m := range messages {
			l.keep(file, m)
		}
	}
	l.plurals = i18n.NewLocalizer(bundle, l.code)
}

// keep stores a text without plural forms where T finds it without a parser.
func (l *Locale) keep(file string, m *i18n.Message) {
	if m.Zero+m.One+m.Two+m.Few+m.Many != "" {
		return
	}
	p, err := parsePattern(m.Other)
	if err != nil {
		panic(fmt.Sprintf("%s: %s: %v", file, m.ID, err))
	}
	if len(p.names) == 0 {
		l.plain[m.ID] = m.Other
		return
	}
	l.filled[m.ID] = p
}

// pattern is a text with placeholders: texts[0] names[0] texts[1] … It is all
// that the catalogues need of Go's templates, without their cost and without
// their "<no value>".
type pattern struct {
	texts, names []string // one text more than names
}

func parsePattern(src string) (pattern, error) {
	var p pattern
	for {
		before, after, found := strings.Cut(src, "{{")
		p.texts = append(p.texts, before)
		if !found {
			return p, nil
		}
		name, rest, closed := strings.Cut(after, "}}")
		name, dotted := strings.CutPrefix(strings.TrimSpace(name), ".")
		if !closed || !dotted || name == "" || strings.ContainsAny(name, " .|(") {
			return p, fmt.Errorf("%q is not a placeholder like {{.name}}", "{{"+name)
		}
		p.names, src = append(p.names, name), rest
	}
}

func (p pattern) fill(v values) string {
	var b strings.Builder
	for i, name := range p.names {
		b.WriteString(p.texts[i])
		b.WriteString(v.write(name))
	}
	b.WriteString(p.texts[len(p.names)])
	return b.String()
}

// Execute fills the pattern for go-i18n.
func (p pattern) Execute(data any) (string, error) { return p.fill(data.(values)), nil }

// patternParser makes go-i18n use our patterns.
type patternParser struct{}

func (patternParser) Cacheable() bool { return true }
func (patternParser) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	return parsePattern(src)
}

// values are the arguments of one text: names and values in turn.
type values struct {
	l    *Locale
	key  string
	args []any
}

func (v values) write(name string) string {
	for i := 0; i+1 < len(v.args); i += 2 {
		if v.args[i] != name {
			continue
		}
		switch x := v.args[i+1].(type) {
		case string:
			return v.l.isolate(x)
		case int:
			return v.l.Number(x)
		case models.Day:
			return v.l.Day(x)
		case models.LocalTime:
			return v.l.Clock(x)
		case models.Text:
			return v.l.isolate(v.l.Text(x).Text)
		case []string:
			return v.l.List(x)
		case int64:
			return v.l.Number(int(x))
		default:
			return v.l.isolate(fmt.Sprint(x))
		}
	}
	return v.l.missing(v.key + "." + name)
}

var missing = struct {
	sync.Mutex
	keys map[string]bool
}{keys: map[string]bool{}}

// missing records that a text or an argument is missing and returns what is
// shown instead.
func (l *Locale) missing(key string) string {
	missing.Lock()
	defer missing.Unlock()
	if len(missing.keys) < 1000 { // enough to find the fault, and bounded
		missing.keys[l.code+" "+key] = true
	}
	return "«" + key + "»"
}

// MissingTexts lists the keys that pages have used since the start and no
// catalogue contains, as "fr form.check". Tests expect it to be empty.
func MissingTexts() []string {
	missing.Lock()
	defer missing.Unlock()
	keys := make([]string, 0, len(missing.keys))
	for key := range missing.keys {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
