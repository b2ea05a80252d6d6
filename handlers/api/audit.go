package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) auditAPI(api huma.API) {
	operation(h, api, "GET", "/audit", "listAudit", "Who did what, newest first: all of it for administrators, their own part for organisers", 200, func(ctx context.Context, in *struct {
		Paging
		Series  string `query:"series" doc:"id"`
		Seminar string `query:"seminar" doc:"id"`
		Account string `query:"account" doc:"id"`
		Subject string `query:"subject" doc:"id"`
		Verb    string `query:"verb"`
	}) (*listOf[views.AuditJSON], error) {
		filter := models.AuditFilter{SeriesID: in.Series, SeminarID: in.Seminar, AccountID: in.Account, SubjectID: in.Subject, Verb: in.Verb}
		page, err := h.Store.Audit(ctx, asking(ctx), filter, in.Cursor, in.Limit)
		return list(page, views.AuditShape), err
	})
}
