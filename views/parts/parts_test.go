package parts

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"consultations/models"
	"consultations/views/locale"
)

var (
	three   = 3
	removal = Confirm{ID: "removal", Title: "Remove T1?", Says: []string{"x", "y"}, Button: Button{Text: "Remove", Look: Danger}}
)

// everyPart is one of each part of a page, filled as a page fills it.
func everyPart(f Frame) []templ.Component {
	l := f.L
	foreign := locale.Fragment{Text: "多层面和平行动\n\n第二段", Lang: "zh", Dir: "ltr", Missing: true}
	text := templ.Raw("<p>x</p>")
	return []templ.Component{
		with(PageHead(f, Heading{
			Title: foreign, Lead: locale.Plain(l, "lead"), Status: "x", Tone: Active, Facts: []locale.Fragment{foreign, {}, locale.Plain(l, "x")}, Next: foreign,
			Tabs: []NavLink{{Href: "/a", Label: "a", Current: true, Count: &three}, {Href: "/b", Label: "b"}}, TabsLabel: "x", Steps: StepsTo(1, "a", "b", "c"), PathLabel: "x",
		}), ButtonLink(Button{Text: "x", Href: "/x"}), PostButton(f, "/y", Button{Text: "y", Look: Danger, Small: true, Hint: "Chen"})),
		with(Menu("menu-1", "More"), MenuLink(Button{Text: "x", Href: "/x"}), MenuPost(f, "/y", Button{Text: "y", Look: Danger, Hint: "Chen", ID: "y"}), MenuConfirm(removal)),
		ConfirmBox(f, "/removal", removal),
		ConfirmButton(f, "/move", Confirm{ID: "move", Title: "Cancel?", Says: []string{"x"}, Button: Button{Text: "Cancel", Look: Danger, Small: true}, Keep: "Keep"}),
		with(SectionWith("all", "All", NavLink{Href: "/all", Label: "x"}), with(QuietLine("x"), text)),
		with(Section("part", "Part"), Inline(foreign), Inline(locale.Fragment{}), Prose(foreign), Untranslated(l, foreign), Name("عبد الله")),
		with(Notice(Caution, "x"), text),
		Empty("x", Button{Text: "x", Href: "/x", Look: Quiet}), Empty("x", Button{}),
		with(Facts(), with(Fact("x"), text), with(Fact("y"), Inline(foreign))),
		with(Entries(), with(Entry(EntryProps{Margin: "2007", Title: foreign, Href: "/x", Meta: "x", Status: "x", Tone: Good}), text), Entry(EntryProps{Title: foreign})),
		with(Table(TableProps{Caption: "x", Silent: true, Columns: []Column{{Label: "a"}, {Label: "b", Number: true}, {Label: "c", Hidden: true}}}),
			templ.Raw(`<tr><th scope="row">x</th><td class="num">1</td><td></td></tr>`)),
		with(Table(TableProps{Caption: "x", Grouped: true, Columns: []Column{{Label: "a"}}}), templ.Raw(`<tbody><tr><td>x</td></tr></tbody>`)),
		Pager(l, "/first", "/next"), Pager(l, "", ""),
		Checklist(l, []Item{{Text: "a", Done: true}, {Text: "b", Href: "/b"}}),
		Bar(BarProps{L: l, Title: "x", Total: 10, Parts: []BarPart{{Label: "a", Count: 4, Tone: Good}, {Label: "b", Count: 3, Tone: Bad}, {Label: "none"}}}),
	}
}

// everyPartOfADocument is one of each part of a document.
func everyPartOfADocument(f Frame) []templ.Component {
	l := f.L
	foreign := locale.Fragment{Text: "多层面和平行动\n\n第二段", Lang: "zh", Dir: "ltr", Missing: true}
	text := templ.Raw("<p>x</p>")
	return []templ.Component{
		with(Document(DocumentHead{
			L: l, Kind: "x", Title: foreign, Author: "x", Line: []string{"x", "", "y"}, Reason: "x", Status: "x", Why: NavLink{Href: "#cite", Label: "x"},
			Print: Download{Label: "PDF", Href: "/x.pdf", Type: "application/pdf"}, Files: []Download{{Label: "JSON", Href: "/x.json", Type: "application/json", Size: "62 KB"}},
		}, []ContentsLine{{Href: "#p1", Label: "x", Count: 1}, {Href: "#cite", Label: "y"}}),
			with(Paragraphs(), with(NumberedParagraph(Paragraph{
				L: l, Number: "1", Anchor: "p1", Text: foreign, To: []Addressee{{Name: foreign}, {Name: foreign, Inferred: true}}, Cite: "x", Lang: "en",
				Remarks: []Remark{{Label: "a", Value: foreign, Href: "/a"}, {Label: "b", Value: foreign, Seen: true}},
			}), text)),
			Cite(CiteProps{L: l, Text: "x", Lang: "en", Formats: []NavLink{{Href: "/x.bib", Label: "BibTeX"}}})),
	}
}

// everyField is a form with one of each field.
func everyField(f Frame, problems models.Problems) templ.Component {
	form := NewForm(f, problems)
	options := []Option{{Value: "a", Label: "A", Hint: "h", Group: "g"}, {Value: "b", Label: "B", Group: "g"}, {Value: "c", Label: "C"}}
	return with(form.Post("/x"),
		form.Hidden("seen", "3"),
		form.Field(Input{Name: "name", Label: "Name", Value: `"><b>`, Required: true, Autocomplete: "name"}),
		with(Row(), form.Field(Input{Name: "email", Label: "E-mail", Type: "email", Hint: "h", Value: "x", Width: 40}), form.Field(Input{Name: "day", Label: "Day", Type: "date", Value: "2007-03-26"})),
		form.Field(Input{Name: "password", Label: "Password", Type: "password", Value: "hunter2hunter2"}),
		form.TextArea(Input{Name: "note", Label: "Note", Value: "</textarea><b>", Hint: "h"}),
		form.Text(TextInput{Input: Input{Name: "title", Label: "Title"}, In: "ar", Text: models.NewText("en", "original words")}),
		form.Text(TextInput{Input: Input{Name: "about", Label: "About", Rows: 3}, In: "en", Text: models.NewText("en", "x")}),
		form.Select(Choice{Name: "zone", Label: "Zone", Blank: "–", Value: "b", Options: options}),
		with(form.Group("Group", "h"),
			form.Radios(Choice{Name: "admission", Label: "Admission", Value: "b", Required: true, Hint: "h", Options: options}),
			form.Checkboxes(Choice{Name: "languages", Label: "Languages", Values: []string{"a", "c"}, Options: options}),
			form.Checkbox(Check{Name: "consent", Label: "Consent", Checked: true})),
		with(Actions(), Submit(Button{Text: "Save"}), Submit(Button{Text: "x", Name: "do", Value: "x"})),
	)
}

var wrong = models.Problems{
	"note": {Code: "form.required"}, "name": {Code: "form.too_long", Args: []any{"max", 200, "there", 204}},
	"email": {Code: "form.email"}, "admission": {Code: "form.choice"}, "title": {Code: "form.required"},
	"consent": {Code: "form.required"}, "languages": {Code: "form.choice"}, "zone": {Code: "form.choice"},
	"nowhere": {Code: "form.characters", Args: []any{"at", 1204, "code", "U+202E", "around", "peace▯keeping"}},
}

func TestEveryPartIsCompleteInEveryLanguage(t *testing.T) {
	for _, l := range locale.All() {
		t.Run(l.Code(), func(t *testing.T) {
			f := frames(l)["working"]
			parts := append(everyPart(f), everyField(f, wrong), with(NamedForm(f, "ask", nil).Filter("/x"), NamedForm(f, "ask", nil).Field(Input{Name: "name", Label: "Name", Type: "search"})))
			draw(t, with(Layout(f), parts...)).checkPage(t, l)
			draw(t, with(Layout(frames(l)["public"]), everyPartOfADocument(f)...)).checkPage(t, l)
		})
	}
}

func TestARefusedFormComesBackFilledIn(t *testing.T) {
	l, _ := locale.For("en")
	page := draw(t, everyField(frames(l)["personal"], wrong)).source
	for _, want := range []string{
		`value="&#34;&gt;&lt;b&gt;"`, `&lt;/textarea&gt;&lt;b&gt;</textarea>`, `<option value="b" selected>`,
		`name="admission" value="b" checked`, `name="languages" value="a" checked`, `name="languages" value="c" checked`,
		`name="consent" value="true" checked`, `name="csrf_token" value="secret-token"`, `name="seen" value="3"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not contain %s", want)
		}
	}
	for _, never := range []string{"hunter2", `name="languages" value="b" checked`} {
		if strings.Contains(page, never) {
			t.Errorf("the form contains %s", never)
		}
	}
}

func TestTheListOfProblemsIsCompleteAndInTheOrderOfTheFields(t *testing.T) {
	l, _ := locale.For("en")
	page := draw(t, everyField(frames(l)["personal"], wrong)).source
	at := strings.Index(page, `class="error-summary"`)
	if at < 0 || at > strings.Index(page, "<form") {
		t.Fatal("the list is not above the form")
	}
	list := page[at:strings.Index(page, "<form")]
	if got := strings.Count(list, "<li>"); got != len(wrong) {
		t.Errorf("%d problems are listed, want %d", got, len(wrong))
	}
	last := 0
	for _, want := range []string{`#f-name"`, `#f-email"`, `#f-note"`, `#f-title"`, `#f-zone"`, `#f-admission"`, `#f-languages"`, `#f-consent"`, "Character 1,204 (U+202E)"} {
		at := strings.Index(list, want)
		if at < last {
			t.Errorf("%s is at %d, want it after %d", want, at, last)
		}
		last = at
	}
}

// TestNoFieldCutsWhatIsPasted: a browser cuts text at maxlength without a word.
func TestNoFieldCutsWhatIsPasted(t *testing.T) {
	sources, err := filepath.Glob("../*.templ")
	here, err2 := filepath.Glob("*.templ")
	if err != nil || err2 != nil || len(sources) < 10 {
		t.Fatal(err, err2, len(sources))
	}
	for _, name := range append(append(sources, here...), "form.go") {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(string(source)), "maxlength") {
			t.Errorf("%s limits what can be typed", name)
		}
	}
}

func TestAProblemIsShownWithItsField(t *testing.T) {
	l, _ := locale.For("en")
	form := NewForm(frames(l)["personal"], wrong)
	field := draw(t, form.Field(Input{Name: "email", Label: "E-mail", Type: "email", Hint: "h"}))
	field.check(t)
	for _, want := range []string{`aria-invalid="true"`, `aria-describedby="f-email-hint f-email-problem"`, `id="f-email-problem"`} {
		if !strings.Contains(field.source, want) {
			t.Errorf("the field does not contain %s", want)
		}
	}
	if strings.Index(field.source, `class="problem"`) < strings.Index(field.source, "<input") {
		t.Errorf("the problem is above the input: %s", field.source)
	}
	fine := draw(t, form.Field(Input{Name: "fine", Label: "Fine"})).source
	if strings.Contains(fine, "aria-invalid") || strings.Contains(fine, "problem") {
		t.Errorf("a field without a problem has one: %s", fine)
	}
}

func TestATabHasTheSameWidthWhenSelected(t *testing.T) {
	for _, chosen := range []bool{true, false} {
		if tab := draw(t, Tabs("x", []NavLink{{Href: "/a", Label: "Notes", Current: chosen}})).source; !strings.Contains(tab, `data-text="Notes"`) {
			t.Errorf("the tab does not keep its width: %s", tab)
		}
	}
}

func TestAnEmptyShareOfABarHasNoLabel(t *testing.T) {
	l, _ := locale.For("en")
	bar := draw(t, Bar(BarProps{L: l, Title: "0 of 4 seats are taken.", Total: 4, Parts: []BarPart{{Label: "Confirmed", Tone: Good}}})).source
	if strings.Contains(bar, "<ul") || !strings.Contains(bar, "0 of 4 seats are taken.") {
		t.Errorf("an empty bar: %s", bar)
	}
}

// A dot or a number right after a text of the other direction would join it, so
// the dot is drawn outside the text.
func TestTheDotBetweenFactsStandsOutsideTheirDirection(t *testing.T) {
	ar, _ := locale.For("ar")
	got := draw(t, Dots([]locale.Fragment{{Text: "Opening", Lang: "en", Dir: "ltr"}, {}, locale.Plain(ar, "11 آذار/مارس")})).source
	want := `<span class="dots"><span><span lang="en" dir="ltr">Opening</span></span><span><span lang="ar" dir="rtl">11 آذار/مارس</span></span></span>`
	if got := strings.ReplaceAll(got, " <", "<"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestATextInAnotherLanguageIsMarked(t *testing.T) {
	l, _ := locale.For("en")
	form := NewForm(frames(l)["working"], nil)
	field := draw(t, form.Text(TextInput{Input: Input{Name: "title", Label: "Title"}, In: "ar", Text: models.NewText("en", "original words")})).source
	for _, want := range []string{`lang="ar"`, `dir="rtl"`, "original words", l.T("frame.translated", "language", l.LanguageName("ar"))} {
		if !strings.Contains(field, want) {
			t.Errorf("the field does not contain %s", want)
		}
	}
}

func TestABarNeverDrawsMoreThanTheWhole(t *testing.T) {
	for _, b := range []BarProps{
		{Total: 10, Parts: []BarPart{{Count: 4}, {Count: 3}}},
		{Total: 1, Parts: []BarPart{{Count: 400}, {Count: 3}}},
		{Parts: []BarPart{{Count: 0}, {Count: -5}, {Count: 7}}},
		{},
	} {
		end := 0
		for _, s := range b.segments() {
			if s.From < end || s.Length <= 0 {
				t.Errorf("%+v: a segment from %d of length %d after %d", b, s.From, s.Length, end)
			}
			end = s.From + s.Length
		}
		if end > 1000 {
			t.Errorf("%+v ends at %d", b, end)
		}
	}
}

func TestStepsBeforeTheCurrentOneAreDone(t *testing.T) {
	for current, want := range map[int]string{0: "current ahead ahead", 1: "done current ahead", 3: "done done done"} {
		var got []string
		for _, s := range StepsTo(current, "a", "b", "c") {
			got = append(got, string(s.Status))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("at %d: %v, want %s", current, got, want)
		}
	}
}

func TestANewTextClaimsNoLanguageBeforeItIsChosen(t *testing.T) {
	l, _ := locale.For("en")
	f := &Form{L: l}
	field := draw(t, f.Text(TextInput{Input: Input{Name: "title", Label: "Title"}, In: "en"}))
	if strings.Contains(field.source, l.T("frame.original", "language", l.LanguageName("en"))) || strings.Contains(field.source, `lang="en"`) {
		t.Errorf("a new text is marked as English: %s", field.source)
	}
	field = draw(t, f.Text(TextInput{Input: Input{Name: "title", Label: "Title"}, In: "fr", Text: models.Text{Original: "en", In: map[string]string{"en": "Title"}}}))
	if !strings.Contains(field.source, `lang="fr"`) {
		t.Errorf("a translation is not marked with its language: %s", field.source)
	}
}

func TestAConfirmedStepSendsItsHiddenValues(t *testing.T) {
	hidden := templ.Raw(`<input type="hidden" name="seen" value="7"/>`)
	var b strings.Builder
	f := Frame{L: locale.OrEnglish("en"), CSRF: "token"}

	err := ConfirmButton(f, "/there", Confirm{ID: "ask", Title: "Remove T1?", Says: []string{"It cannot be undone."}, Button: Button{Text: "Remove", Look: Danger, Hint: "T1"}}).Render(templ.WithChildren(t.Context(), hidden), &b)

	page := b.String()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`commandfor="ask" command="show-modal" popovertarget="ask"`, `<dialog class="confirm" popover id="ask"`, `id="ask-title" tabindex="-1" autofocus>Remove T1?`, `commandfor="ask" command="close" popovertarget="ask"`, "Remove T1?", "It cannot be undone.", `popovertargetaction="hide">Cancel</button>`, `action="/there"`, `name="seen" value="7"`, `value="token"`} {
		if !strings.Contains(page, part) {
			t.Errorf("%s is not in %s", part, page)
		}
	}
}

func TestLinesStayAsTyped(t *testing.T) {
	text := "First point:\n  - a list\n\n\n  indented\n \nlast  "
	got := paragraphs(text)
	if want := []string{"First point:\n  - a list", "  indented\n \nlast"}; !slices.Equal(got, want) {
		t.Errorf("%q instead of %q", got, want)
	}
}

func TestALongFormKeepsItsTextForOneAccountOnly(t *testing.T) {
	l := locale.OrEnglish("en")
	html := func(form *Form) string {
		var b strings.Builder
		if err := form.Post("/x").Render(templ.WithChildren(t.Context(), templ.NopComponent), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	form := LongForm(Frame{L: l}, nil)
	if got := html(form); !strings.Contains(got, " data-unsaved") || strings.Contains(got, "data-draft") {
		t.Errorf("a long form: %s", got)
	}
	form.Draft = "account:note"
	if got := html(form); !strings.Contains(got, `data-draft="account:note"`) || !strings.Contains(got, "data-draft-offer") || !strings.Contains(got, `<div role="status"><div class="notice notice-bad" data-offline hidden>`) {
		t.Errorf("a form with a draft: %s", got)
	}
	if got := html(NewForm(Frame{L: l}, nil)); strings.Contains(got, "data-unsaved") {
		t.Errorf("a short form: %s", got)
	}
}
