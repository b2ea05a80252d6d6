package main

import (
	"context"
	"flag"
	"fmt"

	"consultations/models"
)

// verifyFlags are what verify may be given.
type verifyFlags struct{ checkpoint string }

func (f *verifyFlags) declare(flags *flag.FlagSet) {
	flags.StringVar(&f.checkpoint, "checkpoint", "", "a `CHECKPOINT` that verify printed earlier and that was kept elsewhere: the log must still go through it")
}

func (f *verifyFlags) run(ctx context.Context, p program, _ []string) error {
	var kept models.AuditCheckpoint
	if f.checkpoint != "" {
		var err error
		if kept, err = models.ParseAuditCheckpoint(f.checkpoint); err != nil {
			return misuse("--checkpoint: %v", err)
		}
	}
	_, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Current(ctx); err != nil {
		return err
	}
	found, err := s.Verify(ctx, kept)
	if err != nil {
		return err
	}
	for _, b := range found.Broken {
		fmt.Fprintf(p.out, "%s: %s\n", b.Where, b.What)
	}
	if len(found.Broken) > 0 {
		return fmt.Errorf("%d problems found", len(found.Broken))
	}
	fmt.Fprintln(p.out, "no problems found")
	if found.Log.Position > 0 {
		fmt.Fprintf(p.out, "checkpoint of the log: %s\n", found.Log)
	}
	return nil
}
