package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// expired removes what is kept for a limited time only.
type expired struct {
	river.WorkerDefaults[models.ForgetExpired]
	o Options
}

// Work removes it.
func (w *expired) Work(ctx context.Context, _ *river.Job[models.ForgetExpired]) error {
	return w.o.Store.ForgetExpired(ctx, models.System)
}
