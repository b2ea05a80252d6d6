package api

import (
	"encoding/json"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// locate sets the address of what a request to a path created or changed: its
// own address if it was added to a collection, else that of the thing above
// the path.
func (h *Handlers) locate(c *fiber.Ctx, path string, body any) {
	pattern, added := locationIn(h.readable, path)
	if pattern == "" {
		return
	}
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") {
			parts[i] = strings.Clone(c.Params(strings.Trim(part, "{}")))
		}
	}
	if added {
		id := idOf(body)
		if id == "" {
			return
		}
		parts[len(parts)-1] = id
	}
	c.Set(fiber.HeaderLocation, "/api/v1"+strings.Join(parts, "/"))
}

// locationIn finds the pattern of the thing that a POST to a path answers
// with: a member of the collection that the path ends with, or else the
// longest pattern above it that is a thing and not a collection.
func locationIn(readable []string, path string) (pattern string, added bool) {
	collection := path[strings.LastIndexByte(path, '/'):] + "/"
	for _, p := range readable {
		above, name, ok := strings.Cut(p, collection)
		if ok && strings.HasPrefix(name, "{") && strings.HasSuffix(name, "}") && (path + "/")[:len(above)+1] == above+"/" {
			return p, true
		}
	}
	for _, p := range readable {
		if strings.HasSuffix(p, "}") && strings.HasPrefix(path, p+"/") && len(p) > len(pattern) {
			pattern = p
		}
	}
	return pattern, false
}

// idOf reads the id of an answer.
func idOf(body any) string {
	b, ok := body.(json.RawMessage)
	if !ok {
		var err error
		if b, err = json.Marshal(body); err != nil {
			return ""
		}
	}
	var made struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(b, &made) // an answer without an id has no address
	return made.ID
}
