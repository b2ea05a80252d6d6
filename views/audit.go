package views

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// AuditList is the page of the audit log.
type AuditList struct {
	parts.Frame
	Entries models.Page[models.AuditRow]
	Filter  models.AuditFilter
	Scopes  models.AuditChoices // what it can be narrowed by
	Cursor  string

	Problems models.Problems // of the filter
}

// Render writes the page.
func (p AuditList) Render(ctx context.Context, w io.Writer) error { return auditList(p).Render(ctx, w) }

func (p AuditList) pageAddress(cursor string) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"series": p.Filter.SeriesID, "seminar": p.Filter.SeminarID, "account": p.Filter.AccountID,
		"subject": p.Filter.SubjectID, "kind": p.Filter.Kind, "verb": p.Filter.Verb, "from": string(p.Filter.From), "to": string(p.Filter.To), "cursor": cursor,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/manage/audit"
	}
	return "/manage/audit?" + q.Encode()
}

func (p AuditList) first() string {
	if p.Cursor == "" {
		return ""
	}
	return p.pageAddress("")
}

func (p AuditList) next() string {
	if p.Entries.Next == "" {
		return ""
	}
	return p.pageAddress(p.Entries.Next)
}

// narrowed reports whether the log is filtered by one object, which the form
// above it cannot choose.
func (p AuditList) narrowed() bool { return p.Filter.SubjectID != "" }

// people are those who did something in this part of the log.
func (p AuditList) people() []parts.Option {
	options := make([]parts.Option, len(p.Scopes.Accounts))
	for i, a := range p.Scopes.Accounts {
		options[i] = parts.Option{Value: a.ID, Label: a.Name}
	}
	return options
}

// notEverybody says how to find a person who is not among them.
func (p AuditList) notEverybody() string {
	if !p.Scopes.NotEverybody {
		return ""
	}
	return p.L.T("audit.not_everybody", "count", p.L.Number(models.AuditPeople))
}

// kinds are the kinds of objects.
func (p AuditList) kinds() []parts.Option {
	options := make([]parts.Option, len(models.AuditKinds))
	for i, k := range models.AuditKinds {
		options[i] = parts.Option{Value: k, Label: p.L.T("audit_kind." + k)}
	}
	sort.Slice(options, func(i, j int) bool { return options[i].Label < options[j].Label })
	return options
}

// verbs are all changes that can be in the log, in the order of the reader's
// language.
func (p AuditList) verbs() []parts.Option {
	var options []parts.Option
	for verb, name := range p.L.Below("verb.") {
		options = append(options, parts.Option{Value: verb, Label: name})
	}
	sort.Slice(options, func(i, j int) bool { return options[i].Label+options[i].Value < options[j].Label+options[j].Value })
	return options
}

// verbName is the name of a change; one from an older program that is no
// longer known is shown as it is.
func verbName(l *locale.Locale, verb string) string {
	if l.Has("verb." + verb) {
		return l.T("verb." + verb)
	}
	return verb
}

// who is the name of the actor.
func (p AuditList) who(r models.AuditRow) string {
	if r.Who != "" {
		return r.Who
	}
	return p.L.T("audit.via." + string(r.Via))
}

// about is the name of the account concerned, unless it is the actor itself.
func (p AuditList) about(r models.AuditRow) string {
	if string(r.AccountID) == r.SubjectID {
		return ""
	}
	return r.About
}

// where is the seminar or, without one, the series.
func (p AuditList) where(r models.AuditRow) locale.Fragment {
	if r.SeminarID != "" {
		return p.L.TitleOrPlace(r.SeminarTitle, r.SeminarLabel, r.SeminarPlace)
	}
	return p.L.Text(r.SeriesTitle)
}

// detail is what an entry contains besides the change: statuses, roles,
// numbers.
func (p AuditList) detail(r models.AuditRow) string {
	var values map[string]any
	if json.Unmarshal([]byte(r.Detail), &values) != nil {
		return ""
	}
	noun, _, _ := strings.Cut(r.Verb, ".")
	if r.SubjectKind == "registration" {
		noun = r.SubjectKind // whatever was done with it, such as accepting an invitation
	}
	names := slices.Sorted(maps.Keys(values))
	lines := make([]string, 0, len(names))
	for _, name := range names {
		label := name
		if p.L.Has("audit_detail." + name) {
			label = p.L.T("audit_detail." + name)
		}
		lines = append(lines, p.L.T("audit.pair", "name", label, "value", p.noted(noun, name, values[name])))
	}
	return strings.Join(lines, " · ")
}

// noted puts one value of the detail into words; a value without words, such
// as a number or a word from an older program, is shown as it is.
func (p AuditList) noted(noun, name string, value any) string {
	var key string
	switch word := fmt.Sprint(value); name {
	case "from", "to", "status", "state": // state: in entries from before the word was status
		if noun == "point" || noun == "clearance" || noun == "edition" {
			noun = "summary" // its status is the one that counts
		}
		key = noun + "_status." + word
	case "decision":
		key = "clearance." + word
	case "kind":
		key = "edition_kind." + word
	case "role":
		key = "role." + word
	case "with", "client", "published", "address_changed":
		key = "audit_word." + word
	}
	if key != "" && p.L.Has(key) {
		return p.L.T(key)
	}
	return fmt.Sprint(value)
}
