package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// runner runs the tests, each time with one file replaced.
type runner struct {
	packages []string // with tests, the quickest first
	timeout  time.Duration
	took     map[string]time.Duration // by each package without a fault
	work     string                   // a temporary folder
}

// result is the result for one fault. caught names a test, and in its package;
// both are empty if every test passed.
type result struct {
	site
	caught, in string
	took       time.Duration
}

func newRunner(patterns []string, timeout time.Duration) (*runner, error) {
	r := &runner{timeout: timeout, took: map[string]time.Duration{}}
	for _, pattern := range patterns {
		out, err := exec.Command("go", "list", "-f", "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}", pattern).Output()
		if err != nil {
			return nil, fmt.Errorf("go list %s: %w", pattern, err)
		}
		r.packages = append(r.packages, strings.Fields(string(out))...)
	}
	var err error
	r.work, err = os.MkdirTemp("", "mutants")
	return r, err
}

func (r *runner) close() { os.RemoveAll(r.work) }

// baseline runs every test without a fault: one that fails would catch
// everything.
func (r *runner) baseline() error {
	for _, pkg := range r.packages {
		began := time.Now()
		if out, err := r.test(pkg, ""); err != nil {
			return fmt.Errorf("%s fails without any fault:\n%s", pkg, out)
		}
		r.took[pkg] = time.Since(began)
		fmt.Printf("%6.1fs %s\n", r.took[pkg].Seconds(), pkg)
	}
	return nil
}

// tryAll tries sites in order until n of them compiled.
func (r *runner) tryAll(sites []site, n, workers int) []result {
	type job struct {
		site
		overlay string
	}
	jobs, results := make(chan job), make(chan result)
	go func() {
		defer close(jobs)
		for i, given := 0, 0; i < len(sites) && given < n; i++ {
			overlay, err := r.plant(i, sites[i])
			exitOn(err)
			if r.builds(sites[i], overlay) {
				jobs <- job{sites[i], overlay}
				given++
			}
		}
	}()
	var busy sync.WaitGroup
	for range workers {
		busy.Go(func() {
			for j := range jobs {
				results <- r.try(j.site, j.overlay)
			}
		})
	}
	go func() { busy.Wait(); close(results) }()
	var all []result
	for res := range results {
		all = append(all, res)
		fmt.Printf("%3d/%d %4.0fs %s\n", len(all), n, res.took.Seconds(), res)
	}
	return all
}

// String says which test caught the fault.
func (r result) String() string {
	if r.caught == "" {
		return "SURVIVED " + r.site.String()
	}
	return fmt.Sprintf("caught by %s (%s) %s", r.caught, r.in, r.site)
}

// plant writes the file with the fault and the overlay that puts it in place.
func (r *runner) plant(i int, s site) (overlay string, err error) {
	original, err := filepath.Abs(s.file)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(original)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(r.work, fmt.Sprintf("%d.go", i))
	if err := os.WriteFile(changed, []byte(s.apply(string(text))), 0o600); err != nil {
		return "", err
	}
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{original: changed}})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(r.work, fmt.Sprintf("%d.json", i))
	return overlay, os.WriteFile(overlay, replace, 0o600)
}

// apply gives the text of the file with the fault.
func (s site) apply(text string) string { return text[:s.start] + s.text + text[s.end:] }

// builds reports whether the fault compiles; one that does not is no fault.
func (r *runner) builds(s site, overlay string) bool {
	return exec.Command("go", "build", "-overlay", overlay, "./"+filepath.Dir(s.file)).Run() == nil
}

// try runs the tests of package after package until one fails.
func (r *runner) try(s site, overlay string) result {
	began := time.Now()
	for _, pkg := range r.packages {
		if out, err := r.test(pkg, overlay); err != nil {
			return result{s, failed(out), pkg, time.Since(began)}
		}
	}
	return result{site: s, took: time.Since(began)}
}

// test runs the tests of a package and gives what they print.
func (r *runner) test(pkg, overlay string) (string, error) {
	args := []string{"test", "-vet=off", "-failfast"}
	if overlay != "" {
		args = append(args, "-overlay", overlay, "-timeout", max(r.timeout, 5*r.took[pkg]).String())
	}
	out, err := exec.Command("go", append(args, pkg)...).CombinedOutput()
	return string(out), err
}

var failLine = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)

// failed names the first test that failed, with the innermost subtest.
func failed(output string) string {
	name := ""
	for _, m := range failLine.FindAllStringSubmatch(output, -1) {
		if name != "" && !strings.HasPrefix(m[1], name+"/") {
			break
		}
		name = m[1]
	}
	switch {
	case strings.Contains(output, "panic: test timed out"):
		return strings.TrimSpace("the timeout " + name)
	case name == "" && strings.Contains(output, "panic: "):
		return "a panic"
	case name == "":
		return "the package's setup"
	}
	return name
}
