package db

import (
	"context"
	"time"

	"gorm.io/gorm/logger"
)

// tracer reports every statement, so that a test can count the queries of a
// page. Otherwise it is silent: faults are logged where they become an answer,
// and a statement may carry personal data.
type tracer struct{ onStatement func(sql string) }

// LogMode is part of GORM's interface; there are no modes here.
func (t tracer) LogMode(logger.LogLevel) logger.Interface { return t }

// Info is part of GORM's interface and does nothing.
func (tracer) Info(context.Context, string, ...any) {}

// Warn is part of GORM's interface and does nothing.
func (tracer) Warn(context.Context, string, ...any) {}

// Error is part of GORM's interface and does nothing; errors are returned to
// the caller.
func (tracer) Error(context.Context, string, ...any) {}

// Trace reports one statement that was run.
func (t tracer) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	if t.onStatement != nil {
		sql, _ := statement()
		t.onStatement(sql)
	}
}
