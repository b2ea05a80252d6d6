package views

import (
	"strings"
	"testing"

	"consultations/models"
)

const whyNot = "Two delegates of each mission.\nPlease choose."

func TestOrganisersAreAskedForAReasonWhereThePersonIsTold(t *testing.T) {
	row := models.RegistrationRow{ID: "r", Name: "Li Wei", Status: models.Pending, Moves: []models.RegistrationStatus{models.Confirmed, models.Declined, models.Revoked, models.Withdrawn}}
	list := RegistrationList{Frame: frame(), List: models.RegistrationList{Page: models.Page[models.RegistrationRow]{Items: []models.RegistrationRow{row}}}}
	invited := models.InvitationRow{ID: "i", Name: "Li Wei", Status: models.InvitationSent, AnswerBy: "2027-06-01", MayRevoke: true, MayResend: true}
	invitations := InvitationList{Frame: frame(), List: models.InvitationList{Page: models.Page[models.InvitationRow]{Items: []models.InvitationRow{invited}}}}
	organisers := OrganiserDesk{Frame: frame(), Organisers: []models.OrganiserRow{{ID: "o"}}, Removed: []models.OrganiserRow{{ID: "x"}}}
	head := models.SeminarHead{Status: models.SeminarAnnounced, MayEdit: true, Moves: models.Seminar{Status: models.SeminarAnnounced}.Moves(), Has: models.SeminarCounts{Told: 3}}
	told := SeminarDesk{Frame: frame(), Desk: models.SeminarDesk{Head: head}}
	head.Has.Told = 0
	nobody := SeminarDesk{Frame: frame(), Desk: models.SeminarDesk{Head: head}}
	for _, c := range []struct {
		page page
		id   string
		asks bool
	}{
		{told, "move-cancellation", true}, {told, "move-postponement", true}, {told, "move-conclusion", false}, {nobody, "move-cancellation", false},
		{list, "refusal-r", true}, {list, "revocation-r", true}, {list, "withdrawal-r", false}, {list, "confirmation-r", false},
		{invitations, "revocation-i", true}, {invitations, "reminder-i", false}, {organisers, "removal-o", true}, {organisers, "restoration-x", false},
	} {
		_, question, found := strings.Cut(rendered(t, c.page), `popover id="`+c.id+`"`)
		question, _, _ = strings.Cut(question, "</form>")
		if asks := strings.Contains(question, `<textarea`) && strings.Contains(question, `name="reason"`); !found || asks != c.asks {
			t.Errorf("%s: found %v, asks for a reason: %v", c.id, found, asks)
		}
	}
}

func TestWhatWasDeclinedOrWithdrawnHasAWayBackAndItsReason(t *testing.T) {
	declined := models.RegistrationRow{ID: "r", Name: "Li Wei", Status: models.Declined, Reason: whyNot, Moves: []models.RegistrationStatus{models.Pending}}
	list := RegistrationList{Frame: frame(), List: models.RegistrationList{Page: models.Page[models.RegistrationRow]{Items: []models.RegistrationRow{declined}}}}
	office := RegistrationOffice{Frame: frame(), Of: models.RegistrationPage{ID: "r", Name: "Li Wei", Status: models.Revoked, Reason: whyNot, Moves: []models.RegistrationStatus{models.Pending}}}
	own := RegistrationShow{Frame: frame(), Of: models.RegistrationPage{ID: "r", Name: "Li Wei", Status: models.Declined, Reason: whyNot}}
	back := models.InvitationRow{ID: "i", Name: "Li Wei", Status: models.InvitationRevoked, AnswerBy: "2027-06-01", Reason: whyNot, MayResend: true}
	invitations := InvitationList{Frame: frame(), List: models.InvitationList{Page: models.Page[models.InvitationRow]{Items: []models.InvitationRow{back}}}}
	invitee := InvitationShow{Frame: frame(), Of: models.InvitationPage{InvitationRow: back, Refused: models.Refuse(models.Conflict, "invitation.is_revoked")}}
	off := models.RegistrationSeminar{SeminarStatus: models.SeminarCancelled, SeminarReason: whyNot}
	cancelled := RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: off, ID: "r", Name: "Li Wei", Status: models.Confirmed}}
	uninvited := InvitationShow{Frame: frame(), Of: models.InvitationPage{InvitationRow: models.InvitationRow{Status: models.InvitationSent}, Seminar: off, Refused: models.Refuse(models.Conflict, "registration_off.cancelled")}}
	for what, c := range map[string]struct {
		page page
		step string
	}{
		"the list": {list, "/reinstatement"}, "the page of the organisers": {office, "/reinstatement"}, "the holder's page": {own, ""},
		"the page of a cancelled seminar's participant": {cancelled, ""}, "the page of a cancelled seminar's invitee": {uninvited, ""},
		"the list of invitations": {invitations, "/manage/invitations/i/mails"}, "the invitee's page": {invitee, ""},
	} {
		html := rendered(t, c.page)
		if !strings.Contains(html, whyNot) {
			t.Errorf("%s does not give the reason", what)
		}
		if c.step != "" && !strings.Contains(html, c.step+`"`) {
			t.Errorf("%s has no way back", what)
		}
		if c.step == "" && strings.Contains(html, "/reinstatement") {
			t.Errorf("%s offers the organisers' step", what)
		}
	}
}
