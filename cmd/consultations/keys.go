package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"consultations/adapters/keys"
)

// rotateKeys makes new keys, or ends the old ones. Nodes that run and share
// the folder follow within a second.
func rotateKeys(_ context.Context, p program, args []string) error {
	if len(args) != 1 || args[0] != "rotate" && args[0] != "retire" {
		return errors.New("call it so: consultations keys rotate, or consultations keys retire")
	}
	c, err := settings(p)
	if err != nil {
		return err
	}
	dir := filepath.Join(c.DataDir, "keys")
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("there are no keys in %s: set DATA_DIR to the data folder of the site", dir)
	}
	ring, err := keys.Open(dir, c.BaseURL)
	if err != nil {
		return err
	}
	if args[0] == "rotate" {
		if err := ring.Rotate(); err != nil {
			return err
		}
		fmt.Fprintln(p.out, "new keys are in use; anything signed with older keys stays valid until `consultations keys retire`")
		return nil
	}
	if err := ring.Retire(); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "only the newest keys remain: sign-ins and e-mailed links signed with older keys are no longer valid")
	return nil
}
