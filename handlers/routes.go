package handlers

import "consultations/handlers/web"

// Routes is the table of everything that the site answers besides the API,
// noun by noun in the order of the chapters. An address that is not in it
// does not exist.
func (h *Handlers) Routes() []web.Route {
	var all []web.Route
	for _, noun := range []func() []web.Route{
		h.web.TechnicalRoutes,
		h.pages.HomeRoutes,
		h.pages.SitemapRoutes,
		h.pages.SearchRoutes,

		// Access
		h.pages.SignInRoutes,
		h.pages.ProfileRoutes,
		h.pages.AccountRoutes,
		h.pages.GrantRoutes,
		h.pages.AuditRoutes,

		// Programme
		h.pages.SeriesRoutes,
		h.pages.ThemeRoutes,
		h.pages.SeminarRoutes,
		h.pages.SessionRoutes,
		h.pages.OrganisationRoutes,
		h.pages.EntityRoutes,
		h.pages.OrganiserRoutes,

		// Participation
		h.pages.RegistrationRoutes,
		h.pages.RegistrationOfficeRoutes,
		h.pages.InvitationRoutes,

		// Outcomes
		h.pages.NoteRoutes,
		h.pages.SummaryRoutes,
		h.pages.PointRoutes,
		h.pages.ClearanceRoutes,
		h.pages.EditionRoutes,
		h.pages.FeedRoutes,

		// Last, because their addresses begin with names chosen by people.
		h.pages.PublicSeriesRoutes,
		h.pages.PublicSeminarRoutes,
		h.pages.PublicEditionRoutes,
	} {
		all = append(all, noun()...)
	}
	return all
}
