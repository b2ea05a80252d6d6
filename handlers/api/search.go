package api

import (
	"strings"

	"consultations/models"
	"consultations/views/wire"
)

// SearchQuery is what to search for.
type SearchQuery struct {
	Find   string `query:"q" required:"true" minLength:"1" maxLength:"200"`
	Cursor string `query:"cursor" doc:"next_cursor of the previous page"`
}

func (h *Handlers) search() {
	r := resource[models.Found, wire.FoundJSON]{h, nil, wire.FoundShape(h.BaseURL)}
	listBy(r, "/search", "search", "Search published content", func(q call, s SearchQuery) (models.Page[models.Found], error) {
		return h.Store.Search(q, q.By, strings.TrimSpace(s.Find), s.Cursor)
	})
}
