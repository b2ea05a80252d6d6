package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) auditRoutes() []Route {
	return []Route{{"GET", "/manage/audit", Working, h.listAudit}}
}

func (h *Handlers) listAudit(c *fiber.Ctx) error {
	ask := func(name string) string { return strings.Clone(c.Query(name)) }
	filter := models.AuditFilter{SeriesID: ask("series"), SeminarID: ask("seminar"), AccountID: ask("account"), SubjectID: ask("subject"), Verb: ask("verb")}
	entries, err := h.store.Audit(c.UserContext(), actor(c), filter, ask("cursor"), 0)
	if err != nil {
		return err
	}
	scopes, err := h.store.AuditScopes(c.UserContext(), actor(c))
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.AuditList{Frame: h.working(c, "audit.title"), Entries: entries, Filter: filter, Scopes: scopes, Cursor: ask("cursor")})
}
