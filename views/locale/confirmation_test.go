package locale

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// confirmations are the questions asked before a step, each with the texts of
// the buttons that take it.
var confirmations = map[string][]string{
	"account.disable_ask":           {"account.disable"},
	"account.end_others_ask":        {"account.end_others"},
	"account.send_link_ask":         {"account.send_link"},
	"account.welcome_ask":           {"account.welcome"},
	"clearance.clear_open_ask":      {"clearance.clear_open"},
	"edition.publish_ask":           {"edition.publish_now"},
	"edition.withdraw_one":          {"edition.withdraw"},
	"grant.remove_ask":              {"action.remove"},
	"grant.restore_ask":             {"action.restore"},
	"invitation.decline_ask":        {"invitation.decline", "invitation.decline_go"},
	"invitation.remind_ask":         {"invitation.remind"},
	"invitation.revoke_ask":         {"invitation.revoke"},
	"organiser.remove_ask":          {"action.remove"},
	"organiser.restore_ask":         {"action.restore"},
	"point.remove_ask":              {"action.remove"},
	"registration.accept_ask":       {"registration.accept_for"},
	"registration.approve_ask":      {"registration.approve"},
	"registration.refuse_ask":       {"registration.refuse"},
	"registration.reinstate_ask":    {"registration.reinstate"},
	"registration.revoke_ask":       {"registration.revoke"},
	"registration.withdraw_ask":     {"registration.withdraw", "registration.withdraw_go", "registration.withdraw_yes"},
	"registration.withdraw_ask_for": {"registration.withdraw_for"},
	"seminar_ask.announced":         {"seminar_move.announced"},
	"seminar_ask.archived":          {"seminar_move.archived"},
	"seminar_ask.cancelled":         {"seminar_move.cancelled"},
	"seminar_ask.concluded":         {"seminar_move.concluded"},
	"seminar_ask.postponed":         {"seminar_move.postponed"},
	"session.hide_agenda_ask":       {"session.hide_agenda"},
	"session.remove_ask":            {"session.remove"},
	"summary_ask.change":            {"action.save"},
	"summary_ask.clearance":         {"summary.send_to_clearance"},
	"summary_ask.draft":             {"summary.take_back"},
	"summary_ask.down":              {"point.down"},
	"summary_ask.up":                {"point.up"},
}

// TestAQuestionAndItsButtonUseTheSameVerb also finds a new question without a
// line above.
func TestAQuestionAndItsButtonUseTheSameVerb(t *testing.T) {
	question := regexp.MustCompile(`(_ask|_ask_for)$|_ask\.`)
	for _, l := range All() {
		all := texts(t, l.Code())
		for key := range all {
			if question.MatchString(key) && confirmations[key] == nil {
				t.Errorf("%s has no line in the table of questions", key)
			}
		}
		for ask, buttons := range confirmations {
			for _, button := range buttons {
				for form, says := range all[ask] {
					if does := all[button][form]; !sameVerb(says, does) {
						t.Errorf("%s: %s asks “%s”, but the button reads “%s”", l.Code(), ask, says, does)
					}
				}
			}
		}
	}
}

func TestAnotherVerbIsFound(t *testing.T) {
	for _, c := range []struct {
		asks, does string
		same       bool
	}{
		{"{{.role}}: remove this role?", "Remove", true},
		{"{{.role}}: remove this role?", "Withdraw", false},
		{"Vous désister du séminaire ?", "Oui, me désister", true},
		{"移除要点{{.number}}？", "移除", true},
		{"是否删除要点{{.number}}？", "移除", false},
		{"الإعلان عن الحلقة؟", "إعلان", true},
		{"Remove this role?", "", false},
	} {
		if sameVerb(c.asks, c.does) != c.same {
			t.Errorf("“%s” and “%s”", c.asks, c.does)
		}
	}
}

// sameVerb reports whether a question contains the verb of a button: its first
// word of more than two letters, after a yes.
func sameVerb(asks, does string) bool {
	if _, after, yes := strings.Cut(strings.NewReplacer("，", ",", "،", ",").Replace(does), ","); yes {
		does = after
	}
	for _, word := range wordsOf(does) {
		if unicode.Is(unicode.Han, word[0]) {
			return len(word) > 1 && strings.Contains(asks, string(word[:2]))
		}
		if len(word) < 3 {
			continue
		}
		begins := string(word[:min(len(word), 5)])
		for _, asked := range wordsOf(asks) {
			if strings.HasPrefix(string(asked), begins) {
				return true
			}
		}
		return false
	}
	return false
}

// wordsOf are the words of a text in small letters, in Arabic without the
// article.
func wordsOf(text string) [][]rune {
	var all [][]rune
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' }) {
		all = append(all, []rune(strings.TrimPrefix(word, "ال")))
	}
	return all
}
