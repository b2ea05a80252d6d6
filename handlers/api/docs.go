package api

import (
	"sort"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"consultations/views"
)

// showAPI is the readable page of the API, made from its description.
func (h *Handlers) showAPI(c *fiber.Ctx) error {
	return h.Show(c, fiber.StatusOK, views.APIShow{Frame: h.PersonalFrame(c, "api.title"), Operations: operations(h.api.OpenAPI())})
}

// operations lists the operations of the description, in the order of their
// addresses.
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
