package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"consultations/tests/given"
)

// doneBy names, for each form, the operation of the API that does the same.
var doneBy = map[string]string{
	"/account":                                                    "updateProfile",
	"/account/address":                                            "requestAddress",
	"/account/password":                                           "setPassword",
	"/account/sign-ins/removal":                                   "endOtherSignIns",
	"/invitations/:token/acceptance":                              "acceptInvitation",
	"/invitations/:token/refusal":                                 "declineInvitation",
	"/manage/accounts":                                            "createAccount",
	"/manage/accounts/:account":                                   "updateAccount",
	"/manage/accounts/:account/grants":                            "createGrant",
	"/manage/accounts/:account/grants/:grant/removal":             "removeGrant",
	"/manage/accounts/:account/grants/:grant/restoration":         "restoreGrant",
	"/manage/accounts/:account/links":                             "sendSignInLink",
	"/manage/accounts/:account/suspension":                        "disableAccount",
	"/manage/accounts/:account/suspension/removal":                "enableAccount",
	"/manage/entities":                                            "createEntity",
	"/manage/entities/:entity":                                    "updateEntity",
	"/manage/invitations/:invitation/mails":                       "sendInvitationAgain",
	"/manage/invitations/:invitation/revocation":                  "revokeInvitation",
	"/manage/organisations":                                       "createOrganisation",
	"/manage/organisations/:organisation":                         "updateOrganisation",
	"/manage/registrations/:registration":                         "updateRegistration",
	"/manage/registrations/:registration/address-confirmation":    "confirmAddress",
	"/manage/registrations/:registration/confirmation":            "confirmRegistration",
	"/manage/registrations/:registration/refusal":                 "declineRegistration",
	"/manage/registrations/:registration/reinstatement":           "reinstateRegistration",
	"/manage/registrations/:registration/revocation":              "revokeRegistration",
	"/manage/registrations/:registration/withdrawal":              "withdrawRegistration",
	"/manage/seminars/:seminar/agenda":                            "publishAgenda",
	"/manage/seminars/:seminar/announcement":                      "announceSeminar",
	"/manage/seminars/:seminar/archive":                           "archiveSeminar",
	"/manage/seminars/:seminar/cancellation":                      "cancelSeminar",
	"/manage/seminars/:seminar/conclusion":                        "concludeSeminar",
	"/manage/seminars/:seminar/edit":                              "updateSeminar",
	"/manage/seminars/:seminar/invitations":                       "createInvitation",
	"/manage/seminars/:seminar/notes":                             "createNote",
	"/manage/seminars/:seminar/notes/:note":                       "updateNote",
	"/manage/seminars/:seminar/organisers":                        "addOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser":             "updateOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser/ascent":      "moveOrganiserUp",
	"/manage/seminars/:seminar/organisers/:organiser/removal":     "removeOrganiser",
	"/manage/seminars/:seminar/organisers/:organiser/restoration": "restoreOrganiser",
	"/manage/seminars/:seminar/postponement":                      "postponeSeminar",
	"/manage/seminars/:seminar/registrations":                     "register",
	"/manage/seminars/:seminar/sessions":                          "createSession",
	"/manage/seminars/:seminar/sessions/:session/edit":            "updateSession",
	"/manage/seminars/:seminar/sessions/:session/removal":         "deleteSession",
	"/manage/seminars/:seminar/summaries":                         "createSummary",
	"/manage/series":                                              "createSeries",
	"/manage/series/:series/edit":                                 "updateSeries",
	"/manage/series/:series/seminars":                             "createSeminar",
	"/manage/series/:series/themes":                               "createTheme",
	"/manage/series/:series/themes/:theme":                        "updateTheme",
	"/manage/summaries/:summary":                                  "updateSummary",
	"/manage/summaries/:summary/clearance":                        "clearSummary",
	"/manage/summaries/:summary/correction":                       "correctSummary",
	"/manage/summaries/:summary/editions":                         "publishSummary",
	"/manage/summaries/:summary/editions/:edition/withdrawal":     "withdrawEdition",
	"/manage/summaries/:summary/points":                           "createPoint",
	"/manage/summaries/:summary/points/:point":                    "updatePoint",
	"/manage/summaries/:summary/points/:point/position":           "movePoint",
	"/manage/summaries/:summary/points/:point/removal":            "deletePoint",
	"/manage/summaries/:summary/submission":                       "submitSummary",
	"/registrations/:token":                                       "updateRegistrationByLink",
	"/registrations/:token/address-confirmation":                  "confirmAddressByLink",
	"/registrations/:token/confirmation":                          "acceptSeatByLink",
	"/registrations/:token/withdrawal":                            "withdrawRegistrationByLink",
	"/series/:series/:seminar/register":                           "register",
}

// onlyForBrowsers are forms that a program does not need, with the reason.
var onlyForBrowsers = map[string]string{
	"/sign-in":                "programs ask for tokens",
	"/sign-in/links":          "a link is for a person at a browser",
	"/sign-in/link/:token":    "the same",
	"/account/address/:token": "a link is for a person at a browser",
	"/sign-out":               "programs revoke their tokens",
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
