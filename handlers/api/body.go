package api

import (
	"mime"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// checkBody refuses a request whose body cannot be used: one that is missing,
// of another media type, not a JSON object, or sent to an operation that has
// no fields. The fields themselves are checked by their input.
func (h *Handlers) checkBody(ctx huma.Context, next func(huma.Context)) {
	c, op := humafiber.Unwrap(ctx), ctx.Operation()
	if op.Method == http.MethodGet {
		next(ctx)
		return
	}
	status, code, problems := bodyProblems(op.RequestBody, c.Get(fiber.HeaderContentType), c.Body())
	if status == 0 {
		c.Request().Header.SetContentType(fiber.MIMEApplicationJSON) // however it was written
		next(ctx)
		return
	}
	h.refuse(c, status, code, problems.Err())
}

// bodyProblems decides on a body: status and code of the refusal with its
// problems, or 0 if the body can be read. takes is nil for an operation
// without fields.
func bodyProblems(takes *huma.RequestBody, mediaType string, body []byte) (status int, code string, problems models.Problems) {
	switch {
	case len(body) == 0 && takes != nil && takes.Required:
		return http.StatusBadRequest, "page.bad_request", models.Problems{"body": {Code: "form.no_body"}}
	case len(body) == 0, string(body) == "null" && (takes == nil || !takes.Required): // clients write nothing as null too
		return 0, "", nil
	case !isJSON(mediaType):
		return http.StatusUnsupportedMediaType, "page.media_type", models.Problems{"body": {Code: "page.media_type"}}
	}
	if !isObject(body) {
		return http.StatusBadRequest, "page.bad_request", models.Problems{"body": {Code: "form.not_object"}}
	}
	if takes != nil {
		return 0, "", nil
	}
	sent, _, err := fieldsOf(body)
	if err != nil {
		return http.StatusBadRequest, "page.bad_request", models.Problems{"body": {Code: "form.not_object"}}
	}
	problems = models.Problems{}
	if refuseUnknown(sent, nil, problems); len(problems) > 0 {
		return http.StatusUnprocessableEntity, "form.check", problems
	}
	return 0, "", nil
}

// isJSON accepts JSON under its own name and under those that are built on it,
// such as application/merge-patch+json; a body without a media type is JSON.
func isJSON(mediaType string) bool {
	if mediaType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (kind == fiber.MIMEApplicationJSON || strings.HasPrefix(kind, "application/") && strings.HasSuffix(kind, "+json"))
}
