package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"consultations/models"
)

func sent[In any](t *testing.T, body string) Fields[In] {
	t.Helper()
	var f Fields[In]
	if err := json.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestWhatIsSentReplacesWhatIsThereAndNullClears(t *testing.T) {
	seminar := models.SeminarInput{Title: "Old", Place: "Oslo", Seats: "40", Languages: []string{"en"}, StartsOn: "2027-03-01", Notify: true}
	for _, c := range []struct {
		name, body string
		want       models.SeminarInput
	}{
		{"nothing", `{}`, seminar},
		{"a text", `{"title":"New"}`, models.SeminarInput{Title: "New", Place: "Oslo", Seats: "40", Languages: []string{"en"}, StartsOn: "2027-03-01", Notify: true}},
		{"a number", `{"seats":50}`, models.SeminarInput{Title: "Old", Place: "Oslo", Seats: "50", Languages: []string{"en"}, StartsOn: "2027-03-01", Notify: true}},
		{"a list", `{"languages":["fr","ar"]}`, models.SeminarInput{Title: "Old", Place: "Oslo", Seats: "40", Languages: []string{"fr", "ar"}, StartsOn: "2027-03-01", Notify: true}},
		{"null in every kind of field", `{"title":null,"seats":null,"languages":null,"starts_on":null,"notify":null}`, models.SeminarInput{Place: "Oslo"}},
	} {
		got, err := sent[models.SeminarInput](t, c.body).Over(seminar)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

func TestAFieldThatCannotHoldWhatWasSentIsNamed(t *testing.T) {
	for _, c := range []struct{ name, body, field, code string }{
		{"a number in the place of a text", `{"title":7}`, "title", "form.wrong_type"},
		{"a list in the place of a day", `{"starts_on":[]}`, "starts_on", "form.wrong_type"},
		{"a text in the place of a list", `{"languages":"en"}`, "languages", "form.wrong_type"},
		{"a text in the place of yes or no", `{"notify":"yes"}`, "notify", "form.wrong_type"},
		{"a field that does not exist", `{"seat":7}`, "seat", "form.unknown_field"},
		{"a name that is not one", `{"<b>":7}`, "body", "form.unknown_field"},
	} {
		_, err := sent[models.SeminarInput](t, c.body).Over(models.SeminarInput{})
		if p := models.ProblemsOf(err); len(p) != 1 || p[c.field].Code != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	_, err := sent[models.EditionInput](t, `{"revision":"1e999"}`).Over(models.EditionInput{})
	if p := models.ProblemsOf(err); p["revision"].Code != "form.not_a_number" {
		t.Errorf("a text in the place of a number: %v", err)
	}
}

func TestAVersionThatIsNoneIsNamed(t *testing.T) {
	for _, version := range []string{`"x"`, `"1"`, `1.5`, `1e999`, `true`, `[]`, `{}`, `-1`} {
		var p Patch[models.SeminarInput]
		if err := json.Unmarshal([]byte(`{"title":7,"version":`+version+`}`), &p); err != nil {
			t.Fatal(err)
		}
		_, err := p.Over(models.SeminarInput{})
		if got := models.ProblemsOf(err).String(); got != "title form.wrong_type, version form.not_a_number" {
			t.Errorf("%s: %s", version, got)
		}
	}
	for version, want := range map[string]int{`3`: 3, `null`: 9, `0`: 9} {
		var p Patch[models.SeminarInput]
		err := json.Unmarshal([]byte(`{"version":`+version+`}`), &p)
		if _, wrong := p.Over(models.SeminarInput{}); err != nil || wrong != nil || p.Version(9) != want {
			t.Errorf("%s: %d, %v, %v", version, p.Version(9), err, wrong)
		}
	}
}

func TestAnAnswerDoesNotGrowWithTheFieldsThatDoNotExist(t *testing.T) {
	var body strings.Builder
	for i := range 26 {
		body.WriteString(`"x` + string(rune('a'+i)) + `":1,`)
	}
	_, err := sent[models.SeminarInput](t, "{"+body.String()+`"title":7}`).Over(models.SeminarInput{})
	p := models.ProblemsOf(err)
	if len(p) != mostUnknown+2 || p["title"].Code != "form.wrong_type" || p["body"].Code != "form.unknown_field" {
		t.Errorf("%d problems: %s", len(p), p)
	}
}

func TestATextIsComposedHoweverItWasWritten(t *testing.T) {
	want := models.SeminarInput{Title: "Jos\u00e9", Languages: []string{"\u00e9"}, About: "one\n\u0303two"}
	got, err := sent[models.SeminarInput](t, `{"title":"Jos\u0065\u0301","languages":["e\u0301"],"about":"one\n`+"\u0303"+`two"}`).Over(models.SeminarInput{})
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestEveryFieldOfAnInputHasOneNameInFormsAndInTheAPI(t *testing.T) {
	for _, in := range []any{
		models.AccountInput{}, models.ProfileInput{}, models.PasswordInput{}, models.GrantInput{}, models.SeriesInput{}, models.ThemeInput{}, models.SeminarInput{},
		models.AgendaInput{}, models.SessionInput{}, models.OrganisationInput{}, models.OrganiserInput{}, models.EntityInput{}, models.RegistrationInput{},
		models.InvitationInput{}, models.NoteInput{}, models.SummaryInput{}, models.SubmissionInput{}, models.PointInput{}, models.PositionInput{},
		models.ClearanceInput{}, models.EditionInput{}, models.WithdrawalInput{},
	} {
		input := reflect.TypeOf(in)
		for i := range input.NumField() {
			f := input.Field(i)
			if f.Tag.Get("form") == "" || f.Tag.Get("form") != f.Tag.Get("json") {
				t.Errorf("%s.%s is %q in forms and %q in the API", input.Name(), f.Name, f.Tag.Get("form"), f.Tag.Get("json"))
			}
		}
	}
}
