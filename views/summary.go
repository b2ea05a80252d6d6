package views

import (
	"context"
	"io"
	"strings"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SummaryList lists the summaries of a seminar.
type SummaryList struct {
	parts.Frame
	Head      models.SeminarHead
	SeminarID string
	Summaries []models.SummaryRow
	MayDraft  bool
}

// Render writes the page.
func (p SummaryList) Render(ctx context.Context, w io.Writer) error {
	return summaryList(p).Render(ctx, w)
}

// newButton begins a further summary; the first one is the step to be taken
// next, whose button stands in the head.
func (p SummaryList) newButton() parts.Button {
	if p.Head.Next.Step == models.StepSummarise {
		return parts.Button{}
	}
	return parts.Button{Text: p.L.T("summary.new"), Href: models.SummariesPath(p.SeminarID) + "/new", Look: parts.Quiet}
}

// SummaryNew is the form for a new summary.
type SummaryNew struct {
	parts.Frame
	FormOf[models.SummaryInput]
	SeminarID string
}

// Render writes the page.
func (p SummaryNew) Render(ctx context.Context, w io.Writer) error {
	return summaryNew(p).Render(ctx, w)
}

// Desk is what all pages of one working text show, and their reader.
type Desk struct {
	parts.Frame
	Of   models.SummaryDesk
	By   models.Actor
	View string // of a page with more than one
}

// DeskShow is the drafting desk: the points, and the notes beside them.
type DeskShow struct{ Desk }

// Render writes the page.
func (p DeskShow) Render(ctx context.Context, w io.Writer) error { return deskShow(p).Render(ctx, w) }

// SummaryEdit is the form for the title, introduction and other texts.
type SummaryEdit struct {
	Desk
	FormOf[models.SummaryInput]
	Seen int
}

// Render writes the page.
func (p SummaryEdit) Render(ctx context.Context, w io.Writer) error {
	return summaryEdit(p).Render(ctx, w)
}

// addLink adds a point, unless that is the next step, whose button stands in
// the head.
func (p DeskShow) addLink() parts.NavLink {
	if !p.mayChange() || len(p.Of.Points) == 0 {
		return parts.NavLink{}
	}
	return parts.NavLink{Href: models.DeskPath(p.id()) + "/points/new", Label: p.L.T("point.new")}
}

func (d Desk) id() string { return d.Of.Summary.ID }

// mayChange reports whether the reader may change the text now.
func (d Desk) mayChange() bool { return d.Of.Summary.MayChange(d.By, d.Of.Seminar) == nil }

// mayDraft reports whether the reader is one of those who write the text and
// publish it.
func (d Desk) mayDraft() bool { return d.Of.Seminar.MayDraft(d.By) }

// head is the top of the pages of a working text.
func (d Desk) head() parts.Heading {
	m := d.Of.Summary
	h := parts.Heading{
		Title: d.L.Text(m.Title), Status: summaryStatus(d.L, m.Status, d.Of.IsPublished(), d.Of.IsWithdrawn()), Tone: summaryTone(m.Status, d.Of.IsPublished(), d.Of.IsWithdrawn()), Facts: d.facts(),
		Next: locale.Plain(d.L, d.next()), Tabs: d.tabs(), TabsLabel: d.L.T("summary.pages"), Steps: d.steps(), PathLabel: d.L.T("summary.progress"),
	}
	return h
}

// facts are what the text is, how long it is, and for whom the reader speaks.
func (d Desk) facts() []locale.Fragment {
	m := d.Of.Summary
	words := []string{d.L.T("summary_kind." + string(m.Kind)), d.L.T("summary.revision", "number", m.Revision), d.L.N("summary.points_count", len(d.Of.Points))}
	if m.Status == models.SummaryClearance {
		total := len(d.Of.Points) * len(d.Of.Organisers)
		words = append(words, d.L.T("clearance.answers")+d.L.Colon()+d.L.T("clearance.answered_of", "answered", total-d.Of.Count()[""], "total", total))
	}
	for _, o := range d.asked() {
		words = append(words, d.L.T("clearance.on_behalf", "organiser", d.L.Text(o.Shown()).Text))
	}
	facts := make([]locale.Fragment, len(words))
	for i, w := range words {
		facts[i] = locale.Plain(d.L, w)
	}
	return facts
}

// next says what is to be done next; empty for nothing.
func (d Desk) next() string {
	switch next := d.Of.Next(d.By); {
	case next.Step == "":
		return ""
	case next.Count > 0:
		return d.L.N("summary_next."+string(next.Step), next.Count)
	default:
		return d.L.T("summary_next." + string(next.Step))
	}
}

// publishers says who may publish the text, and why the reader may not; empty
// for those who do not draft it, and when there is nothing to publish.
func (d Desk) publishers() []string {
	if !d.mayDraft() || len(d.Of.Points) == 0 || d.Of.IsUnchanged() {
		return nil
	}
	var says []string
	if !d.Of.Summary.MayPublish(d.By, d.Of.Seminar) && d.here() != models.EditionsPath(d.id()) { // that page says so where the form would be
		says = append(says, d.L.T("edition.two_people"))
	}
	if len(d.Of.Publishers) == 0 {
		return append(says, d.L.T("edition.no_publisher"))
	}
	return append(says, d.L.T("edition.publishers", "names", d.L.List(d.Of.Publishers)))
}

// nextLink leads to where the next step is taken, when that is another page;
// without one, to what was published.
func (d Desk) nextLink() parts.Button {
	b := parts.Button{}
	if d.Of.IsPublished() {
		b = parts.Button{Text: d.L.T("edition.read"), Href: d.published(d.Of.Edition()), Look: parts.Quiet}
	}
	switch d.Of.Next(d.By).Step {
	case models.TextBegin:
		b = parts.Button{Text: d.L.T("point.new"), Href: models.DeskPath(d.id()) + "/points/new"}
	case models.TextAnswer:
		b = parts.Button{Text: d.L.T("manage_do.reply"), Href: models.ClearancePath(d.id())}
	case models.TextRevise, models.TextWait:
		b = parts.Button{Text: d.L.T("manage_do.replies"), Href: d.answersPath()}
	case models.TextIssue:
		b = parts.Button{Text: d.L.T("summary_do.issue"), Href: models.EditionsPath(d.id())}
	case models.TextRenew:
		if d.Of.Summary.NeedsClearance() { // otherwise the text can be changed at once
			b = parts.Button{Text: d.L.T("clearance_mail_open.given"), Href: models.EditionsPath(d.id())}
		}
	}
	if b.Href == d.here() {
		return parts.Button{}
	}
	return b
}

// published is the public address of an edition.
func (d Desk) published(number int) string {
	return models.EditionPath(d.Of.SeriesSlug, d.Of.Seminar.Slug, number)
}

func (d Desk) answersPath() string { return models.AnswersPath(d.id()) }

// here is the address of the page that is shown.
func (d Desk) here() string {
	if d.View != "" {
		return d.Path + "?view=" + d.View
	}
	return d.Path
}

// textMove is a status that the secretariat may choose for the text.
type textMove struct {
	To   models.SummaryStatus
	Text string
	Asks bool // once more, because people are told or shut out
}

// moves are those statuses; next is the one that is the step to be taken next.
func (d Desk) moves() (next *textMove, others []textMove) {
	if !d.mayChange() || len(d.Of.Points) == 0 {
		return nil, nil
	}
	for _, to := range d.Of.Summary.Moves() {
		m := textMove{to, moveLabel(d.L, to), to == models.SummaryClearance || d.Of.Summary.Status == models.SummaryClearance}
		if to == models.SummaryClearance && d.Of.Next(d.By).Step == models.TextSend {
			next = &m
			continue
		}
		others = append(others, m)
	}
	return next, others
}

// confirm asks once more and says what follows.
func (d Desk) confirm(m textMove) parts.Confirm {
	c := parts.Confirm{ID: "to-" + string(m.To), Title: d.L.T("summary_ask." + string(m.To)), Button: parts.Button{Text: m.Text}}
	if m.To == models.SummaryClearance {
		c.Says = append([]string{d.L.N("summary.asks", len(d.Of.Organisers))}, d.unrepresented()...)
	} else {
		c.Says = []string{d.L.T("summary_says." + string(m.To))}
		c.Button.Look = parts.Quiet
	}
	return c
}

// summaryStatus is how far a text is: published, withdrawn, or its status in the
// work on it.
func summaryStatus(l *locale.Locale, s models.SummaryStatus, published, withdrawn bool) string {
	switch {
	case published:
		return l.T("edition.published")
	case withdrawn:
		return l.T("document.withdrawn_tag")
	}
	return l.T("summary_status." + string(s))
}

func summaryTone(s models.SummaryStatus, published, withdrawn bool) parts.Tone {
	switch {
	case published:
		return parts.Good
	case withdrawn:
		return parts.Bad
	}
	switch s {
	case models.SummaryCleared:
		return parts.Good
	case models.SummaryClearance:
		return parts.Active
	case models.SummaryReview:
		return parts.Caution
	}
	return parts.Neutral
}

// tabs are the pages of the working text.
func (d Desk) tabs() []parts.NavLink {
	points, editions := len(d.Of.Points), len(d.Of.Editions)
	var tabs []parts.NavLink
	for _, t := range []struct {
		href, label string
		count       *int
		clears      bool
	}{
		{models.DeskPath(d.id()), "summary.draft", &points, false},
		{models.ClearancePath(d.id()), "clearance.title", nil, true},
		{d.answersPath(), "clearance.overview", nil, true},
		{models.EditionsPath(d.id()), "edition.title", &editions, false},
	} {
		if t.clears && !d.Of.Summary.NeedsClearance() {
			continue
		}
		tabs = append(tabs, parts.NavLink{Href: t.href, Label: d.L.T(t.label), Current: t.href == d.here(), Count: t.count})
	}
	return tabs
}

// steps are the stages of the text. That of an earlier publication is not
// cleared.
func (d Desk) steps() []parts.Step {
	stages := []models.SummaryStatus{models.SummaryDraft, models.SummaryReview, models.SummaryClearance, models.SummaryCleared}
	if !d.Of.Summary.NeedsClearance() {
		stages = stages[:2]
	}
	at, labels := 0, []string{}
	for i, s := range stages {
		if s == d.Of.Summary.Status {
			at = i
		}
		labels = append(labels, d.L.T("summary_status."+string(s)))
	}
	if d.Of.IsUnchanged() {
		at = len(stages)
	}
	return parts.StepsTo(at, append(labels, summaryStatus(d.L, "", !d.Of.IsWithdrawn(), d.Of.IsWithdrawn()))...)
}

// writing are the six languages as tabs of a form.
func writing(path, in string) []parts.NavLink {
	var tabs []parts.NavLink
	for _, l := range locale.All() {
		tabs = append(tabs, parts.NavLink{Href: path + "?in=" + l.Code(), Label: l.NativeName(), Current: l.Code() == in})
	}
	return tabs
}

// text is what the reader reads of the working text: title, introduction and
// points.
func (d Desk) text() []locale.Fragment {
	all := []locale.Fragment{d.L.Text(d.Of.Summary.Title), d.L.Text(d.Of.Summary.Intro)}
	for _, p := range d.Of.Points {
		all = append(all, d.L.Text(p.Body))
	}
	return all
}

// pointGroup are the points of one kind, as a document shows them.
type pointGroup struct {
	Kind   models.PointKind
	Points []models.PointRow
}

// groups puts the points in the order of a document.
func (d Desk) groups() []pointGroup {
	var groups []pointGroup
	for _, kind := range models.PointKinds {
		g := pointGroup{Kind: kind}
		for _, p := range d.Of.Points {
			if p.Kind == kind {
				g.Points = append(g.Points, p)
			}
		}
		if g.Points != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

// pointFacts are what is known of a point, in one quiet line with the sessions
// and notes that it rests on.
func (d Desk) pointFacts(p models.PointRow) []parts.Remark {
	facts := []parts.Remark{{Value: locale.Plain(d.L, d.L.T("voice."+string(p.Voice)))}, {Value: locale.Plain(d.L, d.L.T("strength."+string(p.Strength)))}}
	for _, id := range p.Themes {
		for _, t := range d.Of.Themes {
			if t.ID == id {
				name := d.L.Text(t.Name)
				facts = append(facts, parts.Remark{Value: name, Href: searchFor(name)})
			}
		}
	}
	if p.Paragraph != "" {
		facts = append(facts, parts.Remark{Value: locale.Plain(d.L, d.L.T("document.paragraph_short", "number", p.Paragraph))})
	}
	return facts
}

// restsOn are the sessions on which a point rests as a whole, each in the
// language of its title, and the number of notes.
func (d Desk) restsOn(p models.PointRow) (sessions []locale.Fragment, notes int) {
	for _, s := range p.Sources {
		if s.NoteID != "" {
			notes++
		} else if t := d.session(s.SessionID); t.Text != "" {
			sessions = append(sessions, t)
		}
	}
	return sessions, notes
}

// restsNowhere reports whether a point rests on nothing, though there are
// notes on which it could.
func (d Desk) restsNowhere(p models.PointRow) bool { return len(d.Of.Notes) > 0 && len(p.Sources) == 0 }

// removal asks before a point goes.
func (d Desk) removal(p models.PointRow) parts.Confirm {
	return parts.Confirm{
		ID: "removal-" + p.ID, Title: d.L.T("point.remove_ask", "number", p.Code), Says: append([]string{d.L.T("point.remove_says")}, d.voided()...),
		Button: parts.Button{Text: d.L.T("action.remove"), Look: parts.Danger, Hint: p.Code},
	}
}

// voided says whose replies a change of the text makes void; empty if there are
// none.
func (d Desk) voided() []string {
	var names []string
	for _, o := range d.Of.Replied() {
		names = append(names, d.L.Text(o.Shown()).Text)
	}
	if names == nil {
		return nil
	}
	return []string{d.L.T("summary_says.change", "organisers", d.L.List(names))}
}

// saving asks before a change of a text to which organisers have replied.
func (d Desk) saving() parts.Confirm {
	return parts.Confirm{ID: "change", Title: d.L.T("summary_ask.change"), Says: d.voided(), Button: parts.Button{Text: d.L.T("action.save")}}
}

func (d Desk) session(id string) locale.Fragment {
	for _, s := range d.Of.Sessions {
		if s.ID == id {
			return d.L.Text(s.Title)
		}
	}
	return locale.Fragment{}
}

// linesOf divides a text where its paragraphs end.
func linesOf(text string) []string {
	var out []string
	for _, s := range strings.Split(text, "\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// summaryKinds offers the kinds of documents.
func summaryKinds(l *locale.Locale) []parts.Option {
	var options []parts.Option
	for _, k := range models.SummaryKinds {
		options = append(options, parts.Option{Value: string(k), Label: l.T("summary_kind." + string(k)), Hint: l.T("document_status." + string(k))})
	}
	return options
}

// moveLabel is the label of the button that changes the status of a text.
func moveLabel(l *locale.Locale, to models.SummaryStatus) string {
	switch to {
	case models.SummaryDraft:
		return l.T("summary.take_back")
	case models.SummaryReview:
		return l.T("summary.send_to_review")
	}
	return l.T("summary.send_to_clearance")
}

// moving asks before a point is moved in such a text.
func (d Desk) moving(p models.PointRow, way string) parts.Confirm {
	return parts.Confirm{
		ID: "move-" + way + "-" + p.ID, Title: d.L.T("summary_ask."+way, "number", p.Code), Says: d.voided(),
		Button: parts.Button{Text: d.L.T("point." + way), Hint: p.Code},
	}
}

// ways are the directions in which a point can be moved.
func ways(up, down bool) []string {
	var all []string
	if up {
		all = append(all, string(models.Up))
	}
	if down {
		all = append(all, string(models.Down))
	}
	return all
}
