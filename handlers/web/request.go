package web

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// Actor is the actor of the request, as found by findActor or Bearer; the
// public if nobody is known.
func Actor(c *fiber.Ctx) models.Actor {
	if a, ok := c.Locals(actorKey).(models.Actor); ok {
		return a
	}
	return models.Public
}

// Param copies a part of the address, because Fiber reuses the bytes behind
// it.
func Param(c *fiber.Ctx, name string) string { return strings.Clone(c.Params(name)) }

// Query copies a field of the query, because Fiber reuses the bytes behind
// it.
func Query(c *fiber.Ctx, name string) string { return strings.Clone(c.Query(name)) }

// Path is the address without the query.
func Path(c *fiber.Ctx) string { return string(c.Request().URI().PathOriginal()) }

// rawQuery is the query without the language.
func rawQuery(c *fiber.Ctx) string {
	args := c.Context().QueryArgs()
	if !args.Has("lang") {
		return args.String()
	}
	var kept []string
	for _, part := range strings.Split(args.String(), "&") {
		if part != "" && !strings.HasPrefix(part, "lang=") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// SamePath checks an address to return to: it must be a path of this site,
// and nothing that a browser would read as another host.
func SamePath(to string) (string, bool) {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || u.Opaque != "" ||
		!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t\x00") ||
		strings.HasPrefix(u.Path, "//") {
		return "/", false
	}
	return to, true
}

type localKey int

const (
	actorKey localKey = iota
	localeKey
	csrfKey
	languageKey
	againKey
)
