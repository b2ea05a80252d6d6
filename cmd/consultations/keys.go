package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"consultations/adapters/keys"
)

// changeKeys makes new keys or removes the old ones. Running nodes that share
// the folder notice within a second.
func changeKeys(_ context.Context, p program, args []string) error {
	if args[0] != "rotate" && args[0] != "retire" {
		return misuse("keys: %q is neither rotate nor retire", args[0])
	}
	c, err := settings(p)
	if err != nil {
		return err
	}
	dir := filepath.Join(c.DataDir, "keys")
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("there are no keys in %s: set DATA_DIR to the site's data folder", dir)
	}
	ring, err := keys.Open(dir, c.BaseURL)
	if err != nil {
		return err
	}
	if args[0] == "rotate" {
		if err := ring.Rotate(); err != nil {
			return err
		}
		fmt.Fprintln(p.out, "new keys sign from now on; what older keys signed stays valid until `consultations keys retire`")
		return nil
	}
	if err := ring.Retire(); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "only the newest keys are left: sign-ins and mailed links that older keys signed are no longer valid")
	return nil
}
