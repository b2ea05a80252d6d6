package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"consultations/tests/given"
)

// doneBy names for each form the operation of the API that does the same.
var doneBy = map[string]string{
	"/account":                                                "editOwnAccount",
	"/account/password":                                       "setPassword",
	"/account/sign-ins/removal":                               "endOtherSignIns",
	"/invitations/:token/acceptance":                          "acceptInvitation",
	"/invitations/:token/refusal":                             "declineInvitation",
	"/manage/accounts":                                        "createAccount",
	"/manage/accounts/:account":                               "editAccount",
	"/manage/accounts/:account/grants":                        "addGrant",
	"/manage/accounts/:account/grants/:grant/removal":         "removeGrant",
	"/manage/accounts/:account/links":                         "mailSignInLink",
	"/manage/accounts/:account/suspension":                    "disableAccount",
	"/manage/accounts/:account/suspension/removal":            "enableAccount",
	"/manage/entities":                                        "addEntity",
	"/manage/entities/:entity":                                "editEntity",
	"/manage/invitations/:invitation/mails":                   "remindInvited",
	"/manage/invitations/:invitation/revocation":              "revokeInvitation",
	"/manage/organisations":                                   "addOrganisation",
	"/manage/organisations/:organisation":                     "editOrganisation",
	"/manage/seminars/:seminar/invitations":                   "invite",
	"/manage/seminars/:seminar/organisers":                    "addOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser":         "editOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser/ascent":  "moveOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser/removal": "removeOrganiser",
	"/manage/series/:series/themes":                           "addTheme",
	"/manage/series/:series/themes/:theme":                    "editTheme",
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

// onlyForBrowsers are forms that a program does not need, with the reason.
var onlyForBrowsers = map[string]string{
	"/sign-in":             "programs ask for tokens",
	"/sign-in/links":       "a link is for a person at a browser",
	"/sign-in/link/:token": "the same",
	"/sign-out":            "programs revoke their tokens",
}

// TestEveryFormHasAnOperation: what a page can do, the API can do.
func TestEveryFormHasAnOperation(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	var served []string
	for _, methods := range describe(t, s).Paths {
		for _, op := range methods {
			served = append(served, op.OperationID)
		}
	}
	looked := 0
	for _, r := range s.app.GetRoutes(true) {
		if r.Method != http.MethodPost || strings.HasPrefix(r.Path, "/api/") || onlyForBrowsers[r.Path] != "" {
			continue
		}
		looked++
		if op := doneBy[r.Path]; op == "" || !slices.Contains(served, op) {
			t.Errorf("POST %s has no operation (%q)", r.Path, op)
		}
	}
	if looked != len(doneBy) {
		t.Errorf("%d forms were looked at, the table has %d", looked, len(doneBy))
	}
}
