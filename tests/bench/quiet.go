package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// A figure that was measured beside other work says nothing, so the bench
// begins when the processors were idle for a while. It gives up after patience.
const (
	idleShare = 0.90
	idleFor   = 5 // seconds in a row
	patience  = 10 * time.Minute
)

// quiet waits until the machine does hardly anything else. A system that does
// not say how busy it is counts as quiet.
func quiet(ctx context.Context) error {
	idle, all, ok := processorTime()
	if !ok {
		fmt.Fprintln(os.Stderr, "this system does not say how busy it is: close other programs")
		return nil
	}
	told := false
	for began, calm := time.Now(), 0; calm < idleFor; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
		nowIdle, nowAll, ok := processorTime()
		if !ok {
			return errors.New("the system no longer says how busy it is")
		}
		calm++
		if share := float64(nowIdle-idle) / max(float64(nowAll-all), 1); share < idleShare {
			calm = 0
			if !told {
				told = true
				fmt.Fprintf(os.Stderr, "waiting: other programs use %.0f%% of the processors\n", 100*(1-share))
			}
		}
		idle, all = nowIdle, nowAll
		if time.Since(began) > patience {
			return fmt.Errorf("the machine was not quiet for %d seconds within %s", idleFor, patience)
		}
	}
	return nil
}

// processorTime is what Linux counted since the start: the time in which the
// processors were idle or waited for a disk, and all time.
func processorTime() (idle, all uint64, ok bool) {
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, 0, false
	}
	line, _, _ := strings.Cut(string(b), "\n")
	for i, field := range strings.Fields(line) {
		n, err := strconv.ParseUint(field, 10, 64)
		if err != nil || i > 8 { // guests are counted above already
			continue
		}
		all += n
		if i == 4 || i == 5 {
			idle += n
		}
	}
	return idle, all, all > 0
}
