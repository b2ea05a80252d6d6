package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"

	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
)

// problemType is the media type of errors after RFC 9457.
const problemType = "application/problem+json"

// Problem is how the API says what is wrong, after RFC 9457. It never holds
// what was sent, and of a fault nothing but that there was one.
type Problem struct {
	Type   string         `json:"type" doc:"about:blank: the status says what kind it is"`
	Title  string         `json:"title" doc:"in the language of the request"`
	Status int            `json:"status"`
	Code   string         `json:"code" doc:"stable name of what is wrong"`
	Errors []FieldProblem `json:"errors,omitempty" doc:"each field that must be corrected"`
}

// FieldProblem is what is wrong with one field.
type FieldProblem struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error makes a problem an error.
func (p *Problem) Error() string { return p.Code }

// GetStatus is what Huma asks an error for.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is what Huma asks an error for.
func (p *Problem) ContentType(string) string { return problemType }

func isAPI(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/api/v1/") }

// problem answers a refusal that did not reach an operation of the API.
func problem(c *fiber.Ctx, status int, code string, err error) error {
	b, jerr := json.Marshal(problemOf(localeOf(c), status, code, err))
	if jerr != nil {
		return jerr
	}
	c.Status(status).Set(fiber.HeaderContentType, problemType)
	return c.Send(b)
}

func problemOf(l *locale.Locale, status int, code string, err error) *Problem {
	p := &Problem{Type: "about:blank", Title: l.Refused(code), Status: status, Code: code}
	for field, wrong := range models.ProblemsOf(err) {
		p.Errors = append(p.Errors, FieldProblem{field, wrong.Code, l.Problem(wrong)})
	}
	sort.Slice(p.Errors, func(i, j int) bool { return p.Errors[i].Field < p.Errors[j].Field })
	return p
}

// What Huma itself finds wrong in a request is said in the same shape. Its own
// errors would repeat what was sent, and tell faults.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: "request." + strconv.Itoa(status)}
		if status >= http.StatusInternalServerError {
			return p
		}
		for _, err := range errs {
			if d, ok := err.(huma.ErrorDetailer); ok {
				detail := d.ErrorDetail()
				if field, ok := strings.CutPrefix(detail.Message, outOfRange); ok {
					p.Title, p.Status, p.Code = http.StatusText(http.StatusUnprocessableEntity), http.StatusUnprocessableEntity, "form.check"
					p.Errors = append(p.Errors, FieldProblem{field, "form.not_a_number", "no number of this size, or written like this, fits the field"})
					continue
				}
				p.Errors = append(p.Errors, FieldProblem{fieldOf(detail.Location), p.Code, detail.Message})
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

// apiRoutes describes and serves the API. The description is made from the
// same types that read requests and write answers, so it cannot differ.
func (h *Handlers) apiRoutes(app *fiber.App) {
	config := huma.DefaultConfig("consultations", h.Version)
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
	app.Use("/api/v1", h.bearer)
	app.Get("/api/docs", append(h.before(Personal), h.showAPI)...)
	api := humafiber.New(app, config)
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.Unwrap(ctx)
		ctx = huma.WithValue(ctx, apiActor, actor(c))
		ctx = huma.WithValue(ctx, apiLocale, localeOf(c))
		next(huma.WithValue(ctx, apiRequest, c))
	})
	h.api = api
	for _, noun := range []func(huma.API){
		h.tokenAPI, h.seriesAPI, h.seminarAPI, h.sessionAPI, h.noteAPI, h.organisationAPI, h.organiserAPI, h.entityAPI, h.themeAPI, h.accountAPI, h.registrationAPI, h.registrationLinkAPI, h.invitationAPI, h.summaryAPI, h.pointAPI, h.editionAPI, h.searchAPI,
	} {
		noun(api)
	}
}

// operation registers one operation. A refusal becomes a problem; a fault is
// logged where all are.
func operation[I, O any](h *Handlers, api huma.API, method, path, id, summary string, status int, do func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: id, Method: method, Path: "/api/v1" + path, Summary: summary, DefaultStatus: status,
		Errors: []int{400, 401, 403, 404, 409, 422, 429, 503}, Security: []map[string][]string{{"bearer": {}}, {}},
		MaxBodyBytes: 1 << 20,
	}
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err == nil {
			return out, nil
		}
		if p, ok := errors.AsType[*Problem](err); ok {
			return nil, p
		}
		c := request(ctx)
		status, code, retry := h.outcome(c, err)
		if retry > 0 {
			c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retry))
		}
		return nil, problemOf(localeOf(c), status, code, err)
	})
}

// listOf is the shape of every list.
type listOf[T any] struct {
	Body struct {
		Items []T     `json:"items"`
		Next  *string `json:"next_cursor" doc:"pass it as cursor to read on; null on the last page"`
	}
}

func list[R, T any](page models.Page[R], shape func(R) T) *listOf[T] {
	out := &listOf[T]{}
	out.Body.Items = make([]T, 0, len(page.Items))
	for _, r := range page.Items {
		out.Body.Items = append(out.Body.Items, shape(r))
	}
	if page.Next != "" {
		out.Body.Next = &page.Next
	}
	return out
}

// Paging is what every list can be asked. It is exported because Huma does
// not look into an embedded struct that is not.
type Paging struct {
	Cursor string `query:"cursor" doc:"next_cursor of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
}

// answer is one thing.
type answer[T any] struct{ Body T }

// showAPI is the readable page of the API, made from its description.
func (h *Handlers) showAPI(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, views.APIShow{Frame: h.personal(c, "api.title"), Operations: operations(h.api.OpenAPI())})
}

// operations lists what the description holds, in order of address.
func operations(doc *huma.OpenAPI) []views.Operation {
	var all []views.Operation
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PATCH": item.Patch, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			o := views.Operation{Method: method, Path: path, Summary: op.Summary}
			for _, p := range op.Parameters {
				o.Fields = append(o.Fields, p.Name)
			}
			if op.RequestBody != nil {
				o.Fields = append(o.Fields, bodyFields(doc, op)...)
			}
			all = append(all, o)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Path != all[j].Path {
			return all[i].Path < all[j].Path
		}
		return all[i].Method < all[j].Method
	})
	return all
}

func bodyFields(doc *huma.OpenAPI, op *huma.Operation) []string {
	var fields []string
	for _, media := range op.RequestBody.Content {
		s := media.Schema
		if s != nil && s.Ref != "" {
			s = doc.Components.Schemas.SchemaFromRef(s.Ref)
		}
		if s == nil {
			continue
		}
		for name := range s.Properties {
			fields = append(fields, name)
		}
	}
	sort.Strings(fields)
	return fields
}
