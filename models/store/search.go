package store

import (
	"context"
	"time"
	"unicode/utf8"

	"consultations/models"
	"consultations/models/store/analysis"
	"consultations/models/store/db"
)

// searchSize is the number of results on one page.
const searchSize = 20

// longestQuery is the number of characters of a query that are used.
const longestQuery = 200

// index adds or updates what the public can search: title and body are shown,
// by is what it is found by. Only public content may be passed to it.
func (t *tx) index(kind models.FoundKind, id, path string, title, body models.Text, at time.Time, by ...models.Text) error {
	words := make(map[string]string, len(models.Languages))
	for _, text := range by {
		for lang, s := range text.In {
			words[lang] += s + "\n"
		}
	}
	return t.Exec(`INSERT INTO found_texts (kind, object_id, path, title, body, at, tokens, analysis) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, object_id) DO UPDATE SET path = excluded.path, title = excluded.title, body = excluded.body,
			at = excluded.at, tokens = excluded.tokens, analysis = excluded.analysis`,
		kind, id, path, title, body, at, analysis.Tokens(words), analysis.Version).Error
}

// moveFound updates the addresses in the index below an address that changes.
func (t *tx) moveFound(kind models.FoundKind, id, path string) error {
	var old []string
	if err := t.Raw("SELECT path FROM found_texts WHERE kind = ? AND object_id = ?", kind, id).Scan(&old).Error; err != nil {
		return err
	}
	if len(old) == 0 || old[0] == path {
		return nil
	}
	return t.Exec("UPDATE found_texts SET path = ? || substr(path, ?) WHERE path LIKE ? ESCAPE '!'",
		path, utf8.RuneCountInString(old[0])+1, db.EscapeLike(old[0]+"/")+"%").Error
}

// Search finds announced series and seminars and published texts, newest first.
// A query without searchable words finds nothing.
func (s *Store) Search(ctx context.Context, _ models.Actor, query, cursor string) (models.Page[models.Found], error) {
	var page models.Page[models.Found]
	var at time.Time
	var last int64
	after, err := models.DecodeCursor(cursor, &at, &last)
	if err != nil {
		return page, err
	}
	if r := []rune(query); len(r) > longestQuery {
		query = string(r[:longestQuery])
	}
	groups := analysis.Query(query)
	if len(groups) == 0 {
		return page, nil
	}
	where, arg := s.db.FullText(groups)
	q := s.db.Read(ctx).Table("found_texts f").Select("f.id, f.kind, f.path, f.title, f.body, f.at").Where("("+where+")", arg)
	if after {
		q = q.Where("(f.at < ? OR f.at = ? AND f.id < ?)", at, at, last)
	}
	type row struct {
		models.Found
		ID int64
		At time.Time
	}
	var rows []row
	if err := s.db.Classify("search", q.Order("f.at DESC, f.id DESC").Limit(searchSize+1).Scan(&rows).Error); err != nil {
		return page, err
	}
	cut := models.CutPage(rows, searchSize, func(r row) string {
		return models.EncodeCursor(r.At, r.ID)
	})
	page.Next = cut.Next
	for _, r := range cut.Items {
		page.Items = append(page.Items, r.Found)
	}
	return page, nil
}
