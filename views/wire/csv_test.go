package wire

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

func table(language string, row models.RegistrationRow) ([]byte, error) {
	t := NewRegistrationTable(locale.OrEnglish(language))
	if err := t.Add([]models.RegistrationRow{row}); err != nil {
		return nil, err
	}
	return t.Bytes()
}

func TestNoCellOfTheTableIsAFormula(t *testing.T) {
	for _, evil := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|' /C calc'!A0", "a;=1+1;b", "a\t@SUM(A1)", "a;＝1"} {
		row := models.RegistrationRow{Status: models.Confirmed, Honorific: evil, Name: evil, FamilyName: evil, Email: evil, Institution: evil, Post: evil,
			Entity: models.NewText("en", evil), Capacity: "delegate", Language: "en", Needs: evil, Reason: evil, CreatedAt: time.Unix(1, 0)}

		b, err := table("en", row)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), byteOrderMark))).ReadAll()
		if err != nil || len(lines) != 2 {
			t.Fatalf("%q: %d lines, %v", evil, len(lines), err)
		}
		marked := 0
		for _, cell := range lines[1] {
			if strings.Contains(cell, "'") {
				marked++
			}
			for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\t' }) { // as programs read it that separate cells by these
				if strings.ContainsAny(part[:1], "=+-@\t\r\n") || strings.HasPrefix(part, "＝") {
					t.Errorf("%q contains a formula", cell)
				}
			}
		}
		if marked != 9 {
			t.Errorf("%q: %d cells are marked", evil, marked)
		}
	}
}

func TestTheTableKeepsWhatIsNoFormula(t *testing.T) {
	row := models.RegistrationRow{Status: models.Pending, Name: "Łukasz \"Luke\" O’Brien, Jr.", Email: "l@mission.example", Needs: "One\nTwo", Capacity: "expert", Language: "fr"}
	b, err := table("ar", row)
	if err != nil || !strings.HasPrefix(string(b), byteOrderMark) {
		t.Fatalf("%v: %q", err, b)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), byteOrderMark))).ReadAll()
	if err != nil || lines[1][2] != row.Name || lines[1][10] != row.Needs || lines[1][0] != locale.OrEnglish("ar").T("registration_status.pending") {
		t.Errorf("%v: %q", err, lines)
	}
}
