package tests

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// looseGORM lists uses of GORM that write more than the line shows: a schema
// made from structs, statements cached per connection, a row created by a query,
// all columns of a row.
func looseGORM(files []source) []string {
	var broken []string
	for _, s := range files {
		if !touchesRows(s) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"AutoMigrate", "FirstOrCreate", "FirstOrInit", "Save"}, f.Sel.Name) {
					broken = append(broken, s.at(n)+" calls "+f.Sel.Name)
				}
			case *ast.Ident:
				if n.Name == "PrepareStmt" {
					broken = append(broken, s.at(n)+" uses PrepareStmt")
				}
			}
			return true
		})
	}
	return broken
}

// cutOnPurpose are the numbers of rows at which a query ends, with the reason. A
// list that people read is whole or comes in pages, or its page says how to find
// the rest.
var cutOnPurpose = map[string]string{
	"models/store/audit_chain.go 1000":     "a batch of many",
	"models/store/audit_list.go 1000":      "series in a select; more than a site has in decades",
	"models/store/audit_list.go 5000":      "seminars in a select; the same",
	"models/store/grant.go 1000":           "series in a select; the same",
	"models/store/grant.go 5000":           "seminars in a select; the same",
	"models/store/manage.go 50":            "the newest series of the working home",
	"models/store/manage.go 60":            "the most urgent seminars of the working home; each is also listed in its series",
	"models/store/seminar_calendar.go 500": "the calendar of the whole site, whose programs fetch it again and again; each series has its own",
	"models/store/series_public.go 12":     "the newest series of the home page; search and sitemap have all",
	"models/store/series_public.go 999":    "seminars of these series",
	"models/store/audit_chain.go 5000":     "a batch of many",
	"models/store/edition.go 100":          "a batch of many",
	"models/store/registration.go 100":     "a batch of many",
	"models/store/rendering.go 100":        "a batch of many",
	"models/store/search_renew.go 100":     "a batch of many",
	"models/store/series_public.go 5":      "the newest texts, under a heading that says so",
	"models/store/series_public.go 6":      "the next seminars, each also listed in its series",
	"models/store/sign_in.go 100":          "sign-ins whose forms are still accepted, which nobody reads",
}

var limitInSQL = regexp.MustCompile(`\bLIMIT (\d+)`)

// cutLists lists queries that end at a number of rows without a reason. One row
// is no list.
func cutLists(files []source) []string {
	var broken []string
	for _, s := range files {
		if s.isTest() || !strings.HasPrefix(s.path, "models/store/") {
			continue
		}
		found := func(n ast.Node, rows string) {
			if rows != "1" && cutOnPurpose[s.path+" "+rows] == "" {
				broken = append(broken, s.at(n)+" reads at most "+rows+" rows")
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				for _, match := range limitInSQL.FindAllStringSubmatch(n.Value, -1) {
					found(n, match[1])
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Limit" && len(n.Args) == 1 {
					if rows, ok := n.Args[0].(*ast.BasicLit); ok {
						found(n, rows.Value)
					}
				}
			}
			return true
		})
	}
	return broken
}

// sqlArgument are the methods of GORM whose first argument is SQL.
var sqlArgument = []string{"Raw", "Exec", "Where", "Or", "Not", "Order", "Select", "Group", "Having", "Joins", "Table", "ExecContext", "QueryContext", "QueryRowContext"}

// trusted are calls that return SQL written in the dialect files, without any
// user input.
var trusted = []string{"LockRow", "LockFreeRow", "SharedRow", "LockKey", "FullText", "RowsFrom"}

// followedByHand are calls that this rule cannot follow, with the reason.
var followedByHand = map[string]string{
	"models/store/point_public.go Raw": "the conditions are constants that stand in the calls of narrow above it",
}

// builtSQL lists SQL that is composed of anything but constants.
func builtSQL(files []source) []string {
	var broken []string
	for _, s := range files {
		if !touchesRows(s) {
			continue
		}
		known := constants(s, files)
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			local := assigned(f)
			ast.Inspect(f.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				method, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || !slices.Contains(sqlArgument, method.Sel.Name) {
					return true
				}
				arg := call.Args[0]
				if strings.HasSuffix(method.Sel.Name, "Context") && len(call.Args) > 1 {
					arg = call.Args[1]
				}
				if _, ok := followedByHand[s.path+" "+method.Sel.Name]; ok {
					return true
				}
				if !isConstantSQL(arg, known, local, method.Sel.Name == "Order", 0) {
					broken = append(broken, s.at(call)+" builds the SQL of "+method.Sel.Name)
				}
				return true
			})
		}
	}
	return broken
}

// isConstantSQL reports whether an expression can only contain text written in
// the program. strict refuses an unknown name; otherwise the assignments to a
// name in the same function are followed, and only text that is composed there
// counts as a violation.
func isConstantSQL(e ast.Expr, known map[string]bool, local map[string][]ast.Expr, strict bool, depth int) bool {
	if depth > 8 {
		return true
	}
	again := func(e ast.Expr, strict bool) bool { return isConstantSQL(e, known, local, strict, depth+1) }
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.ParenExpr:
		return again(e.X, strict)
	case *ast.BinaryExpr:
		return e.Op != token.ADD || again(e.X, true) && again(e.Y, true)
	case *ast.Ident:
		if known[e.Name] {
			return true
		}
		from, ok := local[e.Name]
		if !ok {
			return !strict
		}
		return !slices.ContainsFunc(from, func(e ast.Expr) bool { return !again(e, strict) })
	case *ast.CallExpr:
		switch f := e.Fun.(type) {
		case *ast.SelectorExpr:
			if slices.Contains(trusted, f.Sel.Name) {
				return true
			}
			if f.Sel.Name == "HardlyWaiting" { // after the time
				return !slices.ContainsFunc(e.Args[1:], func(e ast.Expr) bool { return !again(e, true) })
			}
			if f.Sel.Name == "Sprintf" || f.Sel.Name == "Sprint" || f.Sel.Name == "Join" {
				return false
			}
		case *ast.Ident:
			return !strict || known[f.Name+"()"]
		}
		return !strict
	}
	return !strict
}

// constants are the names that hold SQL written in the program: constants of
// the file's folder and of its functions, and functions that return nothing but
// constants.
func constants(s source, files []source) map[string]bool {
	known := map[string]bool{}
	for _, o := range files {
		if o.folder() != s.folder() {
			continue
		}
		ast.Inspect(o.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				if n.Tok != token.CONST {
					return true
				}
				for _, spec := range n.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						known[name.Name] = true
					}
				}
			case *ast.FuncDecl:
				if n.Recv == nil && returnsConstants(n) {
					known[n.Name.Name+"()"] = true
				}
			}
			return true
		})
	}
	return known
}

// returnsConstants reports whether every return of a function is one literal.
func returnsConstants(f *ast.FuncDecl) bool {
	returns, plain := 0, true
	ast.Inspect(f, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok {
			returns++
			if len(r.Results) != 1 {
				plain = false
			} else if _, ok := r.Results[0].(*ast.BasicLit); !ok {
				plain = false
			}
		}
		return true
	})
	return returns > 0 && plain
}

// assigned collects what a function assigns to each of its names.
func assigned(f *ast.FuncDecl) map[string][]ast.Expr {
	all := map[string][]ast.Expr{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if r, ok := n.(*ast.RangeStmt); ok {
			name, named := r.Value.(*ast.Ident)
			list, literal := r.X.(*ast.CompositeLit)
			if named && literal {
				all[name.Name] = append(all[name.Name], list.Elts...)
			}
			return true
		}
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, left := range a.Lhs {
			name, ok := left.(*ast.Ident)
			if !ok {
				continue
			}
			if len(a.Rhs) == len(a.Lhs) {
				all[name.Name] = append(all[name.Name], a.Rhs[i])
			} else {
				all[name.Name] = append(all[name.Name], a.Rhs[0])
			}
		}
		return true
	})
	return all
}

// touchesRows reports whether the file works with the database.
func touchesRows(s source) bool {
	return strings.HasPrefix(s.folder(), "models/store") || slices.ContainsFunc(imports(s), func(name string) bool {
		return strings.HasPrefix(name, "gorm.io/") || name == "database/sql"
	})
}
