package tests

import (
	"go/ast"
	"reflect"
	"slices"
	"strings"
)

// typeName is a type by the folder that declares it.
type typeName struct{ folder, name string }

// workingPages are the pages of the working area whose readers edit the rows
// that they show: these may hold the edited rows, but none of people. Every
// other page holds only data selected for it.
var workingPages = []string{
	"ManageHome", "SeriesDesk", "SeriesForm", "SeminarDesk", "SeminarForm", "SessionForm", "OrganiserDesk", "NoteList", "NoteEdit",
	"EntityList", "EntityForm", "OrganisationList", "OrganisationForm",
	"SummaryList", "DeskShow", "SummaryEdit", "PointForm", "ClearanceShow", "EditionList", "EditionWithdraw",
}

// edited are the rows that a working page may hold, and the actor, who decides
// which buttons are shown.
var edited = []string{
	"Series", "Seminar", "Session", "SessionPerson", "Theme", "Entity", "Organisation",
	"Note", "Summary", "Point", "PointSource", "Clearance", "Actor",
}

// rowsOnPages lists pages that can reach a row. A page holds only data selected
// for it, so that no column is shown by accident. Pages are the types of views
// and its parts that have a Render method.
func rowsOnPages(files []source) []string {
	types := declared(files)
	var broken []string
	for _, s := range files {
		if s.folder() != "views" && s.folder() != "views/parts" {
			continue
		}
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Render" {
				continue
			}
			page := typeName{s.folder(), receiver(f)}
			may := []string(nil)
			if slices.Contains(workingPages, page.name) {
				may = edited
			}
			if way := wayToRow(types, page, may, nil); way != nil {
				broken = append(broken, s.at(f)+" "+strings.Join(way, " → "))
			}
		}
	}
	return broken
}

// folderOf gives the folder of each package from which pages use types.
var folderOf = map[string]string{"models": "models", "parts": "views/parts", "wire": "views/wire"}

// declared collects the types that pages can be composed of.
func declared(files []source) map[typeName]ast.Expr {
	types := map[typeName]ast.Expr{}
	for _, s := range files {
		if s.folder() != "models" && s.folder() != "views" && s.folder() != "views/parts" && s.folder() != "views/wire" {
			continue
		}
		for _, decl := range s.file.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					types[typeName{s.folder(), t.Name.Name}] = t.Type
				}
			}
		}
	}
	return types
}

// wayToRow gives the path of names from a type to a row that it holds but may
// not hold; nil if there is none. A name of models that is not among the files
// counts as a row, because an example contains no models.
func wayToRow(types map[typeName]ast.Expr, from typeName, may []string, seen []typeName) []string {
	if slices.Contains(seen, from) || from.folder == "models" && slices.Contains(may, from.name) {
		return nil
	}
	expr, ok := types[from]
	if !ok {
		if from.folder == "models" && !slices.ContainsFunc(sortedTypes(types), func(t typeName) bool { return t.folder == "models" }) && from.name != "Page" {
			return []string{"models." + from.name}
		}
		return nil
	}
	if isRow(expr) {
		return []string{from.folder + "." + from.name}
	}
	for _, name := range mentioned(expr, from.folder) {
		if way := wayToRow(types, name, may, append(seen, from)); way != nil {
			return append([]string{from.folder + "." + from.name}, way...)
		}
	}
	return nil
}

func sortedTypes(types map[typeName]ast.Expr) []typeName {
	all := make([]typeName, 0, len(types))
	for t := range types {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b typeName) int { return strings.Compare(a.folder+a.name, b.folder+b.name) })
	return all
}

// isRow reports whether a struct is a row: it names its primary key.
func isRow(expr ast.Expr) bool {
	s, ok := expr.(*ast.StructType)
	if !ok {
		return false
	}
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool {
		return f.Tag != nil && strings.Contains(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("gorm"), "primaryKey")
	})
}

// mentioned lists our own types that a type is composed of; functions take and
// return values but hold none.
func mentioned(expr ast.Expr, folder string) []typeName {
	var names []typeName
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType, *ast.InterfaceType:
			return false
		case *ast.Field:
			names = append(names, mentioned(n.Type, folder)...)
			return false // not the field's own name
		case *ast.SelectorExpr:
			if p, ok := n.X.(*ast.Ident); ok && folderOf[p.Name] != "" {
				names = append(names, typeName{folderOf[p.Name], n.Sel.Name})
			}
			return false
		case *ast.Ident:
			names = append(names, typeName{folder, n.Name})
		}
		return true
	})
	return names
}

// receiver is the name of the type that a method belongs to.
func receiver(f *ast.FuncDecl) string {
	t := f.Recv.List[0].Type
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	if i, ok := t.(*ast.IndexExpr); ok {
		t = i.X
	}
	if n, ok := t.(*ast.Ident); ok {
		return n.Name
	}
	return ""
}
