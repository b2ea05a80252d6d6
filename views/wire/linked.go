package wire

import (
	"consultations/models"
	"consultations/views/locale"
)

// EditionLD describes an edition for search engines.
func EditionLD(l *locale.Locale, base string, e models.PublicEdition) map[string]any {
	d := e.Document
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "Report", "name": l.Text(d.Title).Text,
		"url": base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), "inLanguage": d.Language,
		"datePublished": string(CitedOn(e)), "dateModified": string(OnlineOn(e)), "version": e.Number,
		"isPartOf": map[string]any{"@type": "CreativeWorkSeries", "name": l.Text(d.Series).Text},
	}
	if e.WithdrawnAt != nil {
		ld["creativeWorkStatus"] = "Withdrawn"
	}
	var authors []map[string]any
	for _, name := range Authors(l, d) {
		authors = append(authors, map[string]any{"@type": "Organization", "name": name})
	}
	if authors != nil {
		ld["author"] = authors
	}
	if earlier := d.EarlierPublication; earlier != nil {
		ld["description"], ld["isBasedOn"] = EarlierStatement(l, earlier), earlierLD(l, *earlier)
	}
	return ld
}

// SeminarLD describes a seminar with its organisers for search engines.
func SeminarLD(l *locale.Locale, base string, m models.SeminarPage) map[string]any {
	ld := eventLD(l, base, m.PublicSeminar)
	ld["@context"] = "https://schema.org"
	ld["superEvent"] = map[string]any{"@type": "EventSeries", "name": m.SeriesTitle.Source(), "url": base + models.SeriesPath(m.SeriesSlug)}
	var by []map[string]any
	for _, o := range m.Organisers {
		by = append(by, map[string]any{"@type": "Organization", "name": l.Text(o.Shown()).Text})
	}
	if by != nil {
		ld["organizer"] = by
	}
	return ld
}

// SeriesLD describes a series and its seminars for search engines.
func SeriesLD(l *locale.Locale, base string, s models.PublicSeries, seminars []models.PublicSeminar) map[string]any {
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "EventSeries",
		"name": s.Title.Source(), "url": base + models.SeriesPath(s.Slug), "inLanguage": s.Title.Original,
	}
	var events []map[string]any
	for _, m := range seminars {
		events = append(events, eventLD(l, base, m))
	}
	if events != nil {
		ld["subEvent"] = events
	}
	return ld
}

func eventLD(l *locale.Locale, base string, m models.PublicSeminar) map[string]any {
	ld := map[string]any{
		"@type": "Event", "name": l.TitleOrPlace(m.Title, m.Label, m.Place).Text, "url": base + models.SeminarPath(m.SeriesSlug, m.Slug),
		"location":            map[string]any{"@type": "Place", "name": l.Where(m.Place, m.Host).Text},
		"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
	}
	if m.HasDays() {
		ld["startDate"], ld["endDate"] = string(m.StartsOn), string(m.EndsOn)
	}
	if status, ok := map[models.SeminarStatus]string{models.SeminarCancelled: "EventCancelled", models.SeminarPostponed: "EventPostponed"}[m.Status]; ok {
		ld["eventStatus"] = "https://schema.org/" + status
	}
	return ld
}
