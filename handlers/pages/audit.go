package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// AuditRoutes serve the audit log.
func (h *Handlers) AuditRoutes() []web.Route {
	return []web.Route{web.Get("/manage/audit", web.Working, show(h, h.auditList))}
}

func (h *Handlers) auditList(c *fiber.Ctx) (views.AuditList, error) {
	filter := models.AuditFilter{SeriesID: web.Query(c, "series"), SeminarID: web.Query(c, "seminar"), AccountID: web.Query(c, "account"), SubjectID: web.Query(c, "subject"),
		Kind: web.Query(c, "kind"), Verb: web.Query(c, "verb"), From: models.Day(web.Query(c, "from")), To: models.Day(web.Query(c, "to"))}
	entries, err := h.Store.Audit(c.UserContext(), web.Actor(c), filter, web.Query(c, "cursor"), 0)
	problems := models.ProblemsOf(err)
	if err != nil && problems == nil {
		return views.AuditList{}, err
	}
	scopes, err := h.Store.AuditScopes(c.UserContext(), web.Actor(c))
	if err != nil {
		return views.AuditList{}, err
	}
	return views.AuditList{Frame: h.WorkingFrame(c, "audit.title"), Entries: entries, Filter: filter, Problems: problems, Scopes: scopes, Cursor: web.Query(c, "cursor")}, nil
}
