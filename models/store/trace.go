package store

import (
	"context"
	"time"

	"gorm.io/gorm/logger"
)

// tracer tells of every statement, so that a test can count the questions
// that a page asks. Without a listener it is silent: faults are logged where
// they become an answer, and a statement may carry personal data.
type tracer struct{ told func(sql string) }

// LogMode is part of GORM's interface; there are no modes here.
func (t tracer) LogMode(logger.LogLevel) logger.Interface { return t }

// Info is part of GORM's interface; it says nothing that is needed.
func (tracer) Info(context.Context, string, ...any) {}

// Warn is part of GORM's interface; it says nothing that is needed.
func (tracer) Warn(context.Context, string, ...any) {}

// Error is part of GORM's interface; errors come back to the caller.
func (tracer) Error(context.Context, string, ...any) {}

// Trace tells of one statement that was run.
func (t tracer) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	if t.told != nil {
		sql, _ := statement()
		t.told(sql)
	}
}
