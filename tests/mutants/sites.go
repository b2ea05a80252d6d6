package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// site is one place and the fault that can be planted there: the text from
// start to end is replaced.
type site struct {
	file, function, kind string
	line                 int
	old, new             string // for people, on one line
	nth                  int    // among the sites that read alike
	start, end           int
	text                 string // what is written in their place
}

// String shows the place and the fault on one line.
func (s site) String() string {
	return fmt.Sprintf("%s:%d %s: %s → %s", s.file, s.line, s.kind, s.old, s.new)
}

// key tells sites apart by what they say, not by where they stand, so that
// moving lines picks no other faults.
func (s site) key() string {
	return fmt.Sprintf("%s|%s|%s|%s|%s|%d", s.file, s.function, s.kind, s.old, s.new, s.nth)
}

// finder gathers the sites of one function or declaration.
type finder struct {
	source
	facts
	function string
	clamps   map[ast.Expr]bool // bounds at which both answers are the same
	sites    []site
}

// findSites lists every place for a fault, in the order of the files.
func findSites(sources []source) []site {
	known := learn(sources)
	var all []site
	for _, s := range sources {
		for _, d := range s.file.Decls {
			f := &finder{source: s, facts: known, clamps: map[ast.Expr]bool{}}
			if fn, ok := d.(*ast.FuncDecl); ok {
				if unasked[fn.Name.Name] || fn.Body == nil {
					continue
				}
				f.function = strings.TrimPrefix(receiver(fn)+"."+fn.Name.Name, ".")
				f.permission(fn)
			}
			ast.Inspect(d, f.visit)
			all = append(all, f.sites...)
		}
	}
	count := map[string]int{}
	for i := range all {
		key := all[i].key()
		all[i].nth = count[key]
		count[key]++
	}
	return all
}

// visit adds the sites of one node.
func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		f.condition(n.Cond)
		f.refusal(n.Cond, n.Body.List, n.Init)
	case *ast.BlockStmt:
		f.clampsIn(n.List)
		f.refusedBefore(n.List)
	case *ast.SwitchStmt:
		f.cases(n)
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.CallExpr:
		f.instant(n)
	case *ast.ExprStmt:
		f.requirement(n)
	case *ast.CompositeLit:
		f.list(n)
	case *ast.BasicLit:
		f.sql(n)
	case *ast.ImportSpec:
		return false
	}
	return true
}

// replace adds a site where the text from one position to another becomes
// text.
func (f *finder) replace(kind string, from, to token.Pos, text string) {
	f.add(kind, f.offset(from), f.offset(to), text, f.between(from, to), text)
}

func (f *finder) add(kind string, start, end int, text, old, new string) {
	f.sites = append(f.sites, site{
		file: f.path, function: f.function, kind: kind, line: f.lineOf(start),
		old: short(old), new: short(new), start: start, end: end, text: text,
	})
}

// short puts a text on one line of bounded length.
func short(text string) string {
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > 90 {
		return string(line[:89]) + "…"
	}
	return string(line)
}
