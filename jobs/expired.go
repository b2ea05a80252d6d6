package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// expired deletes records that are kept for a limited time.
type expired struct {
	river.WorkerDefaults[models.ForgetExpired]
	o Options
}

// Work deletes them.
func (w *expired) Work(ctx context.Context, _ *river.Job[models.ForgetExpired]) error {
	return w.o.Store.ForgetExpired(ctx, models.System)
}
