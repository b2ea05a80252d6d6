// Command mutants plants small faults in the rules and queries of models and
// models/store, one at a time, and reports which test catches each. A fault
// that no test catches is a rule without a test. It works on overlays: no file
// of the tree changes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"
)

// folders holds the code that faults are planted in; those that do not exist
// are passed over.
var folders = []string{"models", "models/store", "models/store/db", "models/store/analysis"}

const equivalents = "tests/mutants/equivalent.txt"

func main() {
	n := flag.Int("n", 60, "how many faults to plant")
	seed := flag.Int("seed", 1, "another seed picks other faults")
	only := flag.String("only", "", "only files whose path begins with this, such as models/seminar; with a slash at the end: only files right in this folder; with a line, such as models/seminar.go:86: only this line")
	kind := flag.String("kind", "", "only this kind of fault")
	tests := flag.String("tests", "./models ./models/store/... ./handlers/... ./tests ./seeds ./jobs", "packages whose tests are asked, the quickest first")
	timeout := flag.Duration("timeout", 5*time.Minute, "for the tests of one package, or five times what they take without a fault; one that stops them counts as caught")
	workers := flag.Int("j", max(1, runtime.NumCPU()/2), "faults tried at the same time")
	list := flag.Bool("list", false, "list every place where a fault can be planted, then stop")
	flag.Parse()

	sites, excluded, err := candidates(*only, *kind)
	exitOn(err)
	if *list {
		for _, s := range sites {
			fmt.Println(s)
		}
		fmt.Printf("%d places\n", len(sites))
		return
	}
	for _, e := range excluded {
		fmt.Printf("left out as equivalent: %s %s %s: %s (%s)\n", e.file, e.function, e.kind, e.old, e.reason)
	}
	r, err := newRunner(strings.Fields(*tests), *timeout)
	exitOn(err)
	defer r.close()
	fmt.Println("first the tests without any fault")
	exitOn(r.baseline())
	results := r.tryAll(pick(sites, *seed), *n, *workers)
	if !report(os.Stdout, results, *n, len(excluded)) {
		r.close()
		os.Exit(1)
	}
}

// candidates finds the places for faults, without those that are excluded as
// equivalent.
func candidates(only, kind string) ([]site, []equivalent, error) {
	sources, err := readSources(folders)
	if err != nil {
		return nil, nil, err
	}
	excluded, err := readEquivalents(equivalents)
	if err != nil {
		return nil, nil, err
	}
	sites, err := exclude(findSites(sources), excluded)
	if err != nil {
		return nil, nil, err
	}
	sites = slices.DeleteFunc(sites, func(s site) bool {
		return !s.within(only) || kind != "" && s.kind != kind
	})
	return sites, excluded, nil
}

// within reports whether a site is among those that -only names.
func (s site) within(only string) bool {
	if strings.HasSuffix(only, "/") {
		return path.Dir(s.file)+"/" == only
	}
	return strings.HasPrefix(s.file, only) || place(s) == only
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}
