package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
)

// operation registers one operation. A refusal becomes a problem; a fault is
// logged like any other. all describes the answers of an operation that has
// several; any other has one, with this status.
func operation[I, O any](h *Handlers, method, path, id, summary string, status int, do func(context.Context, *I) (*O, error), all ...described) {
	if method == http.MethodGet {
		h.readable = append(h.readable, path)
	}
	op := huma.Operation{
		OperationID: id, Method: method, Path: "/api/v1" + path, Summary: summary, DefaultStatus: status,
		Tags: []string{h.tag}, Errors: errorsOf(method, id, path), Security: securityOf(id, path),
		Parameters: pathParameters(path), MaxBodyBytes: 1 << 20,
		SkipValidateBody: true, // the input's own Check says what is wrong, field by field and in the reader's language
	}
	op.Parameters = append(op.Parameters, inLanguage)
	if method != http.MethodGet {
		op.Parameters = append(op.Parameters, idempotencyKey)
	}
	for _, a := range all {
		if op.Responses == nil {
			op.Responses = map[string]*huma.Response{}
		}
		op.Responses[strconv.Itoa(a.status)] = &huma.Response{Description: a.about, Content: map[string]*huma.MediaType{
			fiber.MIMEApplicationJSON: {Schema: h.api.OpenAPI().Components.Schemas.Schema(a.body, true, "")},
		}}
	}
	huma.Register(h.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err == nil {
			return out, nil
		}
		if p, ok := errors.AsType[*web.Problem](err); ok {
			return nil, p
		}
		c := request(ctx)
		status, code, retry := h.Outcome(c, err)
		if retry > 0 {
			c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retry))
		}
		return nil, web.ProblemOf(web.Locale(c), status, code, err)
	})
}

// open are the operations that need no token, besides those that a personal
// link or a password opens. Somebody with a token may get more from them.
var open = map[string]bool{
	"listSeries": true, "getSeries": true, "listSeminars": true, "getSeminar": true, "listOrganisers": true, "listEntities": true, "getOrganiser": true, "getEntity": true,
	"register": true, "findPoints": true, "search": true,
}

// securityOf is what an operation demands of its caller.
func securityOf(id, path string) []map[string][]string {
	bearer := map[string][]string{"bearer": {}}
	switch {
	case strings.HasPrefix(path, "/tokens"), strings.Contains(path, "{token}"):
		return []map[string][]string{{}}
	case open[id]:
		return []map[string][]string{bearer, {}}
	}
	return []map[string][]string{bearer}
}

// checkToken refuses a request without a token where one is needed. It is the
// same whether the thing exists or not.
func (h *Handlers) checkToken(ctx huma.Context, next func(huma.Context)) {
	c := humafiber.Unwrap(ctx)
	for _, way := range ctx.Operation().Security {
		if len(way) == 0 || web.Actor(c).SignedIn() {
			next(ctx)
			return
		}
	}
	c.Set(fiber.HeaderWWWAuthenticate, "Bearer")
	h.refuse(c, http.StatusUnauthorized, "page.no_token", nil)
}

// refuse answers a request that no operation has seen.
func (h *Handlers) refuse(c *fiber.Ctx, status int, code string, err error) {
	if err := web.SendProblem(c, status, code, err); err != nil {
		h.Log.Error("a problem cannot be sent", "err", err)
	}
}

// described is one of several answers of an operation.
type described struct {
	status int
	about  string
	body   reflect.Type
}

func answers[T any](status int, about string) described {
	return described{status, about, reflect.TypeFor[T]()}
}

// idempotencyKey describes the key of an operation that writes.
var idempotencyKey = &huma.Param{
	Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: huma.TypeString},
	Description: "A repeated request with the same key within 24 hours gets the same response and has no further effect",
}

// write registers an operation that writes. With an Idempotency-Key the
// changes it makes and the note of the answer are one transaction, and a
// repeated request gets the first answer. Refusals are not kept: the same
// request may be right later.
func write[I, T any](h *Handlers, method, path, id, summary string, status int, do func(call, *I) (T, error)) {
	operation(h, method, path, id, summary, status, func(ctx context.Context, in *I) (*answer[T], error) {
		_, body, err := idempotent(h, ctx, func(ctx context.Context) (int, T, error) {
			body, err := do(callOf(ctx), in)
			return status, body, err
		})
		if err == nil && status == http.StatusCreated {
			h.locate(request(ctx), path, body)
		}
		return &answer[T]{body}, err
	})
}

// reply is one of the answers of an operation that has several.
type reply struct {
	Status int
	Body   any
}

// writeOneOf registers an operation that writes and has several answers, the
// usual one first.
func writeOneOf[I any](h *Handlers, method, path, id, summary string, do func(call, *I) (reply, error), all ...described) {
	operation(h, method, path, id, summary, all[0].status, func(ctx context.Context, in *I) (*reply, error) {
		status, body, err := idempotent(h, ctx, func(ctx context.Context) (int, json.RawMessage, error) {
			r, err := do(callOf(ctx), in)
			if err != nil {
				return 0, nil, err
			}
			b, err := json.Marshal(r.Body)
			return r.Status, b, err
		})
		if err == nil && status == http.StatusCreated {
			h.locate(request(ctx), path, body)
		}
		return &reply{status, body}, err
	}, all...)
}

// removal registers an operation that takes a thing away; its answer has no
// body.
func removal(h *Handlers, path, id, summary string, do func(call) error) {
	operation(h, http.MethodDelete, path, id, summary, http.StatusNoContent, func(ctx context.Context, _ *struct{}) (*struct{}, error) {
		_, _, err := idempotent(h, ctx, func(ctx context.Context) (int, struct{}, error) {
			return http.StatusNoContent, struct{}{}, do(callOf(ctx))
		})
		return nil, err
	})
}

// idempotent does what a request asks for, or repeats the answer that the
// request with its key got.
func idempotent[T any](h *Handlers, ctx context.Context, do func(context.Context) (int, T, error)) (status int, body T, err error) {
	c := request(ctx)
	r, given := h.Idempotent(c)
	if !given {
		return do(ctx)
	}
	before := c.UserContext()
	defer c.SetUserContext(before)
	a, repeated, err := h.Store.Idempotent(ctx, asking(ctx), r, func(ctx context.Context) (int, []byte, error) {
		// A limit uses the context of the request, so it has to take part in
		// the transaction instead of waiting for its end.
		c.SetUserContext(ctx)
		status, body, err := do(ctx)
		if err != nil {
			return 0, nil, err
		}
		b, err := json.Marshal(body)
		return status, b, err
	})
	if err != nil {
		return 0, body, err
	}
	if repeated {
		c.Set("Idempotent-Replayed", "true")
	}
	return a.Status, body, json.Unmarshal([]byte(a.Answer), &body)
}

// listOf is the shape of every list.
type listOf[T any] struct {
	Body struct {
		Items []T     `json:"items"`
		Next  *string `json:"next_cursor" doc:"Cursor of the next page; null on the last page"`
	}
}

func listed[R, T any](page models.Page[R], shape func(R) T) *listOf[T] {
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

// Paging are the parameters of every list. It is exported because Huma
// ignores embedded structs that are not.
type Paging struct {
	Cursor string `query:"cursor" doc:"next_cursor of the previous page"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
}

// answer is one thing.
type answer[T any] struct{ Body T }
