package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/print"
)

// Typesetter sets documents as PDF. After an error whose IsFinal method returns
// true, setting the same document again gives the same error.
type Typesetter interface {
	Print(ctx context.Context, p print.Print) ([]byte, error)
	Version() string // of what sets documents: another version may set them differently
}

// setEditionTimeout limits the time for setting one edition in all languages.
const setEditionTimeout = 15 * time.Minute

// setEdition sets editions as PDF. Nothing else calls the typesetter, so readers
// neither start it nor wait for each other.
type setEdition struct {
	river.WorkerDefaults[models.SetEdition]
	o       Options
	stopped <-chan struct{}
}

// Timeout limits one run.
func (w *setEdition) Timeout(*river.Job[models.SetEdition]) time.Duration { return setEditionTimeout }

// Work makes the renderings that are missing or outdated. When the program
// stops it does not wait for them, and they are made after the next start.
func (w *setEdition) Work(ctx context.Context, job *river.Job[models.SetEdition]) error {
	if w.o.PDF == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-w.stopped:
			cancel()
		case <-ctx.Done():
		}
	}()
	err := w.o.set(ctx, job.Args.EditionID, job.Attempt >= job.MaxAttempts)
	select {
	case <-w.stopped:
		if err != nil {
			return river.JobSnooze(time.Second)
		}
	default:
	}
	return err
}

// set makes the renderings of an edition. A language that fails does not keep
// the others from being made. After the last try its error is kept, so that
// readers are not told to wait for ever.
func (o Options) set(ctx context.Context, id string, last bool) error {
	missing, err := o.unset(ctx, id)
	for _, doc := range missing {
		body, failed := o.PDF.Print(ctx, doc)
		rendering := models.Rendering{EditionID: id, Language: doc.Lang, Fingerprint: doc.Fingerprint(o.PDF.Version()), Body: body}
		if failed != nil {
			final, ok := errors.AsType[interface {
				error
				IsFinal() bool
			}](failed)
			if ctx.Err() != nil || !last && !(ok && final.IsFinal()) {
				err = errors.Join(err, fmt.Errorf("set an edition in %s: %w", doc.Lang, failed))
				continue
			}
			o.Log.Error("an edition cannot be set as PDF", "edition", id, "language", doc.Lang, "err", failed)
			rendering = models.FailedRendering(id, doc.Lang, rendering.Fingerprint, failed)
		}
		err = errors.Join(err, o.Store.KeepRendering(ctx, models.System, rendering))
	}
	return err
}

// unset prepares an edition in every language in which its rendering is missing
// or outdated, beginning with its own.
func (o Options) unset(ctx context.Context, id string) ([]print.Print, error) {
	e, made, err := o.Store.EditionToSet(ctx, models.System, id)
	if err != nil {
		return nil, ignoreMissing(err) // withdrawn meanwhile
	}
	var missing []print.Print
	for _, l := range locale.All() {
		doc, err := print.EditionPrint(l, o.BaseURL, e)
		if err != nil {
			return nil, err
		}
		switch {
		case made[l.Code()] == doc.Fingerprint(o.PDF.Version()):
		case l.Code() == e.Document.Language:
			missing = append([]print.Print{doc}, missing...)
		default:
			missing = append(missing, doc)
		}
	}
	return missing, nil
}

// findUnsetEditions finds editions without renderings, or with outdated ones.
type findUnsetEditions struct {
	river.WorkerDefaults[models.FindUnsetEditions]
	o Options
}

// Work enqueues the setting of those editions.
func (w *findUnsetEditions) Work(ctx context.Context, _ *river.Job[models.FindUnsetEditions]) error {
	if w.o.PDF == nil {
		return nil
	}
	after := ""
	for {
		ids, err := w.o.Store.EditionsToSet(ctx, models.System, after)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			missing, err := w.o.unset(ctx, id)
			if err != nil {
				return err
			}
			if len(missing) > 0 {
				if err := w.o.Store.SetEditionLater(ctx, models.System, id); err != nil {
					return err
				}
			}
			after = id
		}
	}
}
