package tests

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

const module = "consultations/"

// layer is what a folder may import besides the standard library: folders of
// the product, and libraries by the beginning of their path.
type layer struct {
	folder  string // a folder; a star at the end stands for one folder of any name
	folders []string
	libs    []string
}

// layers are all folders, the lowest first. A folder that is not here may not
// hold Go files.
var layers = []layer{
	{"config", nil, []string{"github.com/caarlos0/env/v11"}},
	// Two libraries beside the standard library, for what are rules of the domain
	// but tables of thousands of characters: the transliteration of addresses of
	// pages, and the comparison of addresses for e-mail.
	{"models", nil, []string{"github.com/gosimple/slug", "golang.org/x/net/idna"}},
	{"models/store", []string{"models", "models/store/db", "models/store/analysis"}, []string{
		"gorm.io/gorm", "github.com/riverqueue/river",
		"github.com/alexedwards/argon2id"}}, // a password is compared where its hash is kept
	{"models/store/db", []string{"models"}, append([]string{"gorm.io/gorm", "github.com/pressly/goose/v3", "github.com/riverqueue/river"}, drivers...)},
	{"models/store/analysis", []string{"models"}, []string{"github.com/blevesearch/bleve/v2", "golang.org/x/text"}},
	{"views/locales", nil, nil},
	{"views/static", nil, nil},
	{"views/locale", []string{"models", "views/locales"}, []string{
		"github.com/nicksnyder/go-i18n/v2", "github.com/go-playground/locales", "golang.org/x/text", "github.com/BurntSushi/toml"}},
	{"views/parts", []string{"models", "views/locale", "views/static"}, []string{"github.com/a-h/templ"}},
	{"views/wire", []string{"models", "views/locale"}, []string{"github.com/arran4/golang-ical"}},
	{"views/mail", []string{"models", "views/locale", "views/wire"}, []string{"github.com/a-h/templ"}}, // a seat comes with a calendar file
	{"views/print", []string{"models", "views/locale", "views/wire"}, nil},                             // a document says how it is cited
	{"views", []string{"models", "views/*"}, []string{"github.com/a-h/templ"}},
	{"adapters/*", nil, []string{""}}, // whatever the outside world needs, and nothing of our own
	{"handlers", []string{"models/store", "adapters/keys", "handlers/web", "handlers/pages", "handlers/api"}, []string{"github.com/gofiber/fiber/v2"}},
	{"handlers/web", []string{"models", "models/store", "views", "views/locale", "views/parts", "adapters/keys"}, []string{
		"github.com/gofiber/fiber/v2", "github.com/valyala/fasthttp", "github.com/maypok86/otter/v2", "golang.org/x/sync/singleflight", "golang.org/x/text/unicode/norm"}},
	{"handlers/pages", []string{"models", "models/store", "views", "views/*", "handlers/web"}, []string{"github.com/gofiber/fiber/v2"}}, // not handlers/api
	{"handlers/api", []string{"models", "models/store", "views", "views/locale", "views/wire", "adapters/keys", "handlers/web"}, []string{ // not handlers/pages
		"github.com/gofiber/fiber/v2", "github.com/danielgtaylor/huma/v2", "golang.org/x/text/unicode/norm", "golang.org/x/text/language"}},
	{"jobs", []string{"models", "models/store", "views/locale", "views/mail", "views/print"}, []string{"github.com/riverqueue/river"}},
	{"seeds", []string{"models", "models/store"}, []string{"github.com/goccy/go-yaml"}},
	{"cmd/*", []string{"config", "models", "models/store", "views", "views/*", "adapters/*", "handlers", "jobs", "seeds"}, []string{""}},
}

// drivers may be imported by models/store/db only.
var drivers = []string{
	"gorm.io/driver/", "modernc.org/sqlite", "github.com/jackc/pgx", "github.com/riverqueue/river/riverdriver",
	"github.com/mattn/go-sqlite3", "github.com/glebarez", "github.com/lib/pq",
}

// importsUp lists imports that a folder may not have.
func importsUp(files []source) []string {
	var broken []string
	for _, s := range files {
		i := slices.IndexFunc(layers, func(f layer) bool { return matchesFolder(f.folder, s.folder()) })
		if i < 0 {
			broken = append(broken, s.path+" is in a folder that is not in the list")
			continue
		}
		for _, name := range imports(s) {
			if own, ok := strings.CutPrefix(name, module); ok {
				if !slices.ContainsFunc(layers[i].folders, func(r string) bool { return matchesFolder(r, own) }) {
					broken = append(broken, s.path+" imports "+own)
				}
				continue
			}
			if isStandard(name) || startsWithOne(name, layers[i].libs) {
				continue
			}
			broken = append(broken, s.path+" imports "+name)
		}
	}
	return broken
}

// driversOutside lists imports of a database driver outside models/store/db.
func driversOutside(files []source) []string {
	var broken []string
	for _, s := range files {
		for _, name := range imports(s) {
			if startsWithOne(name, drivers) && s.folder() != "models/store/db" {
				broken = append(broken, s.path+" imports "+name)
			}
		}
	}
	return broken
}

// statefulMiddleware lists imports of middleware that stores answers, keys or
// counts in its own memory, by path or by a header that anybody can send.
func statefulMiddleware(files []source) []string {
	var broken []string
	for _, s := range files {
		for _, name := range imports(s) {
			kind, ok := strings.CutPrefix(name, "github.com/gofiber/fiber/v2/middleware/")
			if ok && slices.Contains([]string{"cache", "idempotency", "limiter", "csrf", "session", "encryptcookie"}, kind) {
				broken = append(broken, s.path+" imports "+name)
			}
		}
	}
	return broken
}

// vagueNames lists files and folders whose name says nothing.
func vagueNames(files []source) []string {
	nameless := []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "shared", "lib", "base", "services"}
	var broken []string
	for _, s := range files {
		words := strings.FieldsFunc(strings.TrimSuffix(s.path, ".go"), func(r rune) bool { return r == '/' || r == '_' })
		for _, word := range words {
			if slices.Contains(nameless, word) {
				broken = append(broken, s.path)
			}
		}
	}
	return broken
}

func imports(s source) []string {
	var names []string
	for _, spec := range s.file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		names = append(names, name)
	}
	return names
}

func matchesFolder(pattern, folder string) bool {
	ok, _ := path.Match(pattern, folder)
	return ok
}

// isStandard reports whether the package comes with Go: the first part of its
// path has no dot, as every host name has.
func isStandard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".")
}

// startsWithOne reports whether name is one of the packages or stands below one.
func startsWithOne(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool {
		return name == p || strings.HasPrefix(name, strings.TrimSuffix(p, "/")+"/") || p == ""
	})
}
