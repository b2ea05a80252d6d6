package models

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Limits on the length of a field, in characters.
const (
	MaxLine  = 200   // a title, a name, a place
	MaxText  = 5000  // a paragraph
	MaxNotes = 50000 // a rapporteur's notes of one session
)

// mostLines limits a list with an entry per line.
const mostLines = 50

// input reads the fields of a form one by one and collects problems.
type input struct{ Problems }

func newInput() input { return input{Problems{}} }

// line cleans one line of text: space at the ends and repeated space is
// removed, and what is invisible at the ends. Inside, characters that are
// invisible or change the direction of writing are refused, because they make
// one name look like another, except those without any effect, which are
// dropped.
func (in input) line(field, s string, max int) string {
	s = withoutEffect(s)
	for before := ""; s != before; {
		before = s
		s = strings.Trim(strings.Join(strings.Fields(s), " "), directional+"\u00AD")
	}
	in.clean(field, s, max, false)
	if s != "" && strings.IndexFunc(s, leavesInk) < 0 {
		in.refuse(field, s, 0)
	}
	return s
}

// directional are the marks that set the direction of the text around them.
// They are often copied with an address or a name without being seen.
const directional = "\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"

// withoutEffect drops characters that leave no space and change nothing that
// can be seen: places where a line may or may not break, and the byte order
// mark.
func withoutEffect(s string) string { return noEffect.Replace(s) }

var noEffect = strings.NewReplacer("\u200B", "", "\u2060", "", "\uFEFF", "")

// visible is what can be seen of a value without spaces, such as an address or a
// number.
func visible(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(directional+"\u200C\u200D\u00AD", r) {
			return -1
		}
		return r
	}, withoutEffect(s)))
}

// leavesInk reports a character that is visible by itself: direction marks
// and accents alone are not a name.
func leavesInk(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }

// must is a line that must not be empty.
func (in input) must(field, s string, max int) string {
	s = in.line(field, s, max)
	in.Require(s != "", field, "form.required")
	return s
}

// lines cleans a short list, each entry once. A list that is too long is not
// read to its end: comparing each entry with all others takes too long.
func (in input) lines(field string, typed Lines) List {
	var all List
	for _, s := range typed.Split() {
		if s = in.line(field, s, MaxLine); s != "" && !all.Has(s) {
			all = append(all, s)
		}
		if len(all) > mostLines {
			break
		}
	}
	in.atMost(field, len(all), mostLines)
	return all
}

// atMost limits the number of entries of a list.
func (in input) atMost(field string, entries, max int) {
	in.Require(entries <= max, field, "form.too_many_entries", "max", max)
}

// lineBreaks are the ways in which documents separate lines and pages.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// text cleans text of several lines.
func (in input) text(field, s string, max int) string {
	s = withoutEffect(lineBreaks.Replace(s))
	for before := ""; s != before; {
		before = s
		s = strings.Trim(strings.TrimSpace(s), directional)
	}
	in.clean(field, s, max, true)
	return s
}

func (in input) clean(field, s string, max int, lines bool) {
	if n := utf8.RuneCountInString(s); n > max {
		in.Add(field, "form.too_long", "max", max, "there", n)
	}
	for at, r := range s {
		if r == '\n' && lines || r == '\t' && lines {
			continue
		}
		if unicode.IsControl(r) || hidden(r) || r == 0xAD && !lines { // a soft hyphen belongs only in long text
			in.refuse(field, s, at)
			return
		}
	}
}

// refuse says which character of a text is not accepted, and where it stands.
func (in input) refuse(field, s string, at int) {
	r, size := utf8.DecodeRuneInString(s[at:])
	before, after := []rune(strings.ToValidUTF8(s[:at], "")), []rune(strings.ToValidUTF8(s[at+size:], ""))
	around := string(before[max(0, len(before)-surroundings):]) + "▯" + string(after[:min(len(after), surroundings)])
	in.Add(field, "form.characters", "at", len(before)+1, "code", fmt.Sprintf("U+%04X", r), "around", strings.Map(seen, around))
}

// surroundings is how many characters before and after a refused one are shown
// with it.
const surroundings = 12

// seen replaces what must not be shown as it is.
func seen(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), hidden(r):
		return '▯'
	}
	return r
}

// hidden reports marks that reorder or hide the text around them. Joiners
// that Arabic and Indic scripts need (U+200C, U+200D) and plain direction
// marks (U+200E, U+200F, U+061C) are permitted.
func hidden(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true // embedding, override, isolate
	case r == 0x200B || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF, r >= 0x2060 && r <= 0x2064, r >= 0x206A && r <= 0x206F:
		return true // zero width
	case r == 0x034F || r == 0x115F || r == 0x1160 || r == 0x180E || r == 0x2800 || r == 0x3164 || r == 0xFFA0, r >= 0xFFF9 && r <= 0xFFFD:
		return true // fillers, blanks, annotations, and marks of what could not be read
	case r >= 0xE0000 && r <= 0xE007F:
		return true // tags
	}
	return false
}

// whole reads a whole number between min and max; an empty field is nil.
func (in input) whole(field string, typed Whole, min, max int) *int {
	s := visible(string(typed))
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		if f, ferr := strconv.ParseFloat(s, 64); ferr == nil && (f == math.Trunc(f) || math.IsInf(f, 0)) {
			in.Add(field, "form.range", "min", min, "max", max)
		} else if ne, ok := err.(*strconv.NumError); ok && ne.Err == strconv.ErrRange {
			in.Add(field, "form.range", "min", min, "max", max)
		} else {
			in.Add(field, "form.not_a_number")
		}
		return nil
	}
	if n < min || n > max {
		in.Add(field, "form.range", "min", min, "max", max)
		return nil
	}
	return &n
}

// year reads a year; an empty field is nil. Its limits are passed as text,
// because a year is never written with a thousands separator.
func (in input) year(field string, typed Whole) *int {
	n := in.whole(field, typed, firstYear, lastYear)
	if in.Problems[field].Code == "form.range" {
		in.Problems[field] = Problem{Code: "form.range", Args: []any{"min", itoa(firstYear), "max", itoa(lastYear)}}
	}
	return n
}

// day reads a date; an empty field is an unknown day.
func (in input) day(field string, typed Day) Day {
	s := visible(string(typed))
	if s == "" {
		return ""
	}
	d, ok := ParseDay(s)
	in.Require(ok, field, "form.date")
	return d
}

// partialDate reads a date, a month or a year; an empty field is not known.
func (in input) partialDate(field, s string) PartialDate {
	s = visible(s)
	if s == "" {
		return ""
	}
	d, ok := ParsePartialDate(s)
	in.Require(ok, field, "form.partial_date")
	return d
}

// webAddress reads a complete address of the web; an empty field is none.
func (in input) webAddress(field, s string) string {
	s = in.line(field, visible(s), 2000)
	if s != "" {
		u, err := url.Parse(s)
		in.Require(err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(u.Host, "."), field, "summary.url_form")
	}
	return s
}

// localTime reads a time on the clock of a zone, or an instant with its
// offset, which is turned into such a time; an empty field is none. zone is
// nil when it is not known.
func (in input) localTime(field string, typed LocalTime, zone *time.Location) LocalTime {
	s := visible(string(typed))
	if s == "" {
		return ""
	}
	t, ok := ParseLocalTime(s)
	if !ok && zone != nil {
		t, ok = localTimeOfInstant(s, zone)
	}
	in.Require(ok, field, "form.time")
	return t
}

// choice reads one of the values of an enum.
func choice[T Enum[T]](in input, field string, s T) T { return oneOf(in, field, s, s.Values()) }

// oneOf reads one of a few values.
func oneOf[T ~string](in input, field string, s T, of []T) T {
	if !slices.Contains(of, s) {
		in.Add(field, "form.choice")
		return ""
	}
	return s
}

// language reads one of the six languages.
func (in input) language(field, s string) string { return oneOf(in, field, s, Languages) }

// email reads an address to which e-mails can be sent, and the key under
// which it is the same address in every spelling.
func (in input) email(field, s string) (address, key string) {
	s = in.must(field, visible(s), 254)
	at := strings.LastIndexByte(s, '@')
	ok := at > 0 && at <= 64 && validDomain(ASCIIDomain(s)[at+1:])
	for _, r := range s {
		if r <= ' ' || r == 0x7f || strings.ContainsRune(`"(),:;<>[\]`, r) {
			ok = false
		}
	}
	if at > 0 && (strings.HasPrefix(s, ".") || s[at-1] == '.' || strings.Contains(s[:at], "..") || strings.ContainsRune(s[:at], '@')) {
		ok = false
	}
	if s != "" {
		in.Require(ok, field, "form.email")
	}
	return s, EmailKey(s)
}

// VisibleAddress is a stored e-mail address without invisible characters, and its
// key; ok says whether that is an address.
func VisibleAddress(stored string) (address, key string, ok bool) {
	in := newInput()
	address, key = in.email("email", stored)
	return address, key, in.Err() == nil
}

func validDomain(d string) bool {
	if len(d) < 3 || len(d) > 253 || !strings.Contains(d, ".") {
		return false
	}
	for _, label := range strings.Split(d, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
				return false
			}
		}
	}
	return true
}

// EmailKey is the spelling under which two addresses belong to the same
// person: the domain as the Internet writes it (RFC 5891), so that bücher.example
// and xn--bcher-kva.example are one, and before it ASCII letters in lower case.
// Folding more there would merge people whose letters only look alike. What
// cannot be seen is dropped.
func EmailKey(address string) string {
	address = ASCIIDomain(visible(address))
	b := []byte(address)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// MailboxKey is the EmailKey of the mailbox in which mail to an address
// arrives: ann+x@example.org is delivered to ann@example.org. It only serves
// limits, because some servers give both to different people.
func MailboxKey(address string) string {
	key := EmailKey(address)
	name, domain, _ := strings.Cut(key, "@")
	if box, _, tagged := strings.Cut(name, "+"); tagged && box != "" {
		return box + "@" + domain
	}
	return key
}

// ASCIIDomain is an e-mail address with its domain in ASCII, the form that every
// mail server understands. An address whose domain has no such form is
// returned as it is.
func ASCIIDomain(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 || isASCII(address[at:]) {
		return address
	}
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil {
		return address
	}
	return address[:at+1] + domain
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// named is a text that must exist in its original language; another language
// may be omitted and is then shown as missing.
func (in input) named(t Text, lang, field, s string, max int) Text {
	t = t.With(lang, in.line(field, s, max))
	in.Require(!t.IsZero(), field, "form.required")
	return t
}
