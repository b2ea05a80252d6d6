package handlers

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"consultations/views/wire"
)

func (h *Handlers) searchAPI(api huma.API) {
	operation(h, api, "GET", "/search", "search", "Search what is published", 200, func(ctx context.Context, in *struct {
		Find   string `query:"q" required:"true" minLength:"1" maxLength:"200"`
		Cursor string `query:"cursor" doc:"next_cursor of the page before"`
	}) (*listOf[wire.FoundJSON], error) {
		page, err := h.store.Search(ctx, asking(ctx), strings.TrimSpace(in.Find), in.Cursor)
		return list(page, wire.FoundShape(h.BaseURL)), err
	})
}
