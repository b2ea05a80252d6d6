// Package api is what programs can ask for and change: one file per noun. What
// a page can do, the API can do, by the same rule.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"

	"consultations/handlers/web"
	"consultations/models"
)

// Handlers answers programs.
type Handlers struct {
	*web.Web
	version string
	api     huma.API
}

// New prepares the API of a version of the program.
func New(w *web.Web, version string) *Handlers { return &Handlers{Web: w, version: version} }

// Serve describes and serves the API. The description is made from the same
// types that read requests and write answers, so it cannot differ.
func (h *Handlers) Serve(app *fiber.App) {
	config := huma.DefaultConfig("consultations", h.version)
	config.Info.Description = "A series of regional consultations: seminars, registrations, cleared summaries. What a page can do, the API can do, by the same rule."
	format := config.Formats["application/json"]
	format.Unmarshal = readJSON
	config.Formats = map[string]huma.Format{"application/json": format, "json": format}
	config.OpenAPIPath = "/api/openapi"
	config.DocsPath = ""
	config.SchemasPath = ""
	config.CreateHooks = nil
	config.Servers = []*huma.Server{{URL: h.BaseURL}}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "POST /api/v1/tokens gives one"},
	}
	app.Use("/api/v1", h.Bearer)
	app.Get("/api/docs", append(h.Before(web.Personal), h.showAPI)...)
	api := humafiber.New(app, config)
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.Unwrap(ctx)
		ctx = huma.WithValue(ctx, apiActor, web.Actor(c))
		ctx = huma.WithValue(ctx, apiLocale, web.Locale(c))
		next(huma.WithValue(ctx, apiRequest, c))
	})
	h.api = api
	for _, noun := range []func(huma.API){
		h.tokenAPI, h.accountAPI, h.ownAccountAPI, h.grantAPI, h.auditAPI,
		h.seriesAPI, h.themeAPI, h.seminarAPI, h.sessionAPI, h.organisationAPI, h.organiserAPI, h.entityAPI,
		h.registrationAPI, h.registrationLinkAPI, h.invitationAPI, h.invitationLinkAPI,
		h.noteAPI, h.summaryAPI, h.pointAPI, h.clearanceAPI, h.editionAPI, h.searchAPI,
	} {
		noun(api)
	}
}

// What Huma itself finds wrong in a request is said in the same shape. Its own
// errors would repeat what was sent, and tell faults.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		p := &web.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: "request." + strconv.Itoa(status)}
		if status >= http.StatusInternalServerError {
			return p
		}
		for _, err := range errs {
			if d, ok := err.(huma.ErrorDetailer); ok {
				detail := d.ErrorDetail()
				if field, ok := strings.CutPrefix(detail.Message, outOfRange); ok {
					p.Title, p.Status, p.Code = http.StatusText(http.StatusUnprocessableEntity), http.StatusUnprocessableEntity, "form.check"
					p.Errors = append(p.Errors, web.FieldProblem{Field: field, Code: "form.not_a_number", Message: "no number of this size, or written like this, fits the field"})
					continue
				}
				p.Errors = append(p.Errors, web.FieldProblem{Field: fieldOf(detail.Location), Code: p.Code, Message: detail.Message})
			}
		}
		return p
	}
}

// outOfRange marks a number that no field can hold; the name of the field
// follows. Huma passes on nothing of an error but its text.
const outOfRange = "number out of range: "

// readJSON reads a body. What is wrong with it is said without words of the
// library, which would name our types.
func readJSON(data []byte, v any) error {
	data = norm.NFC.Bytes(data) // as forms are read
	err := json.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if number, ok := strings.CutPrefix(e.Value, "number "); ok {
			named := regexp.MustCompile(`"([A-Za-z_]{1,60})"\s*:\s*` + regexp.QuoteMeta(number[:min(len(number), 50)])) // it may be as long as the body
			if m := named.FindSubmatch(data); m != nil {
				return errors.New(outOfRange + string(m[1]))
			}
		}
	}
	return errors.New("the body is not JSON of the kind described")
}

// fieldOf makes the name of a field from where Huma found it: body.seats.
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

// asking is who calls the API; public when nobody is known.
func asking(ctx context.Context) models.Actor {
	if a, ok := ctx.Value(apiActor).(models.Actor); ok {
		return a
	}
	return models.Public
}

// request is the request behind an operation, for limits and addresses. It
// must not be kept.
func request(ctx context.Context) *fiber.Ctx { return ctx.Value(apiRequest).(*fiber.Ctx) }
