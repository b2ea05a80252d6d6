package locale

import (
	"regexp"
	"strings"
	"testing"

	"consultations/models"
)

// TestOrganisersRevokeAndPeopleWithdraw: each step has one word in each
// language, so that a log, a button and an e-mail tell of the same one.
func TestOrganisersRevokeAndPeopleWithdraw(t *testing.T) {
	words := map[string]struct{ revoke, withdraw string }{
		"en": {`(?i)revok`, `(?i)withdr|cancel|releas`}, "fr": {`(?i)révoqu`, `(?i)retir|annul|libér`}, "es": {`(?i)revoc|revoq`, `(?i)retir|anul|cancel|liber`},
		"ru": {`(?i)аннулир`, `(?i)отозв|отмен|освобо`}, "zh": {`撤销`, `撤回|取消|收回`}, "ar": {`بطل|إبطال|أبطل`, `سحب|ألغ|إلغاء`},
	}
	for _, code := range models.Languages {
		revoked, withdrawn := regexp.MustCompile(words[code].revoke), regexp.MustCompile(words[code].withdraw)
		checked := 0
		for key, forms := range texts(t, code) {
			if !strings.Contains(key, "revoke") || key == "verb.sign_in.revoke" { // a sign-in ends
				continue
			}
			checked++
			if text := forms["other"]; !revoked.MatchString(text) || withdrawn.MatchString(text) {
				t.Errorf("%s %s: %q", code, key, text)
			}
		}
		if checked < 10 {
			t.Errorf("%s: only %d texts were checked", code, checked)
		}
	}
}
