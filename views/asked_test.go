package views

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
)

// pressedAtOnce are the buttons that act without a question, by the last part
// of their address, with the reason.
var pressedAtOnce = map[string]string{
	"/agenda":               "publishing; taking back is asked",
	"/ascent":               "the order can be changed back",
	"/confirmation":         "holders accept their own seat",
	"/correction":           "the text can be submitted again",
	"/address-confirmation": "keeps a seat, and nobody is told",
	"/position":             "the order can be changed back",
	"/refusal":              "invitees can still accept",
	"/sign-out":             "one's own sign-in",
	"/submission":           "only where the desk asks nothing",
	"/suspension/removal":   "gives access back",
	"/withdrawal":           "is on a page that is the question",
	"":                      "the page of a sign-in link",
}

var (
	pressed = regexp.MustCompile(`@(?:parts\.)?(?:PostButton|MenuPost)\((.*)`)
	ending  = regexp.MustCompile(`^(?:p\.Frame|d\.Frame|f), (?:[^"]*?"[^"]*"\+)*?[^"{]*?(?:"(/[a-z/-]+)")?, (?:parts\.)?(?:Button|m\.Button)`)
)

// A button that takes something away, or of which somebody is told by e-mail,
// states that and asks first.
func TestOnlyHarmlessButtonsActWithoutAQuestion(t *testing.T) {
	var files []string
	for _, pattern := range []string{"*.templ", "parts/*.templ"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range pressed.FindAllStringSubmatch(string(b), -1) {
			call := found[1]
			path := ending.FindStringSubmatch(call)
			if path == nil {
				t.Errorf("%s: %s has no address that this test can read", file, call)
				continue
			}
			if pressedAtOnce[path[1]] == "" {
				t.Errorf("%s: %q acts without a question", file, path[1])
			}
			if strings.Contains(call, "parts.Danger") && path[1] != "/withdrawal" {
				t.Errorf("%s: %q takes something away without a question", file, path[1])
			}
		}
	}
}

func TestAQuestionSaysWhoIsTold(t *testing.T) {
	may := []models.RegistrationStatus{models.Confirmed, models.Declined}
	pending := models.RegistrationRow{ID: "r", Name: "Li Wei", Status: models.Pending, Moves: may}
	offered := models.RegistrationRow{ID: "s", Name: "Amara Diallo", Status: models.Offered, Moves: may[:1]}
	list := RegistrationList{Frame: frame(), List: models.RegistrationList{Page: models.Page[models.RegistrationRow]{Items: []models.RegistrationRow{pending, offered}}}}
	account := models.AccountPage{}
	account.ID, account.Name, account.Email = "a", "Ling", "ling@example.org"
	account.Grants = []models.GrantRow{{ID: "g", Role: models.Administrator}}
	account.Removed = []models.GrantRow{{ID: "h", Role: models.Administrator}}
	own := models.AccountPage{Grants: []models.GrantRow{{ID: "g", Role: models.Secretariat}}}
	invited := models.InvitationRow{ID: "i", Name: "Li Wei", Email: "li@example.org", Status: models.InvitationSent, AnswerBy: "2027-06-01", MayRevoke: true, MayResend: true}
	invitations := InvitationList{Frame: frame(), List: models.InvitationList{Page: models.Page[models.InvitationRow]{Items: []models.InvitationRow{invited}}}}
	for _, c := range []struct {
		page     page
		id, says string
	}{
		{list, "confirmation-r", "a place on the waiting list, and is informed by e-mail"},
		{list, "confirmation-s", "is confirmed, and they are informed by e-mail"},
		{list, "refusal-r", "The person will be informed by e-mail."},
		{invitations, "reminder-i", "once more to li@example.org"},
		{invitations, "revocation-i", "The person will be informed by e-mail, and"},
		{AccountShow{Frame: frame(), Of: account}, "removal-g", "is informed by e-mail."},
		{AccountShow{Frame: frame(), Of: account, IsOwn: true}, "removal-g", "only another administrator can give it back to you.</p><p>No e-mail is sent."},
		{AccountShow{Frame: frame(), Of: own, IsOwn: true}, "removal-g", "You can restore it within 30 days.</p><p>No e-mail is sent."},
		{AccountShow{Frame: frame(), Of: account, IsOwn: true}, "suspension", "only another administrator can enable it again."},
		{AccountShow{Frame: frame(), Of: account}, "restoration-h", "is informed by e-mail."},
		{AccountShow{Frame: frame(), Of: account}, "suspension", "No e-mail is sent."},
		{AccountShow{Frame: frame(), Of: account}, "link", "The e-mail goes to ling@example.org."},
		{OrganiserDesk{Frame: frame(), Organisers: []models.OrganiserRow{{ID: "o"}}}, "removal-o", "the secretariat is informed by e-mail"},
		{OrganiserDesk{Frame: frame(), Removed: []models.OrganiserRow{{ID: "o"}}}, "restoration-o", "goes back to clearance"},
		{InvitationList{Frame: frame(), Head: models.SeminarHead{MayEdit: true, AgendaPublished: true}}, "withdrawal-agenda", "No e-mail is sent."},
		{EditionList{Desk: textOf(models.SummaryCleared, colleague)}, "publishing", "are informed by e-mail."},
	} {
		_, question, found := strings.Cut(rendered(t, c.page), `popover id="`+c.id+`"`)
		question, _, _ = strings.Cut(question, "<form")
		if !found || !strings.Contains(question, c.says) {
			t.Errorf("%s: %q", c.id, question)
		}
	}
}

// TestTheDatesAreReadBeforeASeminarIsConcludedOrAnnouncedAgain: nothing else
// keeps somebody from concluding it before it begins.
func TestTheDatesAreReadBeforeASeminarIsConcludedOrAnnouncedAgain(t *testing.T) {
	l := locale.OrEnglish("en")
	h := models.SeminarHead{Status: models.SeminarPostponed, StartsOn: "2027-02-10", EndsOn: "2027-02-11"}
	for _, c := range []struct {
		from models.SeminarStatus
		to   models.SeminarStatus
		want []string
	}{
		{models.SeminarPostponed, models.SeminarAnnounced, []string{"Dates: 10–11 February 2027.", "nobody will be informed"}},
		{models.SeminarAnnounced, models.SeminarConcluded, []string{"Dates: 10–11 February 2027.", "end at once", "cannot be undone"}},
	} {
		h.Status = c.from
		says := strings.Join(moveNouns[c.to].confirm(l, h).Says, " ")
		for _, want := range c.want {
			if !strings.Contains(says, want) {
				t.Errorf("from %s to %s: %q does not say %q", c.from, c.to, says, want)
			}
		}
	}
}
