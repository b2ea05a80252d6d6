package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// AuditFilter narrows the log.
type AuditFilter struct {
	Paging
	Series  string           `query:"series" doc:"Id"`
	Seminar string           `query:"seminar" doc:"Id"`
	Account string           `query:"account" doc:"Id"`
	Subject string           `query:"subject" doc:"Id of the object that was changed"`
	Kind    wire.SubjectKind `query:"kind" doc:"Kind of the object that was changed"`
	Verb    wire.Verb        `query:"verb"`
	From    string           `query:"from" format:"date" doc:"First day, in UTC"`
	To      string           `query:"to" format:"date" doc:"Last day, in UTC"`
}

func (h *Handlers) audit() {
	r := resource[models.AuditRow, wire.AuditJSON]{h, nil, wire.AuditShape}
	listBy(r, "/audit", "listAuditEntries", "List the log entries, newest first: everything for administrators, their own part for organisers",
		func(q call, f AuditFilter) (models.Page[models.AuditRow], error) {
			filter := models.AuditFilter{SeriesID: f.Series, SeminarID: f.Seminar, AccountID: f.Account, SubjectID: f.Subject, Kind: string(f.Kind), Verb: string(f.Verb), From: models.Day(f.From), To: models.Day(f.To)}
			return h.Store.Audit(q, q.By, filter, f.Cursor, f.Limit)
		})
}
