package pdf

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// longSummary is a summary of 120 points of 4,500 letters each.
func longSummary(t *testing.T, lang string) Document {
	t.Helper()
	document := summary(t, lang)
	var data map[string]any
	if err := json.Unmarshal(document.Data, &data); err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, g := range data["groups"].([]any) {
		for _, p := range g.(map[string]any)["points"].([]any) {
			if of := p.(map[string]any); of["lang"] == lang {
				words = append(words, of["text"].(string))
			}
		}
	}
	letters := []rune(strings.Repeat(strings.Join(words, " ")+" ", 20))
	var points []any
	for i := range 120 {
		points = append(points, map[string]any{"number": strconv.Itoa(i + 1), "anchor": "p" + strconv.Itoa(i), "text": string(letters[i : i+4500]), "lang": lang, "dir": data["dir"]})
	}
	data["groups"] = []any{map[string]any{"heading": data["title"], "points": points}}
	document.Data, _ = json.Marshal(data)
	return document
}

var peakLine = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peaks watches the workers until stop is called, which returns the most memory
// that one of them had, in MiB.
func (j *journal) peaks() (stop func() int) {
	done, highest := make(chan struct{}), make(chan int)
	go func() {
		most := 0
		for {
			j.lock.Lock()
			pids := append([]int(nil), j.started...)
			j.lock.Unlock()
			for _, pid := range pids {
				status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // empty when it has ended
				if found := peakLine.FindSubmatch(status); found != nil {
					kib, _ := strconv.Atoi(string(found[1]))
					most = max(most, kib>>10)
				}
			}
			select {
			case <-done:
				highest <- most
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() int { close(done); return <-highest }
}

func onLinux(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("the memory of a process is read from /proc")
	}
}

var long = flag.Bool("long", false, "set long summaries in all languages, not only in the one that needs most memory")

// TestALongSummaryIsSetInEveryLanguageWithinTheMemory: no language needs minutes,
// and none comes near the limit. Chinese needs most memory; the others are set
// by make long.
func TestALongSummaryIsSetInEveryLanguageWithinTheMemory(t *testing.T) {
	typesetting(t)
	onLinux(t)
	r, j := watched(t, Options{})
	for _, lang := range []string{"en", "fr", "es", "ru", "ar", "zh"} {
		t.Run(lang, func(t *testing.T) {
			if lang != "zh" && !*long {
				t.Skip("set with -long")
			}
			must(t, r, simple("warm"))
			stop, began := j.peaks(), time.Now()

			pdf := must(t, r, longSummary(t, lang))

			took, peak := time.Since(began), stop()
			t.Logf("%d KiB, %.1f s, at most %d MiB", len(pdf)>>10, took.Seconds(), peak)
			if !bytes.HasPrefix(pdf, []byte("%PDF-")) || peak == 0 || peak > 900 {
				t.Errorf("the worker had %d MiB, want at most 900", peak)
			}
		})
	}
}

func TestADocumentWithoutEndNeedsNoMoreMemoryThanTheLimit(t *testing.T) {
	typesetting(t)
	onLinux(t)
	r, j := watched(t, Options{})
	must(t, r, simple("warm"))
	stop := j.peaks()

	_, err := r.Render(t.Context(), simple(`#let all = ()
#for i in range(100000) { all.push("x" * 100000 + str(i)) }
#all.len()`))

	if err == nil {
		t.Error("a document of ten gigabytes was set")
	}
	if peak := stop(); peak < 300 || peak > 1024 {
		t.Errorf("the worker had %d MiB, want at most 1024", peak)
	}
	must(t, r, simple("again"))
}

func TestAWorkerWhoseMemoryHasGrownIsReplaced(t *testing.T) {
	typesetting(t)
	r, j := watched(t, Options{})
	must(t, r, simple("warm"))
	must(t, r, simple("small"))
	if started, _ := j.workers(); started != 1 {
		t.Fatalf("%d workers started for two small documents", started)
	}

	must(t, r, simple(`#let a = "x" * 300000000
#a.len()`))
	must(t, r, simple("again"))

	if started, ended := j.workers(); started != 2 || ended != 1 {
		t.Errorf("%d workers started and %d ended, want 2 and 1", started, ended)
	}
}
