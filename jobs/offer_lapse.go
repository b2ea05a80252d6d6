package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// offerLapse ends offers of seats that were not accepted in time.
type offerLapse struct {
	river.WorkerDefaults[models.LapseOffers]
	o Options
}

// Work ends them and offers the seats to the next on the waiting list.
func (w *offerLapse) Work(ctx context.Context, _ *river.Job[models.LapseOffers]) error {
	_, err := w.o.Store.LapseOffers(ctx, models.System)
	return err
}
