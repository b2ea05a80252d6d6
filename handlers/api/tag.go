package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
)

// tagOf is the entity tag of an answer: its version, with which a change can
// say what it is based on, and a fingerprint of all it says, because an answer
// also contains what other things decide.
func tagOf(out any) (string, error) {
	b, err := json.Marshal(out)
	if err != nil {
		return "", err
	}
	var read struct {
		Version int `json:"version"`
	}
	_ = json.Unmarshal(b, &read) // not everything has a version
	sum := sha256.Sum256(b)
	return `"` + strconv.Itoa(read.Version) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`, nil
}

// unchanged gives the version on which a change is based: the one in its body,
// else that of its If-Match. A tag of another version is refused before
// anything is changed.
func unchanged(c *fiber.Ctx, version, present int) (int, error) {
	header := c.Get(fiber.HeaderIfMatch)
	if header == "" || header == "*" {
		return version, nil
	}
	for tag := range strings.SplitSeq(header, ",") {
		read, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(tag), `"`), "-")
		if read == strconv.Itoa(present) {
			return version, nil
		}
	}
	return 0, web.ProblemOf(web.Locale(c), http.StatusPreconditionFailed, "page.changed_meanwhile", nil)
}
