package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// confirmationLapse gives back the seats of addresses that were not confirmed
// in time.
type confirmationLapse struct {
	river.WorkerDefaults[models.LapseUnconfirmed]
	o Options
}

// Work gives the seats back and offers them to the next people on the waiting
// list.
func (w *confirmationLapse) Work(ctx context.Context, _ *river.Job[models.LapseUnconfirmed]) error {
	_, err := w.o.Store.LapseUnconfirmed(ctx, models.System)
	return err
}
