package api

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// inLanguage is the parameter that every operation takes.
var inLanguage = &huma.Param{Name: "lang", In: "query", Description: "Language of messages; without it, the language that Accept-Language asks for", Schema: languages()}

func languages() *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, code := range models.Languages {
		s.Enum = append(s.Enum, code)
	}
	return s
}

// limited are the operations that anybody may use only so often.
var limited = map[string]bool{"createToken": true, "refreshToken": true, "register": true, "setPassword": true, "createInvitation": true, "sendInvitationAgain": true}

// errorsOf are the statuses with which an operation can refuse.
func errorsOf(method, id, path string) []int {
	all := []int{http.StatusUnprocessableEntity, http.StatusServiceUnavailable}
	if !strings.HasPrefix(path, "/tokens") && !strings.Contains(path, "{token}") {
		all = append(all, http.StatusUnauthorized)
	}
	if !open[id] || strings.Contains(path, "{") {
		all = append(all, http.StatusNotFound)
	}
	if method != http.MethodGet {
		all = append(all, http.StatusBadRequest, http.StatusForbidden, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if method == http.MethodPatch {
		all = append(all, http.StatusPreconditionFailed)
	}
	if limited[id] {
		all = append(all, http.StatusTooManyRequests)
	}
	slices.Sort(all)
	return all
}

// required are the fields without which the server refuses what is created.
// Everything else has a default or may be empty.
var required = map[string][]string{
	"createToken": {"email", "password"}, "refreshToken": {"refresh_token"}, "revokeToken": {"refresh_token"},
	"createSeries": {"title"}, "createSeminar": {"place", "time_zone"}, "createEntity": {"name"},
	"register": {"email", "institution", "name"}, "createInvitation": {"email", "name"},
}

// examples are bodies that operations accept.
var examples = map[string]map[string]any{
	"createToken":      {"email": "ling@example.org", "password": "correct horse battery"},
	"createSeries":     {"title": "Regional consultations on peace operations", "language": "en"},
	"createSeminar":    {"place": "Nairobi", "host_entity": "KE", "time_zone": "Africa/Nairobi", "starts_on": "2027-03-01", "ends_on": "2027-03-02", "seats": 40, "admission": "open"},
	"createEntity":     {"name": "Kenya", "language": "en", "iso": "KE"},
	"register":         {"name": "Anna Keller", "family_name": "Keller", "email": "anna.keller@example.org", "institution": "Ministry of Foreign Affairs", "entity": "CHE"},
	"createInvitation": {"name": "Anna Keller", "email": "anna.keller@example.org"},
}

// completeDescription adds to the description what the types do not tell:
// which fields are required, examples, and the headers of answers.
func (h *Handlers) completeDescription() {
	h.completeSchemas()
	for _, item := range h.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Patch, item.Delete} {
			if op == nil || !strings.HasPrefix(op.Path, "/api/v1/") {
				continue
			}
			if op.RequestBody != nil {
				for _, media := range op.RequestBody.Content {
					if names := required[op.OperationID]; names != nil {
						media.Schema.Required = names
						for _, name := range names {
							media.Schema.Properties[name].Nullable = false
						}
					}
					if example := examples[op.OperationID]; example != nil {
						media.Example = example
					}
				}
			}
			for status, response := range op.Responses {
				h.describeHeaders(op, status, response)
			}
		}
	}
}

// completeSchemas says of answers what their types do not: languages are those of
// the site, a list is never null, and an object behind a pointer may be.
func (h *Handlers) completeSchemas() {
	all := h.api.OpenAPI().Components.Schemas
	for name, schema := range all.Map() {
		for field, property := range schema.Properties {
			switch {
			case property.Type == huma.TypeArray:
				property.Nullable = false
				if field == "languages" {
					property.Items = languages()
				}
			case field == "language":
				property.Enum = languages().Enum
			case field == "original":
				property.Enum = append(languages().Enum, "")
			}
			if property.Nullable && property.Enum != nil {
				property.Enum = append(property.Enum, nil)
			}
		}
		of := all.TypeFromRef("#/components/schemas/" + name)
		if of == nil || of.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(of) {
			field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if property := schema.Properties[field]; property != nil && property.Ref != "" && f.Type.Kind() == reflect.Pointer {
				schema.Properties[field] = &huma.Schema{Description: property.Description, OneOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
			}
		}
	}
}

func (h *Handlers) describeHeaders(op *huma.Operation, status string, response *huma.Response) {
	add := func(name, about string, of string) {
		if response.Headers == nil {
			response.Headers = map[string]*huma.Param{}
		}
		response.Headers[name] = &huma.Param{Description: about, Schema: &huma.Schema{Type: of}}
	}
	code, _ := strconv.Atoi(status)
	switch {
	case code == http.StatusUnauthorized:
		add(fiber.HeaderWWWAuthenticate, "Bearer, with the error if the token was not accepted", huma.TypeString)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable:
		add(fiber.HeaderRetryAfter, "Seconds after which the same request may be accepted", huma.TypeInteger)
	case code >= http.StatusMultipleChoices:
	case op.Method == http.MethodGet && slices.Contains(h.single, op.OperationID):
		add(fiber.HeaderETag, "For If-None-Match when it is read again, and for If-Match when it is changed", huma.TypeString)
	case op.Method != http.MethodGet && !strings.HasPrefix(op.Path, tokensPath) && op.OperationID != "setPassword":
		add("Idempotent-Replayed", "true if this is the answer that the first request with the same Idempotency-Key got", huma.TypeString)
		if code == http.StatusCreated {
			add(fiber.HeaderLocation, "Address of what was created or changed", huma.TypeString)
		}
	}
}

// checkQuery refuses parameters that an operation does not have: a filter that
// is misspelt would list what it was meant to leave out.
func checkQuery(h *Handlers) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.Unwrap(ctx)
		sent, err := url.ParseQuery(string(c.Request().URI().QueryString()))
		if err != nil {
			h.refuse(c, http.StatusBadRequest, "page.bad_request", nil)
			return
		}
		problems := models.Problems{}
		for name := range sent {
			if !slices.ContainsFunc(ctx.Operation().Parameters, func(p *huma.Param) bool { return p.In == "query" && p.Name == name }) {
				problems.Add(printable(name), "form.unknown_field")
			}
		}
		if len(problems) > 0 {
			h.refuse(c, http.StatusUnprocessableEntity, "form.check", problems.Err())
			return
		}
		next(ctx)
	}
}
