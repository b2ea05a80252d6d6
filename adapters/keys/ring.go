// Package keys holds the secrets of one site: the keys that sign access
// tokens, and the secrets behind signed links. They are generated on the first
// start and stored in one file that only its owner may read. They can be replaced
// while the site runs: what an older key signed is accepted until that key is
// removed.
package keys

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Ring holds all keys of the site. Many goroutines may use it at once.
type Ring struct {
	dir, issuer string
	now         func() time.Time

	mu     sync.RWMutex
	keys   keySet
	stamp  time.Time // modification time of the file that was read
	looked time.Time // last look at the file because of an unknown key
	polled time.Time // last regular look at the file
}

// keySet is the content of the file. The last entry of each list signs.
type keySet struct {
	Signing []signingKey `json:"signing"`
	Secrets []secret     `json:"secrets"`
}

type signingKey struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created"`
	Seed    []byte    `json:"seed"` // of an Ed25519 key

	private ed25519.PrivateKey
}

type secret struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created"`
	Bytes   []byte    `json:"secret"`

	derived *sync.Map // purpose → key
}

const fileName = "ring.json"

// refreshInterval is how often the ring looks at its file, regularly and because of
// unknown keys. Keys that another process retired are refused after this time.
const refreshInterval = time.Second

// Open reads the ring in a folder, or generates it if there is none. issuer is the
// site's origin and is part of every token. Errors are one line that says what to
// do.
func Open(dir, issuer string) (*Ring, error) {
	r := &Ring{dir: dir, issuer: issuer, now: time.Now}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder for the keys cannot be created: %w", err)
	}
	err := r.Reload()
	if errors.Is(err, fs.ErrNotExist) {
		if err := r.write(keySet{}.with(newKeys(r.now())), true); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("the keys cannot be saved: %w", err)
		}
		err = r.Reload() // another process may have been first: use its keys
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// SetClock replaces the clock, for tests.
func (r *Ring) SetClock(now func() time.Time) { r.now = now }

// Reload reads the file again, after another process has changed it.
func (r *Ring) Reload() error {
	path := filepath.Join(r.dir, fileName)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("the keys cannot be read: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s can be read by other users: run chmod 600 on it, and rotate the keys if other users had access to this computer", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("the keys cannot be read: %w", err)
	}
	var h keySet
	if err := json.Unmarshal(text, &h); err != nil || !h.complete() {
		return fmt.Errorf("%s is damaged: restore it from a backup, or move it away and start again, which ends all sign-ins and invalidates signed links", path)
	}
	r.mu.Lock()
	r.keys, r.stamp = h, info.ModTime()
	r.mu.Unlock()
	return nil
}

// Rotate generates new keys, which sign from now on. What older keys signed is
// still accepted.
func (r *Ring) Rotate() error {
	if err := r.Reload(); err != nil {
		return err
	}
	r.mu.RLock()
	next := r.keys.with(newKeys(r.now()))
	r.mu.RUnlock()
	if err := r.write(next, false); err != nil {
		return fmt.Errorf("the new keys cannot be saved: %w", err)
	}
	return r.Reload()
}

// Retire removes all keys but the newest. What older keys signed is refused from
// now on.
func (r *Ring) Retire() error {
	if err := r.Reload(); err != nil {
		return err
	}
	r.mu.RLock()
	last := keySet{r.keys.Signing[len(r.keys.Signing)-1:], r.keys.Secrets[len(r.keys.Secrets)-1:]}
	r.mu.RUnlock()
	if err := r.write(last, false); err != nil {
		return fmt.Errorf("the keys cannot be saved: %w", err)
	}
	return r.Reload()
}

// complete prepares keys that were read and reports whether they can be used.
func (h keySet) complete() bool {
	for i, k := range h.Signing {
		if len(k.Seed) != ed25519.SeedSize || k.ID == "" {
			return false
		}
		h.Signing[i].private = ed25519.NewKeyFromSeed(k.Seed)
	}
	for i, s := range h.Secrets {
		if len(s.Bytes) != 32 || s.ID == "" {
			return false
		}
		h.Secrets[i].derived = &sync.Map{}
	}
	return len(h.Signing) > 0 && len(h.Secrets) > 0
}

func (h keySet) with(k signingKey, s secret) keySet {
	return keySet{append(h.Signing[:len(h.Signing):len(h.Signing)], k), append(h.Secrets[:len(h.Secrets):len(h.Secrets)], s)}
}

func newKeys(now time.Time) (signingKey, secret) {
	random := func(n int) []byte {
		b := make([]byte, n)
		rand.Read(b) // never fails: it aborts the program instead
		return b
	}
	name := func() string { return base64.RawURLEncoding.EncodeToString(random(6)) }
	now = now.UTC().Truncate(time.Second)
	return signingKey{ID: name(), Created: now, Seed: random(ed25519.SeedSize)}, secret{ID: name(), Created: now, Bytes: random(32)}
}

// write replaces the file atomically: a crash leaves the old or the new one. The
// first file never replaces that of another process.
func (r *Ring) write(h keySet, first bool) error {
	text, err := json.MarshalIndent(h, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(r.dir, ".ring-") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(text, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	path := filepath.Join(r.dir, fileName)
	if first {
		err = os.Link(f.Name(), path)
	} else {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return err
	}
	folder, err := os.Open(r.dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// refreshForUnknownKey reads the file again if it changed: another process may
// have rotated the keys. It reports whether there are new ones.
func (r *Ring) refreshForUnknownKey() bool { return r.look(&r.looked) }

// refresh reads the file again if another process changed it. It is called before
// every use of a key, and usually only looks at the clock.
func (r *Ring) refresh() {
	r.mu.RLock()
	due := time.Since(r.polled) >= refreshInterval
	r.mu.RUnlock()
	if due {
		r.look(&r.polled)
	}
}

// look reads the file if it changed and the last look is long enough ago. It
// reports whether there are new keys. If the file cannot be read, the keys stay as
// they are.
func (r *Ring) look(last *time.Time) bool {
	r.mu.Lock()
	now, stamp := time.Now(), r.stamp
	if now.Sub(*last) < refreshInterval {
		r.mu.Unlock()
		return false
	}
	*last = now
	r.mu.Unlock()
	info, err := os.Stat(filepath.Join(r.dir, fileName))
	return err == nil && !info.ModTime().Equal(stamp) && r.Reload() == nil
}
