package api

import (
	"context"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
)

// call is one request of an operation: its context, and who asks.
type call struct {
	context.Context
	By models.Actor
}

func callOf(ctx context.Context) call { return call{ctx, asking(ctx)} }

// at is the part of the address that a name in braces stands for.
func (q call) at(name string) string { return strings.Clone(request(q).Params(name)) }

// request is the request behind a call, for limits. It must not be kept.
func request(ctx context.Context) *fiber.Ctx { return ctx.Value(apiRequest).(*fiber.Ctx) }

// resource is a noun of the API: rows of one kind, and how they are written.
type resource[Row, Out any] struct {
	*Handlers
	one   func(call) (Row, error) // the row that the address names; every change answers with it
	shape func(Row) Out
}

// list offers the rows of a collection, page by page.
func (r resource[Row, Out]) list(path, id, summary string, ask func(call, Paging) (models.Page[Row], error)) {
	listBy(r, path, id, summary, func(q call, filter Paging) (models.Page[Row], error) { return ask(q, filter) })
}

// listBy offers the rows of a collection that a filter of its own selects.
func listBy[Filter, Row, Out any](r resource[Row, Out], path, id, summary string, ask func(call, Filter) (models.Page[Row], error)) {
	operation(r.Handlers, http.MethodGet, path, id, summary, http.StatusOK, func(ctx context.Context, in *Filter) (*listOf[Out], error) {
		page, err := ask(callOf(ctx), *in)
		if err != nil {
			return nil, err
		}
		return listed(page, r.shape), nil
	})
}

// read offers the row that the address names. A program that has read it and
// sends its tag gets it again only if it has changed.
func (r resource[Row, Out]) read(path, id, summary string) {
	r.single = append(r.single, id)
	operation(r.Handlers, http.MethodGet, path, id, summary, http.StatusOK, func(ctx context.Context, _ *struct{}) (*answer[Out], error) {
		row, err := r.one(callOf(ctx))
		if err != nil {
			return nil, err
		}
		out, c := r.shape(row), request(ctx)
		tag, err := tagOf(out)
		if err != nil {
			return nil, err
		}
		c.Set(fiber.HeaderETag, tag)
		if web.Matches(c.Get(fiber.HeaderIfNoneMatch), tag) {
			return nil, huma.Status304NotModified()
		}
		return &answer[Out]{out}, nil
	})
}

// action offers a change of state of the row that the address names.
func (r resource[Row, Out]) action(path, id, summary string, do func(call) error) {
	write(r.Handlers, http.MethodPost, path, id, summary, http.StatusCreated, func(q call, _ *struct{}) (Out, error) {
		if err := do(q); err != nil {
			return *new(Out), err
		}
		row, err := r.one(q)
		return r.shape(row), err
	})
}

// remove offers to take a row away.
func (r resource[Row, Out]) remove(path, id, summary string, do func(call) error) {
	removal(r.Handlers, path, id, summary, do)
}

// create offers to add a row. defaults are the values of fields that are not
// sent, in the language of the texts that are.
func create[In, Row, Out any](r resource[Row, Out], path, id, summary string, defaults func(lang string) In, do func(call, In) (Row, error)) {
	write(r.Handlers, http.MethodPost, path, id, summary, http.StatusCreated, func(q call, sent *struct{ Body Fields[In] }) (Out, error) {
		in, err := read(r.Handlers, q, sent.Body, defaults(sent.Body.language("")))
		if err != nil {
			return *new(Out), err
		}
		row, err := do(q, in)
		return r.shape(row), err
	})
}

// current is what a change starts from: the language of the original texts,
// the values that are there, and their version.
type current[In any] struct {
	language string
	input    func(lang string) In
	version  int
}

// change offers to change fields of the row that the address names.
func change[In, Row, Out any](r resource[Row, Out], path, id, summary string, now func(Row) current[In], do func(q call, version int, in In) error) {
	write(r.Handlers, http.MethodPatch, path, id, summary, http.StatusOK, func(q call, sent *struct{ Body Patch[In] }) (Out, error) {
		row, err := r.one(q)
		if err != nil {
			return *new(Out), err
		}
		there := now(row)
		in, err := sent.Body.Over(there.input(sent.Body.language(there.language)))
		if err != nil {
			return *new(Out), err
		}
		if err := r.nameEntities(q, reflect.ValueOf(&in).Elem()); err != nil {
			return *new(Out), err
		}
		version, err := unchanged(request(q), sent.Body.Version(there.version), there.version)
		if err != nil {
			return *new(Out), err
		}
		if err := do(q, version, in); err != nil {
			return *new(Out), err
		}
		row, err = r.one(q)
		return r.shape(row), err
	})
}

// decide offers a change of state with an input of its own, which may be left
// out.
func decide[In, Row, Out any](r resource[Row, Out], path, id, summary string, do func(call, In) error) {
	write(r.Handlers, http.MethodPost, path, id, summary, http.StatusCreated, func(q call, sent *struct{ Body *Fields[In] }) (Out, error) {
		var in In
		if sent.Body != nil {
			var err error
			if in, err = sent.Body.Over(in); err != nil {
				return *new(Out), err
			}
		}
		if err := do(q, in); err != nil {
			return *new(Out), err
		}
		row, err := r.one(q)
		return r.shape(row), err
	})
}

// bounded pages a list that has few rows by its nature, and is read whole: the
// parts of one seminar, series or text. The cursor names the last row of the
// page before, and its place, counted from one, in case that row is gone.
func bounded[Row any](p Paging, id func(Row) string, rows []Row, err error) (models.Page[Row], error) {
	if err != nil {
		return models.Page[Row]{}, err
	}
	var last string
	var place int64
	after, err := models.DecodeCursor(p.Cursor, &last, &place)
	if err != nil {
		return models.Page[Row]{}, err
	}
	if after {
		next := min(max(int(place)-1, 0), len(rows)) // those behind a row that is gone moved up
		if at := slices.IndexFunc(rows, func(r Row) bool { return id(r) == last }); at >= 0 {
			next = at + 1
		}
		rows, place = rows[next:], int64(next)
	}
	size := models.PageSize(p.Limit)
	return models.CutPage(rows, size, func(r Row) string { return models.EncodeCursor(id(r), place+int64(size)) }), nil
}

var inBraces = regexp.MustCompile(`\{(\w+)\}`)

// pathParameters describes the names in braces of an address.
func pathParameters(path string) []*huma.Param {
	var all []*huma.Param
	for _, name := range inBraces.FindAllStringSubmatch(path, -1) {
		p := &huma.Param{Name: name[1], In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
		if name[1] == "token" {
			p.Description = "The last part of the link in the e-mail"
		}
		all = append(all, p)
	}
	return slices.Clip(all)
}

// removeUnchanged offers to take the row away that the address names, unless
// it changed after the caller read it.
func removeUnchanged[Row, Out any](r resource[Row, Out], path, id, summary string, version func(Row) int, do func(q call, version int) error) {
	type reading struct {
		Version int `query:"version" doc:"Version that was read; the deletion is refused if the object has changed since"`
	}
	operation(r.Handlers, http.MethodDelete, path, id, summary, http.StatusNoContent, func(ctx context.Context, in *reading) (*struct{}, error) {
		_, _, err := idempotent(r.Handlers, ctx, func(ctx context.Context) (int, struct{}, error) {
			q, read := callOf(ctx), in.Version
			row, err := r.one(q)
			if err != nil {
				return 0, struct{}{}, err
			}
			if read == 0 {
				read = version(row)
			}
			return http.StatusNoContent, struct{}{}, do(q, read)
		})
		return nil, err
	})
}
