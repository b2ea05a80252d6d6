package locale

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"consultations/models"
)

func inLanguage(t *testing.T, code string) *Locale {
	t.Helper()
	l, ok := For(code)
	if !ok {
		t.Fatalf("language %s is missing", code)
	}
	return l
}

func TestLanguagesHaveTheOrderOfTheUnitedNations(t *testing.T) {
	var codes []string
	for _, l := range All() {
		codes = append(codes, l.Code())
	}
	if !slices.Equal(codes, models.Languages) {
		t.Errorf("got %v, want %v", codes, models.Languages)
	}
	if l, ok := For("de"); ok {
		t.Errorf("German is %v", l)
	}
}

func TestOnlyArabicIsWrittenFromRightToLeft(t *testing.T) {
	for _, l := range All() {
		if rtl := l.Dir() == "rtl"; rtl != (l.Code() == "ar") {
			t.Errorf("%s is written %s", l.Code(), l.Dir())
		}
	}
}

func TestAReaderGetsTheFirstAvailableLanguageAskedFor(t *testing.T) {
	tests := []struct{ header, want string }{
		{"", "en"},
		{"fr", "fr"},
		{"fr-CA,fr;q=0.9,en;q=0.8", "fr"},
		{"zh-Hans-CN", "zh"},
		{"zh-CN,zh;q=0.9", "zh"},
		{"zh-TW", "zh"},
		{"zh-Hant-HK", "zh"},
		{"cmn", "zh"},
		{"ar-EG", "ar"},
		{"es-419", "es"},
		{"ru-RU", "ru"},
		{"en-US", "en"},
		{"pt", "en"},
		{"pt-BR,pt;q=0.9,es;q=0.5", "es"},
		{"nb-NO,nb;q=0.9,en;q=0.5", "en"},
		{"en;q=0.3,ru;q=0.7", "ru"},
		{"fr;q=0,es", "es"},
		{"*", "en"},
		{"und-RU", "en"},
		{"uk", "en"},    // not Russian
		{"ca-ES", "en"}, // not Spanish
		{"ug", "en"},    // not Chinese
		{"###;q=x", "en"},
		{strings.Repeat("fr,", 1000), "en"},
	}
	for _, test := range tests {
		if got := Negotiate(test.header).Code(); got != test.want {
			t.Errorf("%.40q gives %s, want %s", test.header, got, test.want)
		}
	}
}

func TestDatesAreWrittenAsInEachLanguage(t *testing.T) {
	type dates struct{ day, first, weekday, span, months, years string }
	want := map[string]dates{
		"ar": {
			"26 آذار/مارس 2007", "1 أيار/مايو 2007", "الاثنين، 26 آذار/مارس 2007",
			"26–27 آذار/مارس 2007", "30 تشرين الأول/أكتوبر – 2 تشرين الثاني/نوفمبر 2007",
			"30 كانون الأول/ديسمبر 2007 – 2 كانون الثاني/يناير 2008",
		},
		"zh": {
			"2007年3月26日", "2007年5月1日", "2007年3月26日星期一",
			"2007年3月26日至27日", "2007年10月30日至11月2日", "2007年12月30日至2008年1月2日",
		},
		"en": {
			"26 March 2007", "1 May 2007", "Monday, 26 March 2007",
			"26–27 March 2007", "30 October – 2 November 2007", "30 December 2007 – 2 January 2008",
		},
		"fr": {
			"26 mars 2007", "1er mai 2007", "lundi 26 mars 2007",
			"26–27 mars 2007", "30 octobre – 2 novembre 2007", "30 décembre 2007 – 2 janvier 2008",
		},
		"ru": {
			"26 марта 2007 г.", "1 мая 2007 г.", "понедельник, 26 марта 2007 г.",
			"26–27 марта 2007 г.", "30 октября – 2 ноября 2007 г.", "30 декабря 2007 г. – 2 января 2008 г.",
		},
		"es": {
			"26 de marzo de 2007", "1 de mayo de 2007", "lunes, 26 de marzo de 2007",
			"26–27 de marzo de 2007", "30 de octubre – 2 de noviembre de 2007", "30 de diciembre de 2007 – 2 de enero de 2008",
		},
	}
	for _, l := range All() {
		got := dates{
			l.Day("2007-03-26"), l.Day("2007-05-01"), l.Weekday("2007-03-26"),
			l.Days("2007-03-26", "2007-03-27"), l.Days("2007-10-30", "2007-11-02"), l.Days("2007-12-30", "2008-01-02"),
		}
		if got != want[l.Code()] {
			t.Errorf("%s\n got %+v\nwant %+v", l.Code(), got, want[l.Code()])
		}
	}
}

func TestDatesAgreeWithCLDROnEveryDayOfAYear(t *testing.T) {
	for day := time.Date(2008, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2008; day = day.AddDate(0, 0, 1) {
		for _, l := range All() {
			if l.Code() == "fr" && day.Day() == 1 {
				continue // 1er, which CLDR leaves out
			}
			// Arabic names months as the United Nations does, which CLDR does not.
			asHere := func(date string) string {
				return strings.Replace(date, l.cldr.MonthWide(day.Month()), l.month(day.Month()), 1)
			}
			d := models.Day(day.Format(time.DateOnly))
			if got, want := l.Day(d), asHere(l.cldr.FmtDateLong(day)); got != want {
				t.Errorf("%s: %s, want %s", l.Code(), got, want)
			}
			if got, want := l.Weekday(d), asHere(l.cldr.FmtDateFull(day)); got != want {
				t.Errorf("%s: %s, want %s", l.Code(), got, want)
			}
		}
	}
}

func TestAPeriodOfOneDayIsShownAsThatDay(t *testing.T) {
	for _, l := range All() {
		day := l.Day("2007-05-11")
		for _, span := range [][2]models.Day{{"2007-05-11", "2007-05-11"}, {"2007-05-11", ""}, {"", "2007-05-11"}} {
			if got := l.Days(span[0], span[1]); got != day {
				t.Errorf("%s: %v reads %q", l.Code(), span, got)
			}
		}
		if l.Day("") != "" || l.Weekday("") != "" || l.Days("", "") != "" {
			t.Errorf("%s: an unknown day reads as a day", l.Code())
		}
	}
}

func TestADeadlineIsShownWithItsTimeZone(t *testing.T) {
	deadline := time.Date(2007, 3, 26, 10, 0, 0, 0, time.UTC)
	want := map[string]string{
		"ar": "26 آذار/مارس 2007، 18:00 (\u2068Asia/Shanghai\u2069، \u2068UTC+8\u2069)",
		"zh": "2007年3月26日 18:00（Asia/Shanghai，UTC+8）",
		"en": "26 March 2007, 18:00 (Asia/Shanghai, UTC+8)",
		"fr": "26 mars 2007, 18:00 (Asia/Shanghai, UTC+8)",
		"ru": "26 марта 2007 г., 18:00 (Asia/Shanghai, UTC+8)",
		"es": "26 de marzo de 2007, 18:00 (Asia/Shanghai, UTC+8)",
	}
	for _, l := range All() {
		if got := l.Moment(deadline, "Asia/Shanghai"); got != want[l.Code()] {
			t.Errorf("%s: %s, want %s", l.Code(), got, want[l.Code()])
		}
	}

	en := inLanguage(t, "en")
	zones := []struct{ zone, want string }{
		{"America/St_Johns", "26 March 2007, 07:30 (America/St_Johns, UTC−2:30)"},
		{"Asia/Kathmandu", "26 March 2007, 15:45 (Asia/Kathmandu, UTC+5:45)"},
		{"Europe/Oslo", "26 March 2007, 12:00 (Europe/Oslo, UTC+2)"},
		{"Africa/Abidjan", "26 March 2007, 10:00 (Africa/Abidjan, UTC)"},
		{"UTC", "26 March 2007, 10:00 (UTC)"},
		{"Nowhere/At_All", "26 March 2007, 10:00 (UTC)"},
		{"", "26 March 2007, 10:00 (UTC)"},
	}
	for _, test := range zones {
		if got := en.Moment(deadline, test.zone); got != test.want {
			t.Errorf("%q: %s, want %s", test.zone, got, test.want)
		}
	}
	if got := en.Moment(time.Time{}, "UTC"); got != "" {
		t.Errorf("no time reads %q", got)
	}
}

func TestTheClockHasTwentyFourHours(t *testing.T) {
	for _, l := range All() {
		if got := l.Clock("2007-03-26T18:05"); got != "18:05" {
			t.Errorf("%s: %s", l.Code(), got)
		}
	}
}

func TestNumbersHaveLatinDigitsAndTheGroupsOfTheLanguage(t *testing.T) {
	want := map[string][4]string{
		"ar": {"0", "999", "1,325", "1,000,000"},
		"zh": {"0", "999", "1,325", "1,000,000"},
		"en": {"0", "999", "1,325", "1,000,000"},
		"fr": {"0", "999", "1\u202f325", "1\u202f000\u202f000"},
		"ru": {"0", "999", "1\u00a0325", "1\u00a0000\u00a0000"},
		"es": {"0", "999", "1325", "1.000.000"},
	}
	for _, l := range All() {
		got := [4]string{l.Number(0), l.Number(999), l.Number(1325), l.Number(1_000_000)}
		if got != want[l.Code()] {
			t.Errorf("%s: %q, want %q", l.Code(), got, want[l.Code()])
		}
	}
	if got := inLanguage(t, "en").Number(-1325); got != "−1,325" {
		t.Errorf("a negative number reads %q", got)
	}
}

func TestListsEndWithTheConjunctionOfTheLanguage(t *testing.T) {
	tests := []struct {
		code, want string
		items      []string
	}{
		{"ar", "الصين والنرويج وسويسرا", []string{"الصين", "النرويج", "سويسرا"}},
		{"zh", "中国、挪威和瑞士", []string{"中国", "挪威", "瑞士"}},
		{"en", "China, Norway and Switzerland", []string{"China", "Norway", "Switzerland"}},
		{"fr", "Chine, Norvège et Suisse", []string{"Chine", "Norvège", "Suisse"}},
		{"ru", "Китай, Норвегия и Швейцария", []string{"Китай", "Норвегия", "Швейцария"}},
		{"es", "China, Noruega y Suiza", []string{"China", "Noruega", "Suiza"}},
		{"es", "China e India", []string{"China", "India"}},
		{"es", "agua y hielo", []string{"agua", "hielo"}},
		{"en", "China and Norway", []string{"China", "Norway"}},
		{"en", "China", []string{"China"}},
		{"en", "", nil},
	}
	for _, test := range tests {
		if got := inLanguage(t, test.code).List(test.items); got != test.want {
			t.Errorf("%s: %q, want %q", test.code, got, test.want)
		}
	}
}

func TestATextIsShownInTheReadersLanguageOrMarkedAsTheOriginal(t *testing.T) {
	text := models.NewText("en", "Opening").With("ar", "الافتتاح")
	tests := []struct {
		reader string
		text   models.Text
		want   Fragment
	}{
		{"en", text, Fragment{"Opening", "en", "ltr", false}},
		{"ar", text, Fragment{"الافتتاح", "ar", "rtl", false}},
		{"fr", text, Fragment{"Opening", "en", "ltr", true}},
		{"fr", models.NewText("ar", "الافتتاح"), Fragment{"الافتتاح", "ar", "rtl", true}},
		{"fr", models.NewText("no", "Åpning"), Fragment{"Åpning", "no", "auto", true}},
		{"fr", models.Text{}, Fragment{}},
	}
	for _, test := range tests {
		if got := inLanguage(t, test.reader).Text(test.text); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.reader, got, test.want)
		}
	}
}

func TestAProblemNamesItsLimit(t *testing.T) {
	problem := models.Problem{Code: "form.too_long", Args: []any{"max", 2000, "there", 2004}}

	if got, want := inLanguage(t, "en").Problem(problem), "Too long: at most 2,000 characters; there are 2,004"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := inLanguage(t, "fr").Problem(problem), "Texte trop long\u00a0: 2\u202f004 caractères pour 2\u202f000 au maximum"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLanguagesAreNamedInTheReadersLanguage(t *testing.T) {
	if got := inLanguage(t, "fr").LanguageName("zh"); got != "chinois" {
		t.Errorf("got %q", got)
	}
	for _, l := range All() {
		if got := l.T("text.missing_translation", "language", l.LanguageName("ar")); strings.Contains(got, "«") {
			t.Errorf("%s: %s", l.Code(), got)
		}
	}
	if got := inLanguage(t, "fr").LanguageName("<b>"); got != "<b>" {
		t.Errorf("an unknown code gives %q", got)
	}
}

// sample creates a language with its own catalogue.
func sample(t *testing.T, code, catalogue string) *Locale {
	t.Helper()
	l := *inLanguage(t, code)
	l.load(fstest.MapFS{code + "/sample.toml": {Data: []byte(catalogue)}})
	return &l
}

func TestACountTakesThePluralFormOfTheLanguage(t *testing.T) {
	ru := sample(t, "ru", `[seminar.places]
one = "{{.count}} место в {{.city}}"
few = "{{.count}} места в {{.city}}"
many = "{{.count}} мест в {{.city}}"
other = "{{.count}} места в {{.city}}"`)
	for count, want := range map[int]string{
		1: "1 место в Осло", 2: "2 места в Осло", 5: "5 мест в Осло", 11: "11 мест в Осло",
		21: "21 место в Осло", 1000: "1\u00a0000 мест в Осло",
	} {
		if got := ru.N("seminar.places", count, "city", "Осло"); got != want {
			t.Errorf("%d: %q, want %q", count, got, want)
		}
	}

	fr := sample(t, "fr", `[seminar.places]
one = "{{.count}} place"
many = "{{.count}} de places"
other = "{{.count}} places"`)
	for count, want := range map[int]string{0: "0 place", 1: "1 place", 2: "2 places", 1_000_000: "1\u202f000\u202f000 de places"} {
		if got := fr.N("seminar.places", count); got != want {
			t.Errorf("%d: %q, want %q", count, got, want)
		}
	}

	ar := sample(t, "ar", `[seminar.places]
zero = "zero"
one = "one"
two = "two"
few = "few {{.count}}"
many = "many {{.count}}"
other = "other {{.count}}"`)
	for count, want := range map[int]string{0: "zero", 1: "one", 2: "two", 3: "few 3", 11: "many 11", 100: "other 100"} {
		if got := ar.N("seminar.places", count); got != want {
			t.Errorf("%d: %q, want %q", count, got, want)
		}
	}
}

func TestAMissingTextIsShownAsItsKeyAndLogged(t *testing.T) {
	en := sample(t, "en", `[seminar]
place = "in {{.city}}"
state = "Status"
[seminar.seats]
one = "a seat"
other = "{{.count}} seats"`)

	before := MissingTexts()
	for _, test := range []struct{ got, want string }{
		{en.T("seminar.nothing"), "«seminar.nothing»"},
		{en.T("seminar.seats"), "«seminar.seats»"},
		{en.N("seminar.nothing", 2), "«seminar.nothing»"},
		{en.N("seminar.state", 1), "«seminar.state»"},
		{en.T("seminar.place"), "in «seminar.place.city»"},
		{en.T("seminar.place", "city"), "in «seminar.place.city»"},
		{en.T("seminar.place", 7, "Oslo"), "in «seminar.place.city»"},
		{en.T("seminar.place", "city", nil), "in <nil>"},
		{en.T("seminar.place", "city", "Oslo"), "in Oslo"},
		{en.T("seminar.state", "city", "Oslo"), "Status"},
		{en.T("", "city"), "«»"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}

	if after := MissingTexts(); len(after) != len(before)+5 || !slices.Contains(after, "en seminar.place.city") {
		t.Errorf("recorded: %v", after)
	}
	missing.keys = map[string]bool{} // what this test provoked
}

func TestArgumentsAreWrittenAsTheLanguageWritesThem(t *testing.T) {
	fr := sample(t, "fr", `x = "[{{.x}}]"`)
	for _, test := range []struct {
		arg  any
		want string
	}{
		{12000, "[12\u202f000]"},
		{int64(12000), "[12\u202f000]"},
		{models.Day("2007-03-26"), "[26 mars 2007]"},
		{models.LocalTime("2007-03-26T09:00"), "[09:00]"},
		{[]string{"a", "b", "c"}, "[a, b et c]"},
		{models.NewText("en", "Opening"), "[Opening]"},
		{models.Invalid, "[invalid]"},
		{"<b>{{.y}}", "[<b>{{.y}}]"},
	} {
		if got := fr.T("x", "x", test.arg); got != test.want {
			t.Errorf("%v: %q, want %q", test.arg, got, test.want)
		}
	}
}

func TestANameInTheOtherWritingDirectionIsIsolated(t *testing.T) {
	ar, en := sample(t, "ar", `x = "({{.x}})"`), sample(t, "en", `x = "({{.x}})"`)
	for _, test := range []struct {
		l         *Locale
		arg, want string
	}{
		{ar, "Li (Beijing)", "(\u2068Li (Beijing)\u2069)"},
		{ar, "بكين", "(بكين)"},
		{ar, "2007", "(2007)"},
		{ar, "li@example.org", "(li@example.org)"},
		{ar, "https://example.org/a", "(https://example.org/a)"},
		{en, "بكين (الصين)", "(\u2068بكين (الصين)\u2069)"},
		{en, "Li", "(Li)"},
		{en, "\xff", "(\xff)"},
	} {
		if got := test.l.T("x", "x", test.arg); got != test.want {
			t.Errorf("%s: %q, want %q", test.l.Code(), got, test.want)
		}
	}
	if got, want := ar.List([]string{"Oslo", "بكين"}), "\u2068Oslo\u2069 وبكين"; got != want {
		t.Errorf("list: %q, want %q", got, want)
	}
}

func TestACatalogueHoldsPlaceholdersOnly(t *testing.T) {
	for _, src := range []string{"{{name}}", "{{.name", "{{.}}", "{{.a.b}}", "{{if .a}}", "{{.a | html}}", "{{}}"} {
		if p, err := parsePattern(src); err == nil {
			t.Errorf("%q is read as %+v", src, p)
		}
	}
}

func BenchmarkTextOfAPage(b *testing.B) {
	fr := byCode["fr"]
	for b.Loop() {
		for range 200 {
			fr.T("nav.search")
		}
	}
}

func BenchmarkTextWithAnArgument(b *testing.B) {
	fr := byCode["fr"]
	for b.Loop() {
		fr.T("form.too_long", "max", 200, "there", 204)
	}
}

func TestADateMayBeKnownOnlyToTheMonthOrTheYear(t *testing.T) {
	for code, want := range map[string][3]string{
		"en": {"11 May 2007", "May 2007", "2007"}, "fr": {"11 mai 2007", "mai 2007", "2007"}, "es": {"11 de mayo de 2007", "mayo de 2007", "2007"},
		"ru": {"11 мая 2007 г.", "май 2007 г.", "2007 г."}, "zh": {"2007年5月11日", "2007年5月", "2007年"},
	} {
		l, _ := For(code)
		if got := [3]string{l.PartialDate("2007-05-11"), l.PartialDate("2007-05"), l.PartialDate("2007")}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
		if got := l.PartialDate(""); got != "" {
			t.Errorf("%s: an unknown date is %q", code, got)
		}
	}
}

func TestAFloodOfLanguageHeadersIsNotKept(t *testing.T) {
	var c choices
	c.of(strings.Repeat("fr,", 300))
	if c.seen.Load() != nil {
		t.Error("a header is kept that no browser sends")
	}
	for n := range 3 * mostChoices {
		if got := c.of(fmt.Sprintf("fr;q=0.%d, ar;q=0.01", n+100)).Code(); got != "fr" {
			t.Fatalf("header %d gives %s", n, got)
		}
	}
	if kept := len(*c.seen.Load()); kept > mostChoices {
		t.Errorf("%d headers are kept", kept)
	}
	if c.of("zh-TW").Code() != "zh" || c.of("fr;q=0.100, ar;q=0.01").Code() != "fr" {
		t.Error("after a flood, headers are read differently")
	}
}

// TestALengthOfTimeIsWrittenInTheFormThatItsNumberNeeds: a label followed by a
// number, such as "validity in days: 7", is no sentence.
func TestALengthOfTimeIsWrittenInTheFormThatItsNumberNeeds(t *testing.T) {
	for code, want := range map[string]map[int]string{
		"en": {1: "after one day.", 7: "after 7 days."},
		"ru": {1: "1 день.", 3: "3 дня.", 7: "7 дней."},
		"ar": {1: "خلال يوم واحد.", 2: "خلال يومين.", 7: "خلال 7 أيام.", 14: "خلال 14 يومًا."},
	} {
		for n, part := range want {
			if got := inLanguage(t, code).N("welcome_mail.link", n); !strings.Contains(got, part) {
				t.Errorf("%s, %d days: %q without %q", code, n, got, part)
			}
		}
	}
}
