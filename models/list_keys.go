package models

import "strings"

// ListKeys are what lists find and sort a row by, whatever letters its names
// are written in. The store makes them whenever the names change.
type ListKeys struct {
	FindKey  string // the words of the row, folded
	OrderKey string // the rank of its name
	Analysis int    // version of the program's analysis that made them
}

// SortName is a person's name as a list of participants sorts it: by the family
// name, or by the whole name of those who have only one.
func SortName(name, family string) string {
	if family == "" || family == name {
		return name
	}
	return family + ", " + name
}

// FindText is the text by which a list is searched, cut to a length that a
// database can compare.
func FindText(typed string) string {
	w := strings.Join(strings.Fields(typed), " ")
	if r := []rune(w); len(r) > MaxLine {
		w = string(r[:MaxLine])
	}
	return w
}
