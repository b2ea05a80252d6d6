package handlers

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// change registers an operation that writes. With an Idempotency-Key the
// verbs that do calls with its context and the note of the answer are one
// transaction, and a repeated request gets the first answer. Refusals are not
// kept: the same request may be right later.
func change[I, T any](h *Handlers, api huma.API, method, path, id, summary string, status int, do func(context.Context, *I) (T, error)) {
	operation(h, api, method, path, id, summary, status, func(ctx context.Context, in *I) (*answer[T], error) {
		return once(h, ctx, status, func(ctx context.Context) (T, error) { return do(ctx, in) })
	})
	takesKey(api, "/api/v1"+path, id)
}

// removal registers an operation that takes a thing away, with a key or
// without; its answer has no body.
func removal[I any](h *Handlers, api huma.API, path, id, summary string, do func(context.Context, *I) error) {
	operation(h, api, http.MethodDelete, path, id, summary, http.StatusNoContent, func(ctx context.Context, in *I) (*struct{}, error) {
		_, err := once(h, ctx, http.StatusNoContent, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx, in) })
		return nil, err
	})
	takesKey(api, "/api/v1"+path, id)
}

// once does what a request asks for, or repeats the answer that the request
// with its key got.
func once[T any](h *Handlers, ctx context.Context, status int, do func(context.Context) (T, error)) (*answer[T], error) {
	c := request(ctx)
	r, given := h.idempotent(c)
	if !given {
		body, err := do(ctx)
		return &answer[T]{body}, err
	}
	before := c.UserContext()
	defer c.SetUserContext(before)
	a, repeated, err := h.store.Idempotent(ctx, asking(ctx), r, func(ctx context.Context) (int, []byte, error) {
		// A limit asks by the request: it must take part in the
		// transaction too, and not wait for it to end.
		c.SetUserContext(ctx)
		body, err := do(ctx)
		if err != nil {
			return 0, nil, err
		}
		b, err := json.Marshal(body)
		return status, b, err
	})
	if err != nil {
		return nil, err
	}
	if repeated {
		c.Set("Idempotent-Replayed", "true")
	}
	out := &answer[T]{}
	return out, json.Unmarshal([]byte(a.Answer), &out.Body)
}

// takesKey describes the key of an operation that writes.
func takesKey(api huma.API, path, id string) {
	op := api.OpenAPI().Paths[path]
	for _, o := range []*huma.Operation{op.Post, op.Patch, op.Delete} {
		if o != nil && o.OperationID == id {
			o.Parameters = append(o.Parameters, &huma.Param{Name: "Idempotency-Key", In: "header", Description: "the same request with the same key within 24 hours gets the same answer and changes nothing twice", Schema: &huma.Schema{Type: huma.TypeString}})
		}
	}
}

// idempotent reads the key of a request that may come twice. Keys belong to
// the caller: the account, else where the request comes from.
func (h *Handlers) idempotent(c *fiber.Ctx) (r models.IdempotentRequest, given bool) {
	key := strings.Clone(c.Get("Idempotency-Key"))
	if key == "" || c.Method() == http.MethodGet {
		return r, false
	}
	caller := actor(c).AccountID
	if caller == "" {
		caller = "address " + fingerprint(h.clientAddress(c).String())[:32]
	}
	route := c.Method() + " " + path(c)
	if strings.Contains(c.Route().Path, ":token") { // the address is a secret: what is kept must not open anything
		route = c.Method() + " " + fingerprint(path(c))
	}
	return models.IdempotentRequest{Caller: caller, Key: key, Route: route, BodyHash: fingerprint(string(c.Body()))}, true
}
