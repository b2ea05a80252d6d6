// Package tests holds rules about the whole code base: which package may import
// which, that every method of the store takes an actor, and the permissions.
package tests

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// source is one Go file of the product, by its path from the root.
type source struct {
	path string
	file *ast.File
	fset *token.FileSet
}

// folder is the folder of the file.
func (s source) folder() string { return path.Dir(s.path) }

// isTest reports whether the file is part of the tests and not of the product.
func (s source) isTest() bool {
	return strings.HasSuffix(s.path, "_test.go") || s.path == "tests" || strings.HasPrefix(s.path, "tests/")
}

// at is the position of a part of the file, for messages.
func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.fset.Position(n.Pos()).Line)
}

// rule must hold for all files. broken lists violations; bad are small files
// that it must catch, so that a rule that no longer finds anything is noticed.
type rule struct {
	says   string
	broken func([]source) []string
	bad    []example
}

// example is a file that breaks a rule.
type example struct{ path, text string }

// TestTheCodeFollowsItsRules applies every rule to every file of the product, and
// shows for each rule that it can fail.
func TestTheCodeFollowsItsRules(t *testing.T) {
	files := readSources(t)
	for _, r := range rules {
		t.Run(r.says, func(t *testing.T) {
			for _, where := range r.broken(files) {
				t.Error(where)
			}
			if len(r.bad) == 0 {
				t.Error("no example shows that this rule can fail")
			}
			for _, bad := range r.bad {
				if len(r.broken([]source{parse(t, bad.path, bad.text)})) == 0 {
					t.Errorf("this is not caught:\n%s\n%s", bad.path, bad.text)
				}
			}
		})
	}
}

var rules = []rule{
	{"imports point down", importsUp, []example{
		{"config/config.go", `package config; import "consultations/models"`},
		{"models/seminar.go", `package models; import "gorm.io/gorm"`},
		{"models/seminar.go", `package models; import "consultations/models/store"`},
		{"models/store/seminar.go", `package store; import "consultations/views"`},
		{"models/store/seminar.go", `package store; import "github.com/gofiber/fiber/v2"`},
		{"models/store/db/tx.go", `package db; import "consultations/models/store"`},
		{"handlers/seminar.go", `package handlers; import "consultations/models/store/db"`},
		{"views/seminar.go", `package views; import "consultations/models/store"`},
		{"views/seminar_templ.go", `package views; import "github.com/gofiber/fiber/v2"`},
		{"views/locale/words.go", `package locale; import "consultations/views/parts"`},
		{"views/parts/form.go", `package parts; import "consultations/views"`},
		{"views/wire/feed.go", `package wire; import "consultations/views/parts"`},
		{"views/mail/mail.go", `package mail; import "consultations/views/parts"`},
		{"jobs/mail.go", `package jobs; import "consultations/views"`},
		{"adapters/mail/mail.go", `package mail; import "consultations/models"`},
		{"handlers/pages/seminar.go", `package pages; import "consultations/jobs"`},
		{"handlers/pages/seminar.go", `package pages; import "gorm.io/gorm"`},
		{"handlers/pages/seminar.go", `package pages; import "consultations/handlers/api"`},
		{"handlers/api/seminar.go", `package api; import "consultations/handlers/pages"`},
		{"handlers/web/form.go", `package web; import "consultations/handlers/pages"`},
		{"jobs/mail.go", `package jobs; import "consultations/handlers"`},
		{"jobs/mail.go", `package jobs; import "consultations/adapters/mail"`},
		{"seeds/seeds.go", `package seeds; import "consultations/views"`},
		{"services/seminar.go", `package services`},
	}},
	{"database drivers appear only in store/db", driversOutside, []example{
		{"models/store/seminar.go", `package store; import _ "modernc.org/sqlite"`},
		{"models/store/seminar.go", `package store; import "github.com/jackc/pgx/v5/pgconn"`},
		{"cmd/consultations/serve.go", `package main; import "gorm.io/driver/postgres"`},
		{"jobs/runner.go", `package jobs; import "github.com/riverqueue/river/riverdriver/riversqlite"`},
	}},
	{"files and folders are named after what they hold", vagueNames, []example{
		{"handlers/util.go", `package handlers`},
		{"models/common/seminar.go", `package common`},
		{"views/form_helpers.go", `package views`},
		{"jobs/managers/mail.go", `package managers`},
	}},
	{"GORM writes only what the code names", looseGORM, []example{
		{"models/store/a.go", `package store; func f(s *Store) { s.db.Primary(ctx).AutoMigrate(1) }`},
		{"models/store/a.go", `package store; var c = gorm.Config{PrepareStmt: true}`},
		{"models/store/a.go", `package store; func f(t *tx) error { return t.FirstOrCreate(1).Error }`},
		{"models/store/a.go", `package store; func f(t *tx) error { return t.Where("id = ?", 1).Save(1).Error }`},
	}},
	{"no list is cut at a number of rows", cutLists, []example{
		{"models/store/a.go", `package store; func f(s *Store) { s.db.Read(ctx).Order("id").Limit(500).Find(&all) }`},
		{"models/store/a.go", "package store; const q = `SELECT id FROM notes\n ORDER BY id LIMIT 1000`"},
	}},
	{"no middleware keeps state by path or header", statefulMiddleware, []example{
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/cache"`},
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/idempotency"`},
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/limiter"`},
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/csrf"`},
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/session"`},
		{"handlers/a.go", `package handlers; import "github.com/gofiber/fiber/v2/middleware/encryptcookie"`},
	}},
	{"SQL is made of constants", builtSQL, []example{
		{"models/store/a.go", `package store; func f(s *Store, by string) { s.db.Read(ctx).Order("name " + by) }`},
		{"models/store/a.go", `package store; func f(s *Store, by string) { s.db.Read(ctx).Order(by) }`},
		{"models/store/a.go", `package store; func f(s *Store, by string) { s.db.Read(ctx).Where(fmt.Sprintf("name = '%s'", by)) }`},
		{"models/store/a.go", `package store; func f(s *Store, by string) { s.db.Read(ctx).Raw("SELECT 1 WHERE a = " + by) }`},
		{"models/store/a.go", `package store; func f(s *Store, by string) { s.db.Read(ctx).Raw(s.db.HardlyWaiting(0, "INSERT "+by, "", "id")) }`},
		{"models/store/a.go", `package store; func f(s *Store, by string) { q := "a = " + by; s.db.Read(ctx).Where(q) }`},
	}},
	{"the end of the log is locked last", earlyChainLocks, []example{
		{"models/store/a.go", `package store; func (t *tx) f() error { return t.insertAudit(nil) }`},
		{"models/store/a.go", `package store; func (t *tx) recordAll() error { return t.insertAudit(nil) }`},
		{"models/store/a.go", `package store; func (t *tx) f() error { _, err := t.chainEnd(); return err }`},
		{"models/store/a.go", `package store; func (t *tx) f() error { return t.chain(nil) }`},
		{"models/store/a.go", `package store; func (t *tx) f() { t.AtEnd(func() error { return t.mail() }) }`},
		{"models/store/a.go", `package store; func (t *tx) f() error { return t.Exec("UPDATE audit_chain SET hash = hash").Error }`},
		{"models/store/a.go", `package store; func (t *tx) f() error { return t.Exec("UPDATE public_revision SET n = n + 1").Error }`},
	}},
	{"plumbing mentions no noun of the domain", nounsInPlumbing, []example{
		{"handlers/web/a.go", `package web; func SeminarPath(id string) string { return id }`},
		{"handlers/web/a.go", `package web; import "consultations/models"; var link = models.LinkToRegistration`},
		{"models/store/db/a.go", `package db; const lock = "UPDATE seminars SET id = id"`},
		{"views/parts/a.go", "package parts\n\n// Head is the title of a summary.\ntype Head struct{}"},
		{"views/parts/a_templ.go", `package parts; func Point() {}`},
		{"views/locale/a.go", `package locale; func f(l *Locale) string { return l.T("seminar.seats") }`},
	}},
	{"a file named after a noun contains no plumbing", plumbingInNounFiles, []example{
		{"handlers/api/seminar.go", `package api; import "github.com/danielgtaylor/huma/v2"`},
		{"handlers/pages/registration_office.go", `package pages; import "encoding/json"`},
		{"models/store/point.go", `package store; import "database/sql"`},
	}},
	{"a page contains no row", rowsOnPages, []example{
		{"views/a.go", `package views; type AShow struct { parts.Frame; A models.Seminar }; func (AShow) Render(context.Context, io.Writer) error { return nil }`},
		{"views/a.go", `package views; type line struct { R []*models.Seminar }; type AShow struct { parts.Frame; Lines map[string]line }; func (AShow) Render(context.Context, io.Writer) error { return nil }`},
		{"views/a.go", `package views; type SeminarDesk struct { parts.Frame; A models.Account }; func (SeminarDesk) Render(context.Context, io.Writer) error { return nil }`},
		{"views/a.go", `package views; type AList struct { Page models.Page[models.Seminar] }; func (AList) Render(context.Context, io.Writer) error { return nil }`},
		{"views/parts/a.go", `package parts; type AShow struct { Frame; A models.Seminar }; func (AShow) Render(context.Context, io.Writer) error { return nil }`},
	}},
}

// readSources parses every Go file of the product; the tests are not part of it.
func readSources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "node_modules" || n == "static" || n == "bin" || n == "data" || strings.HasPrefix(n, ".") && n != ".." {
				return filepath.SkipDir
			}
			return nil
		}
		rel := strings.TrimPrefix(filepath.ToSlash(name), "../")
		if !strings.HasSuffix(rel, ".go") || (source{path: rel}).isTest() {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		all = append(all, parse(t, rel, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d files were found, so the rules would check almost nothing", len(all))
	}
	return all
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{path: name, file: file, fset: fset}
}

// sortedKeys returns the keys of a map in order, so that lists are the same each
// time.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
