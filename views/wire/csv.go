package wire

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// byteOrderMark tells spreadsheet programs that the text is UTF-8.
const byteOrderMark = "\ufeff"

// RegistrationTable is a CSV file of registrations for a spreadsheet, with the
// headings and words of the reader's language.
type RegistrationTable struct {
	l    *locale.Locale
	file bytes.Buffer
	csv  *csv.Writer
}

// NewRegistrationTable begins a table with its headings.
func NewRegistrationTable(l *locale.Locale) *RegistrationTable {
	t := &RegistrationTable{l: l}
	t.file.WriteString(byteOrderMark)
	t.csv = csv.NewWriter(&t.file)
	t.csv.UseCRLF = true      // RFC 4180
	_ = t.csv.Write([]string{ // an error comes back from Bytes
		l.T("registration.status"), l.T("registration.honorific"), l.T("registration.name"), l.T("registration.family_name"), l.T("registration.email"),
		l.T("registration.institution"), l.T("registration.post"), l.T("registration.state"), l.T("registration.capacity"), l.T("registration.language"),
		l.T("registration.needs"), l.T("reason.label"), l.T("registration.came"),
	})
	return t
}

// Add adds registrations to the table.
func (t *RegistrationTable) Add(rows []models.RegistrationRow) error {
	l := t.l
	for _, r := range rows {
		cells := []string{
			l.T("registration_status." + string(r.Status)), r.Honorific, r.Name, r.FamilyName, r.Email, r.Institution, r.Post, l.Text(r.Entity).Text,
			l.T("capacity." + string(r.Capacity)), l.LanguageName(r.Language), r.Needs, r.Reason, r.CreatedAt.UTC().Format(time.RFC3339),
		}
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		if err := t.csv.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

// Bytes is the file.
func (t *RegistrationTable) Bytes() ([]byte, error) {
	t.csv.Flush()
	return t.file.Bytes(), t.csv.Error()
}

// formula finds what a spreadsheet program may take for the beginning of a
// formula: where a semicolon or a tab separates the cells, also within the text.
// Some programs read wide letters like narrow ones.
var formula = regexp.MustCompile(`(^|[;\t\r\n])([=+\-@＝＋－＠])`)

// harmless keeps a spreadsheet program from taking what somebody typed into the
// public form for a formula (OWASP, CSV injection).
func harmless(cell string) string {
	cell = formula.ReplaceAllString(cell, "${1}'${2}")
	if cell != "" && strings.ContainsRune("\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
