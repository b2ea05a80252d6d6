package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// AuditRoutes serve the audit log.
func (h *Handlers) AuditRoutes() []web.Route {
	return []web.Route{web.Get("/manage/audit", web.Working, h.auditList)}
}

// auditList shows the log; a filter that cannot be used is shown again with
// what is wrong with it.
func (h *Handlers) auditList(c *fiber.Ctx) error {
	filter := models.AuditFilter{SeriesID: web.Query(c, "series"), SeminarID: web.Query(c, "seminar"), AccountID: web.Query(c, "account"), SubjectID: web.Query(c, "subject"),
		Kind: web.Query(c, "kind"), Verb: web.Query(c, "verb"), From: models.Day(web.Query(c, "from")), To: models.Day(web.Query(c, "to"))}
	entries, err := h.Store.Audit(c.UserContext(), web.Actor(c), filter, web.Query(c, "cursor"), 0)
	problems := models.ProblemsOf(err)
	if err != nil && problems == nil {
		return err
	}
	scopes, err := h.Store.AuditScopes(c.UserContext(), web.Actor(c), filter)
	if err != nil {
		return err
	}
	status := fiber.StatusOK
	if problems != nil {
		status = fiber.StatusUnprocessableEntity
	}
	return h.Show(c, status, views.AuditList{Frame: h.WorkingFrame(c, "audit.title"), Entries: entries, Filter: filter, Problems: problems, Scopes: scopes, Cursor: web.Query(c, "cursor")})
}
