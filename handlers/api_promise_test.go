package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"consultations/tests/given"
)

// doneBy names, for each form of the programme, its participation and its
// outcomes, the operation of the API that does the same.
var doneBy = map[string]string{
	"/registrations/:token":                                   "correctOwnRegistration",
	"/registrations/:token/confirmation":                      "acceptOwnSeat",
	"/registrations/:token/withdrawal":                        "withdrawOwnRegistration",
	"/series/:series/:seminar/register":                       "register",
	"/manage/registrations/:registration":                     "correctRegistration",
	"/manage/registrations/:registration/confirmation":        "confirmationOfRegistration",
	"/manage/registrations/:registration/refusal":             "refusalOfRegistration",
	"/manage/registrations/:registration/revocation":          "revocationOfRegistration",
	"/manage/registrations/:registration/withdrawal":          "withdrawalOfRegistration",
	"/manage/seminars/:seminar/agenda":                        "publishAgenda",
	"/manage/seminars/:seminar/announcement":                  "announcementOfSeminar",
	"/manage/seminars/:seminar/archive":                       "archiveOfSeminar",
	"/manage/seminars/:seminar/cancellation":                  "cancellationOfSeminar",
	"/manage/seminars/:seminar/conclusion":                    "conclusionOfSeminar",
	"/manage/seminars/:seminar/postponement":                  "postponementOfSeminar",
	"/manage/seminars/:seminar/edit":                          "editSeminar",
	"/manage/seminars/:seminar/notes":                         "addNote",
	"/manage/seminars/:seminar/notes/:note":                   "editNote",
	"/manage/seminars/:seminar/registrations":                 "register",
	"/manage/seminars/:seminar/sessions":                      "addSession",
	"/manage/seminars/:seminar/sessions/:session/edit":        "editSession",
	"/manage/seminars/:seminar/sessions/:session/removal":     "removeSession",
	"/manage/seminars/:seminar/summaries":                     "createSummary",
	"/manage/series":                                          "createSeries",
	"/manage/series/:series/edit":                             "editSeries",
	"/manage/series/:series/seminars":                         "createSeminar",
	"/manage/summaries/:summary":                              "editSummary",
	"/manage/summaries/:summary/clearance":                    "clearSummary",
	"/manage/summaries/:summary/correction":                   "correctSummary",
	"/manage/summaries/:summary/editions":                     "publishSummary",
	"/manage/summaries/:summary/editions/:edition/withdrawal": "withdrawEdition",
	"/manage/summaries/:summary/points":                       "addPoint",
	"/manage/summaries/:summary/points/:point":                "editPoint",
	"/manage/summaries/:summary/points/:point/position":       "movePoint",
	"/manage/summaries/:summary/points/:point/removal":        "removePoint",
	"/manage/summaries/:summary/submission":                   "submitSummary",
}

// TestEveryFormOfTheProgrammeHasAnOperation looks at the forms of seminars,
// registrations and summaries, and not at those of accounts, organisers,
// invitations and themes.
func TestEveryFormOfTheProgrammeHasAnOperation(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	var served []string
	for _, methods := range describe(t, s).Paths {
		for _, op := range methods {
			served = append(served, op.OperationID)
		}
	}
	looked := 0
	for _, r := range s.app.GetRoutes(true) {
		elsewhere := slices.ContainsFunc([]string{"/api/", "/account", "/sign-", "/invitations", "/manage/accounts", "/manage/entities", "/manage/invitations", "/manage/organisations"},
			func(prefix string) bool { return strings.HasPrefix(r.Path, prefix) }) ||
			slices.ContainsFunc([]string{"/organisers", "/invitations", "/themes"}, func(noun string) bool { return strings.Contains(r.Path, noun) })
		if r.Method != http.MethodPost || elsewhere {
			continue
		}
		looked++
		if op := doneBy[r.Path]; op == "" || !slices.Contains(served, op) {
			t.Errorf("POST %s has no operation (%q)", r.Path, op)
		}
	}
	if looked < len(doneBy) {
		t.Errorf("%d forms were looked at, the table has %d", looked, len(doneBy))
	}
}
