package mail

import (
	"strconv"

	"consultations/models"
	"consultations/views/locale"
)

// ClearanceMail informs an account about the clearance of a text: one mail for
// each kind of models.ClearanceMail.
func ClearanceMail(base string, m models.MailClearance, about models.ClearanceLetter) (Mail, error) {
	l := locale.OrEnglish(about.Language)
	title, path, open := l.Text(about.Summary), models.ClearancePath(about.SummaryID), "clearance_mail_open."+string(m.Mail)
	switch m.Mail {
	case models.ClearancePublished:
		path, open = models.EditionPath(about.SeriesSlug, about.SeminarSlug, m.Edition), "edition.read"
	case models.ClearanceWithdrawn:
		path = models.EditionPath(about.SeriesSlug, about.SeminarSlug, m.Edition)
	case models.ClearanceGiven:
		path = models.EditionsPath(about.SummaryID)
	case models.ClearanceReplied:
		path = models.AnswersPath(about.SummaryID)
	}
	t := letter{
		L: l, Subject: l.T("clearance_mail_subject."+string(m.Mail), "title", locale.SingleLine(title.Text)), Greeting: greeting(l, "", about.Name),
		Body:   []string{l.T("clearance_mail_body." + string(m.Mail))},
		Action: mailLink{l.T(open), base + path},
		Facts: []mailFact{
			{l.T("clearance_mail.text"), title},
			{l.T("mail.seminar"), l.TitleOrPlace(about.Title, about.Label, about.Place)},
			{l.T("mail.series"), l.Text(about.SeriesTitle)},
		},
		Notes: []string{l.T("clearance_mail.why", "site", l.T("site.name"))},
	}
	id := "clearance." + m.SummaryID + "." + m.AccountID + "." + string(m.Mail) + "." + strconv.Itoa(m.Version)
	if m.Mail == models.ClearanceWithdrawn {
		t.Facts = append(t.Facts, mailFact{l.T("edition.edition"), locale.Plain(l, l.Number(m.Edition))})
		t.Reason, t.Given = about.WithdrawnWhy, l.T("clearance_mail.reason")+l.T("site.colon")
		id += "." + strconv.Itoa(m.Edition) // several editions of one version can be withdrawn
	}
	if m.Mail == models.ClearanceObjected {
		t.Facts = append([]mailFact{
			{l.T("clearance_mail.objector"), l.Text(about.Objector())},
			{l.T("clearance.point"), locale.Plain(l, about.ObjectedPoint)},
		}, t.Facts...)
		t.Reason, t.Given = about.ObjectedReason, l.T("clearance_mail.reason")+l.T("site.colon")
	}
	return t.write(Mail{ID: id, To: about.Email})
}
