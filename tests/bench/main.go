// Command bench measures load and cost and prints one table. Each figure of
// speed is a ratio against a limit that is started beside the site on the same
// machine and measured in the same run, so that a slow or busy machine does
// not change it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// connections is how many clients ask at once; rounds how often each thing is
// measured, in turn with its limit; the median is reported, with the lowest and
// the highest.
const (
	connections = 64
	rounds      = 5
	roundTime   = 1500 * time.Millisecond
)

// row is one line of the table.
type row struct {
	work, against, got, reach, goal string
	ok                              bool
}

func main() {
	if len(os.Args) == 5 && os.Args[1] == "bare" {
		bare(os.Args[2], os.Args[3], os.Args[4])
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := quiet(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	rows, err := measureAll(ctx)
	print(rows)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	for _, r := range rows {
		if !r.ok {
			os.Exit(2)
		}
	}
}

func measureAll(ctx context.Context) ([]row, error) {
	var all []row
	for _, measure := range []func(context.Context) ([]row, error){warm, pages, visible, queries, startAndMemory, postgresRegistrations, sqliteRegistrations, rush} {
		rows, err := measure(ctx)
		all = append(all, rows...)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

func print(rows []row) {
	fmt.Printf("| work | against | measured | reach now | where it is going | |\n|---|---|---|---|---|---|\n")
	for _, r := range rows {
		mark := "yes"
		if !r.ok {
			mark = "**no**"
		}
		fmt.Printf("| %s |\n", strings.Join([]string{r.work, r.against, r.got, r.reach, r.goal, mark}, " | "))
	}
}
