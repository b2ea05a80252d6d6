package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gofiber/fiber/v2"
)

const beijing = "/series/multidimensional-and-integrated-peace-operations/beijing-2007"

// bare is the limit for pages: a Fiber handler that sends the same bytes.
func bare(addr, file, etag string) {
	body, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/page", func(c *fiber.Ctx) error {
		c.Set("Content-Type", "text/html; charset=utf-8")
		return c.Send(body)
	})
	app.Get("/unchanged", func(c *fiber.Ctx) error {
		c.Set("ETag", etag)
		return c.SendStatus(fiber.StatusNotModified)
	})
	panic(app.Listen(addr))
}

// pages compares the public page with the bare handler.
func pages(ctx context.Context) ([]row, error) {
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
	body, etag, err := fetch("http://" + s.addr + beijing)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "page")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return nil, err
	}
	limit, err := freeAddr()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "bare", limit, file, etag)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	defer func() { cmd.Process.Kill(); cmd.Wait() }()
	time.Sleep(300 * time.Millisecond)

	whole, err := inTurn(
		func() (float64, error) { return load(s.addr, 200, roundTime, get(s.addr, beijing, "")) },
		func() (float64, error) { return load(limit, 200, roundTime, get(limit, "/page", "")) })
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "page: %.0f/s against %.0f/s, %d bytes\n", whole.ofA, whole.ofB, len(body))
	rows := []row{whole.row("public Beijing page, anonymous", "a bare Fiber handler sending the same bytes", 0.70, "0.80")}
	same, err := inTurn(
		func() (float64, error) { return load(s.addr, 304, roundTime, get(s.addr, beijing, etag)) },
		func() (float64, error) { return load(limit, 304, roundTime, get(limit, "/unchanged", etag)) })
	if err != nil {
		return rows, err
	}
	fmt.Fprintf(os.Stderr, "unchanged: %.0f/s against %.0f/s\n", same.ofA, same.ofB)
	return append(rows, same.row("the same, unchanged (304)", "a bare 304", 0.70, "0.80")), nil
}

// uncompressed asks for plain bytes, as the load does: each coding has an ETag
// of its own.
var uncompressed = &http.Client{Transport: &http.Transport{DisableCompression: true}}

// fetch reads a page as an English reader gets it.
func fetch(url string) (body []byte, etag string, err error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("Accept-Language", "en")
	resp, err := uncompressed.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, "", fmt.Errorf("%s answered %d", url, resp.StatusCode)
	}
	body, err = io.ReadAll(resp.Body)
	return body, resp.Header.Get("ETag"), err
}

// startAndMemory measures a start on an existing database, and what the site
// holds of the memory.
func startAndMemory(ctx context.Context) ([]row, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	first, _, err := start(ctx, dir, "")
	if err != nil {
		return nil, err
	}
	first.stop()
	var times []float64
	var s *site
	for range rounds {
		if s != nil {
			s.stop()
		}
		var took time.Duration
		if s, took, err = start(ctx, dir, ""); err != nil {
			return nil, err
		}
		times = append(times, float64(took.Milliseconds()))
	}
	defer s.stop()
	took := middle(times)
	rows := []row{{"start to first page, existing database", "–", fmt.Sprintf("%.0f ms", took), "≤ 300 ms", "100 ms", took <= 300}}
	time.Sleep(5 * time.Second)
	idle, err := s.memory()
	if err != nil {
		return rows, err
	}
	if _, err := load(s.addr, 200, 5*time.Second, get(s.addr, beijing, "")); err != nil {
		return rows, err
	}
	busy, err := s.memory()
	return append(rows, row{"memory idle / under page load", "–", fmt.Sprintf("%d / %d MiB", idle, busy), "≤ 80 / 150 MiB", "40 / 120", idle <= 80 && busy <= 150}), err
}
