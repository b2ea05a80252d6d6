package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// source is one file in which faults can be planted.
type source struct {
	path string // from the root of the repository
	text string
	file *ast.File
	fset *token.FileSet
}

// readSources parses the Go files of the folders, without tests and generated
// files.
func readSources(folders []string) ([]source, error) {
	var all []source
	for _, folder := range folders {
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			s, err := parseSource(filepath.ToSlash(path), string(text))
			if err != nil {
				return nil, err
			}
			if !ast.IsGenerated(s.file) {
				all = append(all, s)
			}
		}
	}
	return all, nil
}

func parseSource(path, text string) (source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{path, text, file, fset}, err
}

// between is the text of a part of the file.
func (s source) between(from, to token.Pos) string {
	return s.text[s.offset(from):s.offset(to)]
}

func (s source) of(n ast.Node) string       { return s.between(n.Pos(), n.End()) }
func (s source) offset(pos token.Pos) int   { return s.fset.Position(pos).Offset }
func (s source) lineOf(offset int) int      { return 1 + strings.Count(s.text[:offset], "\n") }
func (s source) isModel() bool              { return filepath.Dir(s.path) == "models" }
func (s source) functions() []*ast.FuncDecl { return declared[*ast.FuncDecl](s.file.Decls) }

func declared[D ast.Decl](decls []ast.Decl) []D {
	var found []D
	for _, d := range decls {
		if d, ok := d.(D); ok {
			found = append(found, d)
		}
	}
	return found
}

// facts are what the declarations say about names, so that none is hard-coded
// here.
type facts struct {
	refusals map[string]bool // functions of models that may refuse something
	requires map[string]bool // methods that note a problem unless their first argument is true
	lists    map[string]bool // types that are slices or maps
	values   map[string]bool // constants
}

// unasked are methods that the language or a library calls. They contain no
// rules.
var unasked = map[string]bool{
	"String": true, "Error": true, "Unwrap": true, "TableName": true, "Scan": true, "Value": true,
	"MarshalJSON": true, "UnmarshalJSON": true, "MarshalText": true, "UnmarshalText": true,
}

// learn reads the declarations of the models.
func learn(sources []source) facts {
	f := facts{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	failing := map[string]bool{"error": true} // and pointers to types that are errors
	for _, s := range sources {
		for _, fn := range s.functions() {
			if fn.Name.Name == "Error" && fn.Recv != nil {
				failing["*"+receiver(fn)] = true
			}
		}
		for _, d := range declared[*ast.GenDecl](s.file.Decls) {
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && isList(t.Type, nil) {
					f.lists[t.Name.Name] = true
				}
				if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.CONST {
					for _, name := range v.Names {
						f.values[name.Name] = true
					}
				}
			}
		}
	}
	for _, s := range sources {
		for _, fn := range s.functions() {
			name := fn.Name.Name
			if !s.isModel() || unasked[name] {
				continue
			}
			if r := results(fn); len(r) > 0 && failing[s.of(r[len(r)-1].Type)] {
				f.refusals[name] = true
			}
			if p := fn.Type.Params.List; fn.Recv != nil && len(results(fn)) == 0 && len(p) > 1 && s.of(p[0].Type) == "bool" {
				f.requires[name] = true
			}
		}
	}
	return f
}

func results(fn *ast.FuncDecl) []*ast.Field {
	if fn.Type.Results == nil {
		return nil
	}
	return fn.Type.Results.List
}

// receiver names the type that a method belongs to; empty for a function.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	t := fn.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if generic, ok := t.(*ast.IndexExpr); ok {
		t = generic.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// isList reports whether a type is a slice, an array, a map, or named in lists.
func isList(t ast.Expr, lists map[string]bool) bool {
	switch t := t.(type) {
	case *ast.ArrayType, *ast.MapType:
		return true
	case *ast.Ident:
		return lists[t.Name]
	case *ast.SelectorExpr:
		return lists[t.Sel.Name]
	}
	return false
}
