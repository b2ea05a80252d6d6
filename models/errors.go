// Package models defines the meaning of the domain: rows, inputs, statuses,
// decisions and permissions. It uses only the standard library and never asks
// the database; what a decision depends on is passed in.
package models

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Kind is what an Error means to the person who caused it.
type Kind string

const (
	Invalid   Kind = "invalid"   // a field must be corrected
	Forbidden Kind = "forbidden" // seen, but not allowed
	NotFound  Kind = "not_found" // missing, or hidden: both have the same answer
	Conflict  Kind = "conflict"  // not possible at present
	TooMany   Kind = "too_many"  // a limit per account or address was reached
	NotYet    Kind = "not_yet"   // it is being made
)

// Error is a refusal that may be shown to a person. Any other error is a
// fault, which is logged and answered without details.
type Error struct {
	Kind   Kind
	Code   string   // message key, translated by views
	Fields Problems // for Invalid: the problem of each field
	Retry  int      // for TooMany and NotYet: seconds after which a retry makes sense
}

// Error makes a refusal an error; people see the translated Code.
func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return fmt.Sprintf("%s: %s", e.Kind, e.Code)
	}
	return fmt.Sprintf("%s: %s (%s)", e.Kind, e.Code, e.Fields)
}

// Refuse makes a refusal of the given kind; code is a message key.
func Refuse(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// Missing is the one answer for what does not exist and for what is hidden.
func Missing() *Error { return Refuse(NotFound, "page.missing") }

// KindOf reports the Kind of err, or "" when err is nil or a fault.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// CodeOf reports the message key of a refusal, or "" for a fault.
func CodeOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// Problem is a problem with one field: a message key and its arguments as
// name and value pairs, such as "max", 200.
type Problem struct {
	Code string
	Args []any
}

// Problems maps the name of a field to its problem. The first problem of a
// field stays.
type Problems map[string]Problem

// Add adds a problem of a field unless it has one already.
func (p Problems) Add(field, code string, args ...any) {
	if _, seen := p[field]; !seen {
		p[field] = Problem{Code: code, Args: args}
	}
}

// Require adds a problem if ok is false.
func (p Problems) Require(ok bool, field, code string, args ...any) {
	if !ok {
		p.Add(field, code, args...)
	}
}

// Err is nil without problems, otherwise a refusal that contains them all.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "form.check", Fields: p}
}

// String lists the fields and their codes in order, for logs and tests.
func (p Problems) String() string {
	lines := make([]string, 0, len(p))
	for field, problem := range p {
		lines = append(lines, field+" "+problem.Code)
	}
	sort.Strings(lines)
	return strings.Join(lines, ", ")
}

// ProblemsOf returns the problems of an Invalid refusal; nil for anything
// else.
func ProblemsOf(err error) Problems {
	if e, ok := errors.AsType[*Error](err); ok && e.Kind == Invalid {
		return e.Fields
	}
	return nil
}
