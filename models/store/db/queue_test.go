package db

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestStoppingTheQueueIsNoError: what takes too long still is one.
func TestStoppingTheQueueIsNoError(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, c := range []struct {
		says string
		ctx  context.Context
		want string
	}{
		{"running", t.Context(), "no transaction"},
		{"stopped", stopped, ""},
		{"out of time", late, "no transaction"},
	} {
		var b bytes.Buffer
		log := slog.New(untilStopped{slog.NewTextHandler(&b, nil)}).With("node", 1).WithGroup("queue")

		log.ErrorContext(c.ctx, "no transaction", "attempt", 2)

		if got := b.String(); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q", c.says, got)
		}
	}
}
