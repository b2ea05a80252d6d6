package models

import (
	"slices"
	"strings"
	"testing"
)

func TestAnEmailAddressMustBeDeliverable(t *testing.T) {
	label, local := strings.Repeat("a", 63), strings.Repeat("a", 64)
	for _, c := range []struct{ address, want string }{
		{"ling@example.org", ""}, {"l.w+x@example.org", ""}, {"Ling@EXAMPLE.ORG", ""}, {"ling@пример.example", ""}, {"ling@a0-z9.AZ", ""},
		{local + "@example.org", ""}, {local + "a@example.org", "email form.email"},
		{"ling@" + label + ".org", ""}, {"ling@" + label + "a.org", "email form.email"},
		{"a@b.c", ""}, {"", "email form.required"}, {"ling", "email form.email"}, {"@example.org", "email form.email"}, {"ling@", "email form.email"},
		{"ling@example", "email form.email"}, {"ling@.org", "email form.email"}, {"ling@example..org", "email form.email"},
		{"ling@-example.org", "email form.email"}, {"ling@example-.org", "email form.email"}, {"ling@exa_mple.org", "email form.email"},
		{"ling@exa/mple.org", "email form.email"}, {"ling@exa`mple.org", "email form.email"}, {"ling@exa{mple.org", "email form.email"},
		{".ling@example.org", "email form.email"}, {"ling.@example.org", "email form.email"}, {"li..ng@example.org", "email form.email"},
		{"li@ng@example.org", "email form.email"}, {"li ng@example.org", "email form.email"}, {"li,ng@example.org", "email form.email"},
		{"<ling@example.org>", "email form.email"}, {"info@bücher.example", ""}, {"李明@例子.测试", ""}, {"ling@b_ü.org", "email form.email"},
	} {
		in := newInput()
		in.email("email", c.address)
		if got := in.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.address, got, c.want)
		}
	}
}

func TestTwoSpellingsOfAnAddressBelongToOnePerson(t *testing.T) {
	for address, want := range map[string]string{
		" Ling.AZaz@Example.ORG ": "ling.azaz@example.org", "ÄRA@example.org": "Ära@example.org", "[@example.org": "[@example.org",
		"info@bücher.example": "info@xn--bcher-kva.example", "INFO@BÜCHER.EXAMPLE": "info@xn--bcher-kva.example", "info@xn--bcher-kva.example": "info@xn--bcher-kva.example",
		"info@bu\u0308cher.example": "info@xn--bcher-kva.example", "李明@例子.测试": "李明@xn--fsqu00a.xn--0zwm56d", "a@bücher。example": "a@xn--bcher-kva.example",
		"nobody": "nobody", "a@b_ü.example": "a@b_ü.example",
	} {
		if got := EmailKey(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestInvisibleCharactersAreRefused(t *testing.T) {
	for _, r := range []rune{0x202A, 0x202E, 0x2066, 0x2069, 0xFFFE, 0xFFFF, 0x2061, 0x2064, 0x206A, 0x206F, 0x034F, 0x115F, 0x1160, 0x180E, 0x2800, 0x3164, 0xFFA0, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD, 0xE0000, 0xE007F, 0xAD, '\n', '\t', 0} {
		in := newInput()
		if in.line("title", "a"+string(r)+"b", MaxLine); in.String() != "title form.characters" && !strings.ContainsRune("\n\t", r) {
			t.Errorf("U+%04X is accepted in a line", r)
		}
	}
	for _, r := range []rune{0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x2029 + 0x100, 0xFFF8 - 8, 'é', 'ل'} {
		in := newInput()
		if in.line("title", "a"+string(r)+"b", MaxLine); in.String() != "" {
			t.Errorf("U+%04X is refused in a line", r)
		}
	}
	in := newInput()
	if in.text("about", "one\n\ttwo\u00ADthree", MaxText); in.String() != "" {
		t.Errorf("line breaks, tabs and soft hyphens of a text: %s", in)
	}
	in.line("name", "\u200E\u0301", MaxLine)
	in.line("place", strings.Repeat("я", MaxLine), MaxLine)
	in.line("venue", strings.Repeat("я", MaxLine+1), MaxLine)
	in.line("post", "\xff", MaxLine)
	if got, want := in.String(), "name form.characters, post form.characters, venue form.too_long"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnAddressKeepsOnlyWhatCanBeSeen(t *testing.T) {
	for _, typed := range []string{"ann@example.org\u200e", "\u200fann@example.org\u200f", "an\u200dn@example.org", "ann@exa\u200cmple.org", "\u202aann@example.org\u202c", "\u200bann@example.org",
		"\ufeffann@example.org", "ann@example.org\u2060", "\u2068ann@example.org\u2069 ", "ann@example\u00ad.org", " \u061cann@example.org\t"} {
		in := newInput()
		address, key := in.email("email", typed)
		if address != "ann@example.org" || key != address || EmailKey(typed) != address || in.String() != "" {
			t.Errorf("%q: %q, %q, %s", typed, address, key, in)
		}
	}
	in := newInput()
	if n := in.whole("seats", "\u200e60\u200f", 1, 100); n == nil || *n != 60 {
		t.Errorf("a number: %v, %s", n, in)
	}
	if d := in.day("day", "\u202a2027-05-26\u202c"); d != "2027-05-26" {
		t.Errorf("a day: %q, %s", d, in)
	}
	if u := in.webAddress("url", "\ufeffhttps://example.org/a\u200e"); u != "https://example.org/a" {
		t.Errorf("a web address: %q, %s", u, in)
	}
}

func TestHarmlessInvisibleCharactersAreDropped(t *testing.T) {
	for typed, want := range map[string]string{
		"\u200bAnn Lee\u200e": "Ann Lee", "\u202aAnn Lee\u202c": "Ann Lee", "\ufeff Ann\u200b Lee \u2060": "Ann Lee", "\u200f \u202bآن لي\u202c \u200f": "آن لي",
		"Ann\vLee": "Ann Lee", "Ann\u00a0Lee": "Ann Lee", "نام\u200cها": "نام\u200cها", "Peace\u00ad": "Peace", "\u200e": "",
	} {
		in := newInput()
		if got := in.line("name", typed, MaxLine); got != want || in.String() != "" {
			t.Errorf("line %q: %q, %s", typed, got, in)
		}
	}
	for typed, want := range map[string]string{
		"one\vtwo\ftwo and\rthree\r\nfour\u2028five\u0085six\u2029seven": "one\ntwo\ntwo and\nthree\nfour\nfive\nsix\nseven",
		"\ufeffpea\u200bce\u2060": "peace", "\u202a\npeace\u202c\n": "peace", "re\u00adsume": "re\u00adsume", "\u200f": "",
	} {
		in := newInput()
		if got := in.text("about", typed, MaxText); got != want || in.String() != "" {
			t.Errorf("text %q: %q, %s", typed, got, in)
		}
	}
}

func TestARefusedCharacterIsNamedWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		typed, code, around string
		at                  int
	}{
		{"Peace\u202ekeeping", "U+202E", "Peace▯keeping", 6}, {"éa\x07b", "U+0007", "éa▯b", 3}, {"\u3164a", "U+3164", "▯a", 1}, {"a\xffb", "U+FFFD", "a▯b", 2},
		{"\u200e\u0301", "U+0301", "▯", 1}, {strings.Repeat("ab ", 40) + "\u2066" + strings.Repeat("cd ", 40), "U+2066", "ab ab ab ab ▯cd cd cd cd ", 121},
		{"a\u202ab\u202cc", "U+202A", "a▯b▯c", 2},
	} {
		in := newInput()
		in.line("title", c.typed, 1000)
		p := in.Problems["title"]
		if want := []any{"at", c.at, "code", c.code, "around", c.around}; p.Code != "form.characters" || !slices.Equal(p.Args, want) {
			t.Errorf("%q: %s %q, want %q", c.typed, p.Code, p.Args, want)
		}
	}
	in := newInput()
	in.text("about", strings.Repeat("a", MaxText+4), MaxText)
	if p := in.Problems["about"]; p.Code != "form.too_long" || !slices.Equal(p.Args, []any{"max", MaxText, "there", MaxText + 4}) {
		t.Errorf("%s %v", p.Code, p.Args)
	}
}

func TestAListHasEachEntryOnce(t *testing.T) {
	many := make([]string, 100_000)
	for i := range many {
		many[i] = "x" + itoa(i)
	}
	for _, c := range []struct {
		says string
		list Lines
		want string
		code string
	}{
		{"each entry once", "Asia\r\n Asia \n\nAfrica", "Asia Africa", ""}, {"no lines make it empty", "", "", ""},
		{"fifty", LinesOf(many[:50]), strings.Join(many[:50], " "), ""}, {"fifty-one", LinesOf(many[:51]), strings.Join(many[:51], " "), "regions form.too_many_entries"},
		{"a hundred thousand, read as far as it takes to refuse them", LinesOf(many), strings.Join(many[:51], " "), "regions form.too_many_entries"},
	} {
		in := newInput()
		if got := strings.Join(in.lines("regions", c.list), " "); got != c.want || in.String() != c.code {
			t.Errorf("%s: %q, %q", c.says, got, in)
		}
	}
}

func TestNumbersAndDaysHaveBounds(t *testing.T) {
	for _, c := range []struct{ field, typed, want string }{
		{"number", "1", ""}, {"number", "999", ""}, {"number", "0", "number form.range"}, {"number", "1000", "number form.range"},
		{"number", " 7 ", ""}, {"number", "7.0", "number form.range"}, {"number", "7.5", "number form.not_a_number"}, {"number", "seven", "number form.not_a_number"}, {"number", "", ""},
		{"year", "1900", ""}, {"year", "2200", ""}, {"year", "1899", "year form.range"}, {"year", "2201", "year form.range"},
		{"day", "1900-01-01", ""}, {"day", "2200-12-31", ""}, {"day", "1899-12-31", "day form.date"}, {"day", "2201-01-01", "day form.date"},
		{"time", "1900-01-01T00:00", ""}, {"time", "2200-12-31T23:59", ""}, {"time", "1899-12-31T23:59", "time form.time"}, {"time", "2201-01-01T00:00", "time form.time"},
	} {
		in := newInput()
		switch c.field {
		case "number":
			in.whole("number", Whole(c.typed), 1, 999)
		case "year":
			in.year("year", Whole(c.typed))
		case "day":
			in.day("day", Day(c.typed))
		case "time":
			in.localTime("time", LocalTime(c.typed), nil)
		}
		if got := in.String(); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.field, c.typed, got, c.want)
		}
	}
}

func TestTheFirstProblemOfAFieldStays(t *testing.T) {
	p := Problems{}
	p.Require(false, "title", "form.required")
	p.Add("title", "form.too_long")
	p.Require(true, "place", "form.required")
	if got := p.String(); got != "title form.required" {
		t.Error(got)
	}
	if (Problems{}).Err() != nil || p.Err() == nil {
		t.Error("no problems must give no error, and a problem must give one")
	}
}

func TestASlugConsistsOfLettersDigitsAndHyphens(t *testing.T) {
	for title, want := range map[string]string{"Beijing 2007": "beijing-2007", "  a--z 0 9! ": "a-z-0-9", "Пекин": "pekin", strings.Repeat("a", 101): strings.Repeat("a", 100)} {
		if got := Slug(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	for given, want := range map[string]string{"beijing": "", "": "slug form.slug_none", "Beijing": "slug form.slug", "a/b": "slug form.slug", strings.Repeat("a", 100): "", strings.Repeat("a", 101): "slug form.too_long"} {
		in := newInput()
		in.slug("slug", given)
		if got := in.String(); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func TestAPageOfAListHasABoundedSize(t *testing.T) {
	for wish, want := range map[int]int{-1: 50, 0: 50, 1: 1, 99: 99, 100: 100, 101: 100} {
		if got := PageSize(wish); got != want {
			t.Errorf("%d: %d, want %d", wish, got, want)
		}
	}
	last := func(n int) string { return itoa(n) }
	if p := CutPage([]int{1, 2}, 2, last); len(p.Items) != 2 || p.Next != "" {
		t.Errorf("the last page: %+v", p)
	}
	if p := CutPage([]int{1, 2, 3}, 2, last); len(p.Items) != 2 || p.Next != "2" {
		t.Errorf("a page followed by another: %+v", p)
	}
}

func TestAForgedCursorIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		cursor string
		want   string
	}{
		"none": {"", ""}, "its own": {EncodeCursor("a", "b"), ""}, "of another list": {EncodeCursor("a"), "cursor form.choice"}, "made up": {"%", "cursor form.choice"},
		"with a zero byte": {EncodeCursor("a", "\x00"), "cursor form.choice"}, "endless": {EncodeCursor("a", strings.Repeat("b", 2000)), "cursor form.choice"}, "no list": {"e30", "cursor form.choice"},
	} {
		var a, b string
		there, err := DecodeCursor(c.cursor, &a, &b)
		if got := ProblemsOf(err).String(); got != c.want || there != (c.want == "" && c.cursor != "") || there && a+b != "ab" {
			t.Errorf("%s: %q %q %q", name, a, b, got)
		}
	}
}

func TestAnIdempotencyKeyHasALimitedForm(t *testing.T) {
	for key, want := range map[string]string{"a": "", "!~": "", strings.Repeat("a", 200): "", "": "idempotency.key", strings.Repeat("a", 201): "idempotency.key", "a b": "idempotency.key", "a\x7f": "idempotency.key", "é": "idempotency.key"} {
		if got := CodeOf(IdempotentRequest{Key: key}.Check()); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
	first := IdempotentAnswer{Route: "POST /a", BodyHash: "x"}
	for request, want := range map[IdempotentRequest]string{{Route: "POST /a", BodyHash: "x"}: "", {Route: "POST /b", BodyHash: "x"}: "idempotency.mismatch", {Route: "POST /a", BodyHash: "y"}: "idempotency.mismatch"} {
		if got := CodeOf(first.Repeats(request)); got != want {
			t.Errorf("%+v: %q, want %q", request, got, want)
		}
	}
}

func TestAddressesWithATagAreOneMailbox(t *testing.T) {
	for address, want := range map[string]string{
		"ann@mission.example": "ann@mission.example", " Ann+x@Mission.example": "ann@mission.example", "ann+x+y@mission.example": "ann@mission.example",
		"+ann@mission.example": "+ann@mission.example", "ann.lee@mission.example": "ann.lee@mission.example",
	} {
		if got := MailboxKey(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
