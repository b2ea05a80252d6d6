package main

import (
	"fmt"
	"os"
	"strings"
)

// mostEquivalents limits the list of faults that cannot be noticed.
const mostEquivalents = 5

// equivalent is a fault that changes nothing noticeable, with the reason.
type equivalent struct {
	file, function, kind, old, reason string
}

// readEquivalents reads the list: one per line, its fields apart by " | ";
// lines that begin with # are comments.
func readEquivalents(path string) ([]equivalent, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []equivalent
	for n, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 5 {
			return nil, fmt.Errorf("%s:%d: file | function | kind | old text | reason", path, n+1)
		}
		all = append(all, equivalent{f[0], f[1], f[2], f[3], f[4]})
	}
	if len(all) > mostEquivalents {
		return nil, fmt.Errorf("%s: at most %d entries", path, mostEquivalents)
	}
	return all, nil
}

// exclude takes the equivalent faults out of the sites. An entry that fits no
// site is an error: the code has changed.
func exclude(sites []site, excluded []equivalent) ([]site, error) {
	for _, e := range excluded {
		var rest []site
		for _, s := range sites {
			if s.file != e.file || s.function != e.function || s.kind != e.kind || s.old != e.old {
				rest = append(rest, s)
			}
		}
		if len(rest) == len(sites) {
			return nil, fmt.Errorf("%s: no such fault: %s %s %s: %s", equivalents, e.file, e.function, e.kind, e.old)
		}
		sites = rest
	}
	return sites, nil
}
