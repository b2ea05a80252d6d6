// Package api serves programs: one file per noun. Anything that can be done
// on a page can be done through the API, under the same rules.
package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views/locale"
)

// Handlers answers programs.
type Handlers struct {
	*web.Web
	version  string
	api      huma.API
	tag      string   // of the operations that are being registered
	single   []string // ids of the operations that read one thing
	readable []string // paths of all operations that read
}

// New prepares the API of a version of the program.
func New(w *web.Web, version string) *Handlers { return &Handlers{Web: w, version: version} }

// Serve describes and serves the API. The description is derived from the
// types that decode requests and encode responses, so the two always agree.
func (h *Handlers) Serve(app *fiber.App) {
	config := huma.DefaultConfig("consultations", h.version)
	config.Info.Description = "Runs a series of regional consultations: seminars, registrations, cleared summaries. Anything that can be done on a page can be done through the API, under the same rules."
	format := config.Formats["application/json"]
	config.Formats = map[string]huma.Format{"application/json": format, "json": format}
	config.OpenAPIPath = "/api/openapi"
	config.DocsPath = ""
	config.SchemasPath = ""
	config.CreateHooks = nil
	config.Servers = []*huma.Server{{URL: h.BaseURL}}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "Get one from POST /api/v1/tokens"},
	}
	app.Use("/api/v1", h.InTime, func(c *fiber.Ctx) error {
		if c.Path() == tokensPath || strings.HasPrefix(c.Path(), tokensPath+"/") {
			return c.Next() // whoever signs in anew may still send the token that has ended
		}
		return h.Bearer(c)
	})
	app.Get("/api/docs", append(h.Before(web.Personal), h.showAPI)...)
	api := humafiber.New(app, config)
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.Unwrap(ctx)
		ctx = huma.WithValue(ctx, apiActor, web.Actor(c))
		ctx = huma.WithValue(ctx, apiLocale, web.Locale(c))
		next(huma.WithValue(ctx, apiRequest, c))
	}, h.checkToken, checkQuery(h), h.checkBody)
	h.api = api
	describe(h.api.OpenAPI().Components.Schemas)
	for _, noun := range []struct {
		tag   string
		serve func()
	}{
		{"tokens", h.tokens}, {"accounts", h.accounts}, {"own account", h.profile}, {"accounts", h.grants}, {"log", h.audit},
		{"series", h.series}, {"themes", h.themes}, {"seminars", h.seminars}, {"sessions", h.sessions},
		{"organisations", h.organisations}, {"organisers", h.organisers}, {"entities", h.entities},
		{"registrations", h.registrations}, {"personal links", h.ownRegistrations}, {"invitations", h.invitations}, {"personal links", h.ownInvitations},
		{"notes", h.notes}, {"summaries", h.summaries}, {"points", h.points}, {"published", h.publishedPoints},
		{"clearances", h.clearances}, {"editions", h.editions}, {"published", h.search},
	} {
		h.tag = noun.tag
		noun.serve()
	}
	h.completeDescription()
	for _, r := range app.GetRoutes(true) {
		if r.Method == http.MethodGet && strings.HasPrefix(r.Path, "/api/") && r.Path != "/api/docs" {
			app.Add(http.MethodHead, r.Path, r.Handlers...)
		}
	}
}

// Problems that Huma itself finds in a request are reported in the same form
// as all others. Its own errors would repeat what was sent, and reveal faults.
func init() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return problemOf(web.Locale(humafiber.Unwrap(ctx)), status, errs)
	}
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError {
		l, _ := locale.For("en")
		return problemOf(l, status, errs)
	}
}

func problemOf(l *locale.Locale, status int, errs []error) *web.Problem {
	code, problems := "page.bad_request", models.Problems{}
	switch {
	case status >= http.StatusInternalServerError:
		return web.ProblemOf(l, status, "page.fault", nil)
	case status == http.StatusRequestEntityTooLarge:
		code = "page.too_large"
	case status == http.StatusUnsupportedMediaType:
		code = "page.media_type"
	case status == http.StatusUnprocessableEntity:
		code = "form.check"
	}
	for _, err := range errs {
		if d, ok := err.(huma.ErrorDetailer); ok {
			detail := d.ErrorDetail()
			code, args := codeOfMessage(detail.Message, detail.Value)
			problems.Add(printable(fieldOf(detail.Location)), code, args...)
		}
	}
	return web.ProblemOf(l, status, code, problems.Err())
}

// codeOfMessage is our own code for a message of Huma about a value.
func codeOfMessage(message string, value any) (code string, args []any) {
	if most, ok := strings.CutPrefix(message, "expected length <= "); ok {
		return "form.too_long", []any{"max", most, "there", utf8.RuneCountInString(fmt.Sprint(value))}
	}
	switch {
	case strings.Contains(message, "required"), strings.HasPrefix(message, "expected length >="):
		return "form.required", nil
	case strings.HasPrefix(message, "expected value to be one of"):
		return "form.choice", nil
	case message == "expected string to be RFC 3339 date":
		return "form.date", nil
	case strings.Contains(message, "integer"):
		return "form.not_a_number", nil
	case strings.HasPrefix(message, "expected number"):
		return "form.not_a_number", nil
	}
	return "form.wrong_type", nil
}

// fieldOf derives the name of a field from the place where Huma found it:
// body.seats.
func fieldOf(location string) string {
	for _, prefix := range []string{"body.", "query.", "path.", "header."} {
		location = strings.TrimPrefix(location, prefix)
	}
	return location
}

type apiKey int

const (
	apiActor apiKey = iota
	apiLocale
	apiRequest
)

// asking is the caller of the API; the public if nobody is known.
func asking(ctx context.Context) models.Actor {
	if a, ok := ctx.Value(apiActor).(models.Actor); ok {
		return a
	}
	return models.Public
}
