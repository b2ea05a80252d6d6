package main

import (
	"fmt"
	"io"
	"slices"
)

// needed is how many of n faults have to be caught: 57 of 60.
func needed(n int) int { return (n*57 + 59) / 60 }

// report sums up the results and tells whether enough faults were caught.
func report(w io.Writer, results []result, n, excluded int) bool {
	var survivors []result
	by := map[string]int{}
	for _, r := range results {
		if r.caught == "" {
			survivors = append(survivors, r)
			continue
		}
		by[r.in]++
	}
	caught := len(results) - len(survivors)
	fmt.Fprintf(w, "\n%d of %d faults caught, at least %d needed, %d left out as equivalent\n", caught, len(results), needed(n), excluded)
	for _, pkg := range sortedKeys(by) {
		fmt.Fprintf(w, "%6d by %s\n", by[pkg], pkg)
	}
	for _, r := range survivors {
		fmt.Fprintf(w, "SURVIVED %s\n", r.site)
	}
	if len(results) < n {
		fmt.Fprintf(w, "only %d places for %d faults\n", len(results), n)
	}
	return caught >= needed(n)
}

// sortedKeys gives the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
