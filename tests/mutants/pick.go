package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
)

// pick orders the sites so that any beginning of the list is spread over the
// kinds of fault and over the files: each kind in turn, and of it a place in
// the file that has had the fewest. The same seed and code give the same order.
func pick(sites []site, seed int) []site {
	byKind := map[string][]site{}
	for _, s := range sites {
		byKind[s.kind] = append(byKind[s.kind], s)
	}
	for _, group := range byKind {
		slices.SortFunc(group, func(a, b site) int {
			return cmp.Or(cmp.Compare(lot(a, seed), lot(b, seed)), cmp.Compare(a.key(), b.key()))
		})
	}
	kinds := sortedKeys(byKind)
	inFile, atLine := map[string]int{}, map[string]int{}
	order := make([]site, 0, len(sites))
	for len(order) < len(sites) {
		for _, kind := range kinds {
			group := byKind[kind]
			if len(group) == 0 {
				continue
			}
			best := 0
			for i, s := range group {
				b := group[best]
				if cmp.Or(cmp.Compare(atLine[place(s)], atLine[place(b)]), cmp.Compare(inFile[s.file], inFile[b.file])) < 0 {
					best = i
				}
			}
			s := group[best]
			inFile[s.file]++
			atLine[place(s)]++
			order = append(order, s)
			byKind[kind] = slices.Delete(group, best, best+1)
		}
	}
	return order
}

func place(s site) string { return fmt.Sprintf("%s:%d", s.file, s.line) }

// lot is the number that a site gets from a seed.
func lot(s site, seed int) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d|%s", seed, s.key())
	return h.Sum64()
}
