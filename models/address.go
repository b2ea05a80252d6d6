package models

import (
	"strconv"
	"strings"
)

// AccountPath is the address of an account in the working area.
func AccountPath(id string) string { return "/manage/accounts/" + id }

// EditionPath is the lasting address of one edition.
func EditionPath(series, seminar string, number int) string {
	return SeminarPath(series, seminar) + "/summary/editions/" + strconv.Itoa(number)
}

// TextPath is the address of a published text of a seminar, in its newest
// edition. The first text that was published has the address /summary for good;
// any other is named by its kind. An empty kind means the first text.
func TextPath(series, seminar string, other SummaryKind) string {
	path := SeminarPath(series, seminar) + "/summary"
	if other != "" {
		path += "/" + other.InAddress()
	}
	return path
}

// InvitationsPath is the address of the invitations to a seminar.
func InvitationsPath(seminarID string) string {
	return "/manage/seminars/" + seminarID + "/invitations"
}

// Undelivered narrows the list of registrations or invitations to those whose
// last e-mail could not be delivered.
const Undelivered = "?undelivered=true"

// NotesPath is the address of the notes of a seminar.
func NotesPath(seminarID string) string { return "/manage/seminars/" + seminarID + "/notes" }

// OrganisersPath is the address of the organisers of a seminar.
func OrganisersPath(seminar string) string { return ManageSeminarPath(seminar) + "/organisers" }

// PointPath is the address of a point in the working area.
func PointPath(summaryID, pointID string) string { return DeskPath(summaryID) + "/points/" + pointID }

// RegistrationsPath is the address of the list of a seminar.
func RegistrationsPath(seminarID string) string {
	return "/manage/seminars/" + seminarID + "/registrations"
}

// RegistrationPath is the address of one registration in the working area.
func RegistrationPath(id string) string { return "/manage/registrations/" + id }

// ManageSeminarPath is the address of a seminar in the working area.
func ManageSeminarPath(id string) string { return "/manage/seminars/" + id }

// ManageSeriesPath is the address of a series in the working area.
func ManageSeriesPath(id string) string { return "/manage/series/" + id }

// SeriesPath is the address of a series.
func SeriesPath(slug string) string { return "/series/" + slug }

// SeminarPath is the address of a seminar.
func SeminarPath(series, slug string) string { return "/series/" + series + "/" + slug }

// SummariesPath is the address of the summaries of a seminar.
func SummariesPath(seminarID string) string { return "/manage/seminars/" + seminarID + "/summaries" }

// DeskPath is the address of the drafting page of a summary.
func DeskPath(summaryID string) string { return "/manage/summaries/" + summaryID }

// ClearancePath is the address of the clearance of a summary.
func ClearancePath(summaryID string) string { return DeskPath(summaryID) + "/clearance" }

// AnswersView is the view of a clearance page that shows who has replied what.
const AnswersView = "answers"

// AnswersPath is the address of the replies to a summary.
func AnswersPath(summaryID string) string { return ClearancePath(summaryID) + "?view=" + AnswersView }

// EditionsPath is the address of the editions of a summary.
func EditionsPath(summaryID string) string { return DeskPath(summaryID) + "/editions" }

// ManageThemePath is the address at which a theme is renamed or translated.
func ManageThemePath(series, theme string) string {
	return ManageSeriesPath(series) + "/themes/" + theme
}

// SectionOf is the part of the public site to which a path belongs: series,
// search or neither.
func SectionOf(path string) string {
	switch {
	case strings.HasPrefix(path, "/series/"):
		return "series"
	case path == "/search":
		return "search"
	}
	return ""
}
