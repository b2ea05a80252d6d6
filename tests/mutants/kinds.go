package main

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
)

// condition negates a condition. Comparisons are left to binary.
func (f *finder) condition(cond ast.Expr) {
	if b, ok := cond.(*ast.BinaryExpr); ok && b.Op != token.LAND && b.Op != token.LOR || f.asksError(cond) {
		return
	}
	if not, ok := cond.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		f.replace("condition", cond.Pos(), cond.End(), f.of(not.X))
		return
	}
	f.replace("condition", cond.Pos(), cond.End(), "!("+f.of(cond)+")")
}

// asksError reports whether a condition checks an error: what follows is not a
// rule of the domain.
func (f *finder) asksError(cond ast.Expr) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && f.comparesError(b) {
			found = true
		}
		return true
	})
	return found
}

func (f *finder) comparesError(b *ast.BinaryExpr) bool {
	x := f.of(b.X)
	return f.of(b.Y) == "nil" && (x == "err" || strings.HasSuffix(x, "Err") || strings.HasSuffix(x, ".Error") || strings.HasSuffix(x, ".Err()"))
}

// others holds the operators that binary puts in place of an operator.
var others = map[token.Token]struct {
	kind string
	op   string
}{
	token.EQL: {"equality", "!="}, token.NEQ: {"equality", "=="},
	token.LAND: {"boolean", "||"}, token.LOR: {"boolean", "&&"},
	token.LSS: {"bound", "<="}, token.LEQ: {"bound", "<"},
	token.GTR: {"bound", ">="}, token.GEQ: {"bound", ">"},
}

// binary swaps an operator: equal for unequal, and for or, a bound off by one.
func (f *finder) binary(b *ast.BinaryExpr) {
	other, ok := others[b.Op]
	if !ok || f.clamps[b] || f.comparesError(b) || other.kind == "boolean" && (f.asksError(b.X) || f.asksError(b.Y)) {
		return
	}
	start := f.offset(b.OpPos)
	text := f.between(b.Pos(), b.OpPos) + other.op + f.between(b.OpPos+token.Pos(len(b.Op.String())), b.End())
	f.add(other.kind, start, start+len(b.Op.String()), other.op, f.of(b), text)
}

// clampsIn notes conditions such as n > most { return most } before return n:
// at the bound itself it makes no difference which of the two is given.
func (f *finder) clampsIn(stmts []ast.Stmt) {
	for i, stmt := range stmts[:max(0, len(stmts)-1)] {
		after := f.returned(stmts[i+1])
		switch stmt := stmt.(type) {
		case *ast.IfStmt:
			f.clamp(stmt.Cond, stmt.Body.List, after)
		case *ast.SwitchStmt:
			for _, c := range stmt.Body.List {
				if c := c.(*ast.CaseClause); len(c.List) == 1 {
					f.clamp(c.List[0], c.Body, after)
				}
			}
		}
	}
}

func (f *finder) clamp(cond ast.Expr, body []ast.Stmt, after string) {
	if len(body) != 1 || after == "" {
		return
	}
	var x, y string
	switch c := cond.(type) {
	case *ast.BinaryExpr:
		if others[c.Op].kind == "bound" {
			x, y = f.of(c.X), f.of(c.Y)
		}
	case *ast.CallExpr:
		if sel, ok := c.Fun.(*ast.SelectorExpr); ok && len(c.Args) == 1 {
			x, y = f.of(sel.X), f.of(c.Args[0])
		}
	}
	given := f.returned(body[0])
	f.clamps[cond] = given == x && after == y || given == y && after == x
}

// returned is the one value that a statement returns; empty for another
// statement.
func (f *finder) returned(stmt ast.Stmt) string {
	if ret, ok := stmt.(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		return f.of(ret.Results[0])
	}
	return ""
}

// instant moves the bound of a time by the instant itself: before becomes not
// after.
func (f *finder) instant(call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 {
		return
	}
	other := map[string]string{"Before": "After", "After": "Before"}[sel.Sel.Name]
	if other != "" && !f.clamps[call] {
		f.replace("bound", call.Pos(), call.End(), "!"+f.of(sel.X)+"."+other+"("+f.of(call.Args[0])+")")
	}
}

// refusal drops a refusal: the body never runs. It is one when the body ends
// by returning a refusal of the models, or the error of a question that the
// statement before asked them.
func (f *finder) refusal(cond ast.Expr, body []ast.Stmt, before ast.Stmt) {
	old := ""
	switch {
	case f.returnsRefusal(body):
		old = f.of(cond) + " { " + f.of(body[len(body)-1]) + " }"
	case f.asks(before) && f.asksError(cond):
		old = f.of(before)
	default:
		return
	}
	f.add("refusal", f.offset(cond.Pos()), f.offset(cond.End()), "false && ("+f.of(cond)+")", old, "dropped")
}

// refusedBefore finds refusals that are asked for in the statement before the
// if.
func (f *finder) refusedBefore(stmts []ast.Stmt) {
	for i, stmt := range stmts {
		if check, ok := stmt.(*ast.IfStmt); ok && i > 0 && check.Init == nil {
			if b, ok := check.Cond.(*ast.BinaryExpr); ok && f.comparesError(b) && f.asks(stmts[i-1]) {
				f.refusal(check.Cond, check.Body.List, stmts[i-1])
			}
		}
	}
}

func (f *finder) returnsRefusal(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	ret, ok := body[len(body)-1].(*ast.ReturnStmt)
	return ok && len(ret.Results) > 0 && f.isRefusal(ret.Results[len(ret.Results)-1])
}

// asks reports whether a statement assigns what a refusing function answers.
func (f *finder) asks(stmt ast.Stmt) bool {
	assign, ok := stmt.(*ast.AssignStmt)
	return ok && len(assign.Rhs) == 1 && f.isRefusal(assign.Rhs[0])
}

func (f *finder) isRefusal(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	return ok && f.refusals[called(call)]
}

func called(call *ast.CallExpr) string {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// requirement drops a requirement on a field.
func (f *finder) requirement(stmt *ast.ExprStmt) {
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok || !f.requires[called(call)] || len(call.Args) < 2 {
		return
	}
	start, end := f.offset(call.Args[0].Pos()), f.offset(call.Args[0].End())
	f.add("requirement", start, end, "true || ("+f.text[start:end]+")", f.of(stmt), "dropped")
}

// permission permits everybody: a question about an actor is answered with true,
// a refusal with nil.
func (f *finder) permission(fn *ast.FuncDecl) {
	r := results(fn)
	asked := receiver(fn) == "Actor"
	for _, p := range fn.Type.Params.List {
		asked = asked || strings.HasSuffix(f.of(p.Type), "Actor")
	}
	if len(r) != 1 || !asked && !strings.HasPrefix(fn.Name.Name, "May") || !f.isModel() {
		return
	}
	answer := map[string]string{"bool": "return true", "error": "return nil"}[f.of(r[0].Type)]
	if answer != "" {
		at := f.offset(fn.Body.Lbrace) + 1
		f.add("permission", at, at, answer+";", f.function, answer)
	}
}

// list leaves one value out of a list or map.
func (f *finder) list(lit *ast.CompositeLit) {
	if lit.Type != nil && !isList(lit.Type, f.lists) || len(lit.Elts) < 2 {
		return
	}
	for i, e := range lit.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok && lit.Type == nil {
			continue // the field of a struct
		} else if ok {
			e = pair.Key
		}
		if f.isConstant(e) || lit.Type != nil && f.isWord(e) && !unnamed[f.of(lit.Type)] {
			f.leaveOut(lit.Elts, i)
		}
	}
}

// unnamed are types whose texts are no values of an enum.
var unnamed = map[string]bool{"[]string": true, "[]any": true, "map[string]any": true}

// isConstant reports whether an expression is one of our constants.
func (f *finder) isConstant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return f.values[e.Name]
	case *ast.SelectorExpr:
		return f.values[e.Sel.Name] && f.imports(f.of(e.X))
	}
	return false
}

// imports reports whether a name is that of an imported package.
func (f *finder) imports(name string) bool {
	return slices.ContainsFunc(f.file.Imports, func(i *ast.ImportSpec) bool {
		return path.Base(strings.Trim(i.Path.Value, `"`)) == name
	})
}

// isWord reports whether an expression is one word in quotes, as the values of
// enums are.
func (f *finder) isWord(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING && !strings.Contains(lit.Value, " ")
}

// leaveOut adds the site that removes element i and a comma.
func (f *finder) leaveOut(elements []ast.Expr, i int) {
	from, to := elements[i].Pos(), elements[i].End()
	if i+1 < len(elements) {
		to = elements[i+1].Pos()
	} else {
		from = elements[i-1].End()
	}
	f.add("value", f.offset(from), f.offset(to), "", f.of(elements[i]), "left out")
}

// cases leaves a value or a whole case out of a switch, and turns conditions
// of cases round.
func (f *finder) cases(s *ast.SwitchStmt) {
	for _, stmt := range s.Body.List {
		clause := stmt.(*ast.CaseClause)
		switch {
		case s.Tag == nil && len(clause.List) == 1:
			f.condition(clause.List[0])
			f.refusal(clause.List[0], clause.Body, nil)
		case s.Tag != nil && len(clause.List) == 1 && (f.isConstant(clause.List[0]) || f.isWord(clause.List[0])):
			f.add("value", f.offset(clause.Pos()), f.offset(clause.End()), "", "case "+f.of(clause.List[0]), "left out")
		case len(clause.List) > 1:
			for i, e := range clause.List {
				if s.Tag == nil || f.isConstant(e) || f.isWord(e) {
					f.leaveOut(clause.List, i)
				}
			}
		}
	}
}
