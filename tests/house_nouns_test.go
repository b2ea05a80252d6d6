package tests

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// plumbing are the packages that serve all nouns and name none of them.
var plumbing = []string{"handlers/web", "models/store/db", "views/parts", "views/locale"}

// domainNoun finds a noun of the domain among words.
var domainNoun = regexp.MustCompile(`(?i)\b(series|seminars?|sessions?|summary|summaries|points?|editions?|registrations?|invitations?|clearances?|notes?|organisers?|organisations?|participants?)\b`)

// settingOfPostgreSQL has a noun of the domain in its name.
const settingOfPostgreSQL = "idle_in_transaction_session_timeout"

// nounsInPlumbing lists names, comments and texts of the plumbing that mention
// a noun of the domain. Of generated files only the names count, because their
// texts are HTML.
func nounsInPlumbing(files []source) []string {
	var broken []string
	for _, s := range files {
		if !slices.Contains(plumbing, s.folder()) {
			continue
		}
		generated := strings.HasSuffix(s.path, "_templ.go")
		find := func(n ast.Node, words string) {
			if noun := domainNoun.FindString(words); noun != "" {
				broken = append(broken, s.at(n)+" mentions "+noun)
			}
		}
		for _, group := range s.file.Comments {
			if !generated {
				find(group, group.Text())
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Ident:
				find(n, wordsOf(n.Name))
			case *ast.BasicLit:
				if n.Kind == token.STRING && !generated {
					find(n, strings.ReplaceAll(strings.ReplaceAll(n.Value, settingOfPostgreSQL, ""), "_", " "))
				}
			}
			return true
		})
	}
	return broken
}

var wordStart = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// wordsOf separates the words of a name: "SeminarPath" is "Seminar Path".
func wordsOf(name string) string {
	return strings.ReplaceAll(wordStart.ReplaceAllString(name, "$1 $2"), "_", " ")
}

// nounFile finds the files that are named after a noun of the domain.
var nounFile = regexp.MustCompile(`/(account|clearance|edition|entity|grant|invitation|note|organisation|organiser|point|registration|seminar|series|session|summary|theme)(_[a-z_]+)?\.go$`)

// plumbingImports are what files named after a noun may not import: it belongs in the
// plumbing of their package.
var plumbingImports = map[string][]string{
	"models":         {"reflect"},
	"models/store":   {"reflect", "regexp", "database/sql", "net", "io", "os"},
	"views":          {"reflect", "encoding/json", "net/http", "os"},
	"handlers/pages": {"reflect", "regexp", "encoding/json", "net/http", "os", "crypto/rand"},
	"handlers/api":   {"reflect", "regexp", "encoding/json", "github.com/gofiber/fiber/v2", "github.com/danielgtaylor/huma/v2", "os"},
}

// plumbingInNounFiles lists imports of plumbing in files named after a noun.
func plumbingInNounFiles(files []source) []string {
	var broken []string
	for _, s := range files {
		if !nounFile.MatchString(s.path) {
			continue
		}
		for _, i := range s.file.Imports {
			if slices.Contains(plumbingImports[s.folder()], strings.Trim(i.Path.Value, `"`)) {
				broken = append(broken, s.at(i)+" imports "+i.Path.Value)
			}
		}
	}
	return broken
}
