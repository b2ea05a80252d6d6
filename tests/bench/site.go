package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// binary is the program as it is built for use.
const binary = "bin/consultations"

// site is the running program, with data of its own.
type site struct {
	addr string
	dir  string
	cmd  *exec.Cmd
	url  string // of its database
}

// start runs the program on a free port and waits for its first page.
func start(ctx context.Context, dir, database string) (*site, time.Duration, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, 0, err
	}
	// The typesetter is compiled once for all runs: compiling it would take a
	// processor away from the measurement.
	if err := os.Symlink(filepath.Join(os.TempDir(), "consultations-bench-cache"), filepath.Join(dir, "cache")); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, 0, err
	}
	if database == "" {
		database = "sqlite:" + filepath.Join(dir, "consultations.db")
	}
	out, err := os.Create(filepath.Join(dir, "site.log"))
	if err != nil {
		return nil, 0, err
	}
	s := &site{addr: addr, dir: dir, url: database}
	s.cmd = exec.CommandContext(ctx, binary, "serve")
	s.cmd.Env = append(os.Environ(), "ADDR="+addr, "BASE_URL=http://"+addr, "DATA_DIR="+dir, "DATABASE_URL="+database, "RATE_LIMIT=off",
		"FIRST_ACCOUNT_EMAIL=bench@example.org", "FIRST_ACCOUNT_PASSWORD=a long enough password")
	s.cmd.Stdout, s.cmd.Stderr = out, out
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, 0, fmt.Errorf("%s: %w (run make build)", binary, err)
	}
	for time.Since(began) < 60*time.Second {
		resp, err := http.Get("http://" + addr + "/")
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return s, time.Since(began), nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.stop()
	log, _ := os.ReadFile(out.Name())
	return nil, 0, fmt.Errorf("the site did not start: %.2000s", log)
}

func (s *site) stop() {
	s.cmd.Process.Signal(os.Interrupt)
	s.cmd.Wait()
}

// memory is the memory that the site uses, in MiB.
func (s *site) memory() (int, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(b), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmRSS:" {
			kb, err := strconv.Atoi(f[1])
			return kb / 1024, err
		}
	}
	return 0, errors.New("the system does not say how much memory a program holds")
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func tempDir() (string, func(), error) {
	dir, err := os.MkdirTemp("", "consultations-bench-")
	return dir, func() { os.RemoveAll(dir) }, err
}

// warm compiles the typesetter before anything is measured.
func warm(ctx context.Context) ([]row, error) {
	if err := os.MkdirAll(filepath.Join(os.TempDir(), "consultations-bench-cache"), 0o700); err != nil {
		return nil, err
	}
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	s, _, err := start(ctx, dir, "")
	if err != nil {
		return nil, err
	}
	defer s.stop()
	for range 120 {
		if _, _, err = fetch("http://" + s.addr + beijing + "/summary.pdf"); err == nil {
			break
		}
		time.Sleep(time.Second) // it is being made
	}
	return nil, err
}
