// Package api serves programs: one file per noun. Anything that can be done
// on a page can be done through the API, under the same rules.
package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
)

// Handlers answers programs.
type Handlers struct {
	*web.Web
	version  string
	api      huma.API
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
	}, h.checkToken, h.checkBody)
	h.api = api
	describe(h.api.OpenAPI().Components.Schemas)
	for _, noun := range []func(){
		h.tokens, h.accounts, h.profile, h.grants, h.audit,
		h.series, h.themes, h.seminars, h.sessions, h.organisations, h.organisers, h.entities,
		h.registrations, h.ownRegistrations, h.invitations, h.ownInvitations,
		h.notes, h.summaries, h.points, h.publishedPoints, h.clearances, h.editions, h.search,
	} {
		noun()
	}
	for _, r := range app.GetRoutes(true) {
		if r.Method == http.MethodGet && strings.HasPrefix(r.Path, "/api/") && r.Path != "/api/docs" {
			app.Add(http.MethodHead, r.Path, r.Handlers...)
		}
	}
}

// Problems that Huma itself finds in a request are reported in the same form.
// Its own errors would repeat what was sent, and reveal faults.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		p := &web.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: "request." + strconv.Itoa(status)}
		if status >= http.StatusInternalServerError {
			return p
		}
		for _, err := range errs {
			if d, ok := err.(huma.ErrorDetailer); ok {
				detail := d.ErrorDetail()
				p.Errors = append(p.Errors, web.FieldProblem{Field: fieldOf(detail.Location), Code: p.Code, Message: detail.Message})
			}
		}
		return p
	}
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
