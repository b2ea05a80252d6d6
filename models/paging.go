package models

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// Page is one page of a list. Next is the cursor of the next page, empty on
// the last one.
type Page[T any] struct {
	Items []T
	Next  string
}

// MaxPage is the largest number of rows on one page of a list.
const MaxPage = 100

// PageSize limits a requested number of rows to between one and MaxPage; zero
// is 50.
func PageSize(wish int) int {
	switch {
	case wish <= 0:
		return 50
	case wish > MaxPage:
		return MaxPage
	}
	return wish
}

// EncodeCursor makes an opaque cursor from the sort values of the last row:
// texts, whole numbers and times.
func EncodeCursor(values ...any) string {
	b, err := json.Marshal(values)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// DecodeCursor reads the sort values of a cursor into pointers to a string, an
// int32, an int64 or a time, and reports whether there is a cursor. Anything
// that EncodeCursor did not make of such values is refused.
func DecodeCursor(cursor string, into ...any) (there bool, err error) {
	if cursor == "" {
		return false, nil
	}
	refused := &Error{Kind: Invalid, Code: "form.check", Fields: Problems{"cursor": {Code: "form.choice"}}}
	var values []json.RawMessage
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(cursor) > 2000 || json.Unmarshal(b, &values) != nil || len(values) != len(into) {
		return false, refused
	}
	for i, value := range values {
		if string(value) == "null" || json.Unmarshal(value, into[i]) != nil {
			return false, refused
		}
		switch v := into[i].(type) {
		case *string:
			if strings.Contains(*v, "\x00") {
				return false, refused
			}
		case *time.Time:
			*v = v.UTC()
		}
	}
	return true, nil
}

// CutPage makes a page from rows that were read with one more than size; the
// extra row shows that there is a next page.
func CutPage[T any](rows []T, size int, cursor func(last T) string) Page[T] {
	if len(rows) <= size {
		return Page[T]{Items: rows}
	}
	rows = rows[:size]
	return Page[T]{Items: rows, Next: cursor(rows[size-1])}
}
