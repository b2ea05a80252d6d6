package web

import (
	"encoding/json"
	"net/http"
	"sort"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views/locale"
)

// problemType is the media type of errors according to RFC 9457.
const problemType = "application/problem+json"

// Problem is how the API reports errors, according to RFC 9457. It never
// contains what was sent, and of a fault it reports only that there was one.
type Problem struct {
	Type   string         `json:"type" doc:"Always about:blank: the HTTP status gives the type of problem"`
	Title  string         `json:"title" doc:"The HTTP status in words"`
	Status int            `json:"status"`
	Detail string         `json:"detail,omitempty" doc:"What is wrong, in the language of the request"`
	Code   string         `json:"code" doc:"Stable code of the problem"`
	Errors []FieldProblem `json:"errors,omitempty" doc:"The fields that must be corrected"`
}

// FieldProblem is a problem with one field.
type FieldProblem struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error makes a problem an error.
func (p *Problem) Error() string { return p.Code }

// GetStatus is part of Huma's interface for errors.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is part of Huma's interface for errors.
func (p *Problem) ContentType(string) string { return problemType }

// apiPath is where the addresses of the API begin.
const apiPath = "/api/v1/"

// isAPI says whether a request is for the API. Of a request that it cannot read
// to its end, the server has forgotten the address, and reports that of the home
// page.
func isAPI(c *fiber.Ctx) bool {
	if c.Path() != "/" || len(c.Request().Header.Host()) > 0 {
		return strings.HasPrefix(c.Path(), apiPath)
	}
	conn, ok := c.Context().Conn().(*connection)
	return ok && conn.asks(apiPath)
}

// SendProblem is the response to a refusal outside an operation of the API.
func SendProblem(c *fiber.Ctx, status int, code string, err error) error {
	b, jerr := json.Marshal(ProblemOf(Locale(c), status, code, err))
	if jerr != nil {
		return jerr
	}
	c.Status(status).Set(fiber.HeaderContentType, problemType)
	return c.Send(b)
}

// ProblemOf describes a refusal in the reader's language.
func ProblemOf(l *locale.Locale, status int, code string, err error) *Problem {
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: l.Refused(code), Code: code}
	for field, wrong := range models.ProblemsOf(err) {
		p.Errors = append(p.Errors, FieldProblem{field, wrong.Code, l.Problem(wrong)})
	}
	sort.Slice(p.Errors, func(i, j int) bool { return p.Errors[i].Field < p.Errors[j].Field })
	return p
}
