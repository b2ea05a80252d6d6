// Package keys keeps the secrets of one site: the keys that sign access
// tokens, and the secrets behind signed links. They are created on the first
// start, kept in one file that only its owner may read, and can be replaced
// while the site is running: what an older key signed is accepted until that
// key is removed.
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

// Ring contains all keys of the site. It is safe for concurrent use.
type Ring struct {
	dir, issuer string
	now         func() time.Time

	mu     sync.RWMutex
	held   held
	stamp  time.Time // modification time of the file that was read
	looked time.Time // when the file was last checked for an unknown key
	polled time.Time // when the file was last checked for changes
}

// held is the content of the file. The last entry of each list signs.
type held struct {
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

// lookAgain is the shortest interval at which an unknown key makes the ring
// check its file, and the interval at which it checks by itself: keys that
// another process retired are refused after that time.
const lookAgain = time.Second

// Open reads the ring of a folder and creates it if there is none. issuer is
// the site's origin and is part of every token. Errors are one line that says
// what to do.
func Open(dir, issuer string) (*Ring, error) {
	r := &Ring{dir: dir, issuer: issuer, now: time.Now}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder of the keys cannot be created: %w", err)
	}
	err := r.Reload()
	if errors.Is(err, fs.ErrNotExist) {
		if err := r.write(held{}.with(newKeys(r.now())), true); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("the keys cannot be saved: %w", err)
		}
		err = r.Reload() // another process may have been first: its keys are used
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
		return fmt.Errorf("%s is readable by others: run chmod 600 on it, and rotate the keys if others had access to this machine", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("the keys cannot be read: %w", err)
	}
	var h held
	if err := json.Unmarshal(text, &h); err != nil || !h.complete() {
		return fmt.Errorf("%s is damaged: restore it from a backup, or move it away and start again, which invalidates all sign-ins and personal links", path)
	}
	r.mu.Lock()
	r.held, r.stamp = h, info.ModTime()
	r.mu.Unlock()
	return nil
}

// Rotate creates new keys, which sign from now on. Older keys still verify
// what they signed.
func (r *Ring) Rotate() error {
	if err := r.Reload(); err != nil {
		return err
	}
	r.mu.RLock()
	next := r.held.with(newKeys(r.now()))
	r.mu.RUnlock()
	if err := r.write(next, false); err != nil {
		return fmt.Errorf("the new keys cannot be saved: %w", err)
	}
	return r.Reload()
}

// Retire removes all keys except the newest: whatever older keys signed is
// refused from now on.
func (r *Ring) Retire() error {
	if err := r.Reload(); err != nil {
		return err
	}
	r.mu.RLock()
	last := held{r.held.Signing[len(r.held.Signing)-1:], r.held.Secrets[len(r.held.Secrets)-1:]}
	r.mu.RUnlock()
	if err := r.write(last, false); err != nil {
		return fmt.Errorf("the keys cannot be saved: %w", err)
	}
	return r.Reload()
}

// complete prepares the keys that were read and reports whether they can be
// used.
func (h held) complete() bool {
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

func (h held) with(k signingKey, s secret) held {
	return held{append(h.Signing[:len(h.Signing):len(h.Signing)], k), append(h.Secrets[:len(h.Secrets):len(h.Secrets)], s)}
}

func newKeys(now time.Time) (signingKey, secret) {
	random := func(n int) []byte {
		b := make([]byte, n)
		rand.Read(b) // never fails: it ends the program instead
		return b
	}
	name := func() string { return base64.RawURLEncoding.EncodeToString(random(6)) }
	now = now.UTC().Truncate(time.Second)
	return signingKey{ID: name(), Created: now, Seed: random(ed25519.SeedSize)}, secret{ID: name(), Created: now, Bytes: random(32)}
}

// write replaces the whole file at once: a crash leaves either the old one or
// the new one. A first file never replaces another process's.
func (r *Ring) write(h held, first bool) error {
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

// lookForNew reads the file again if a key is unknown and the file is newer
// than the one that was read: another process may have rotated the keys.
func (r *Ring) lookForNew() bool { return r.look(&r.looked) }

// keepUp reads the file again if another process has changed it. It is called
// before every use of a key and usually only looks at the clock.
func (r *Ring) keepUp() {
	r.mu.RLock()
	due := time.Since(r.polled) >= lookAgain
	r.mu.RUnlock()
	if due {
		r.look(&r.polled)
	}
}

// look reads the file if it has changed and last is long enough ago; it
// reports whether the keys are new. If the file cannot be read, the keys stay
// as they are.
func (r *Ring) look(last *time.Time) bool {
	r.mu.Lock()
	now, stamp := time.Now(), r.stamp
	if now.Sub(*last) < lookAgain {
		r.mu.Unlock()
		return false
	}
	*last = now
	r.mu.Unlock()
	info, err := os.Stat(filepath.Join(r.dir, fileName))
	return err == nil && !info.ModTime().Equal(stamp) && r.Reload() == nil
}
