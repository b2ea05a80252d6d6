package models

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Page is one page of a list. Next is the cursor of the page after it, empty
// on the last one.
type Page[T any] struct {
	Items []T
	Next  string
}

// MaxPage is the most rows that one page of a list holds.
const MaxPage = 100

// PageSize keeps a wished number of rows between one and MaxPage; zero is 50.
func PageSize(wish int) int {
	switch {
	case wish <= 0:
		return 50
	case wish > MaxPage:
		return MaxPage
	}
	return wish
}

// EncodeCursor makes an opaque cursor from the sort values of the last row.
func EncodeCursor(parts ...string) string {
	b, err := json.Marshal(parts)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// DecodeCursor reads a cursor of n values; an empty one gives nil, and one
// that was not made by EncodeCursor is refused.
func DecodeCursor(cursor string, n int) ([]string, error) {
	if cursor == "" {
		return nil, nil
	}
	var parts []string
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(cursor) > 2000 || json.Unmarshal(b, &parts) != nil || len(parts) != n || strings.Contains(strings.Join(parts, ""), "\x00") {
		return nil, &Error{Kind: Invalid, Code: "form.check", Fields: Problems{"cursor": {Code: "form.choice"}}}
	}
	return parts, nil
}

// CutPage makes a page from rows that were read with one row more than size;
// the row too many says that there is a next page.
func CutPage[T any](rows []T, size int, cursor func(last T) string) Page[T] {
	if len(rows) <= size {
		return Page[T]{Items: rows}
	}
	rows = rows[:size]
	return Page[T]{Items: rows, Next: cursor(rows[size-1])}
}
