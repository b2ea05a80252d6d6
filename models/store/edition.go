package store

import (
	"context"

	"consultations/models"
)

// PublishSummary publishes a cleared text as an edition: frozen, numbered, and
// with the fingerprint of the cleared text.
func (s *Store) PublishSummary(ctx context.Context, by models.Actor, summaryID string, in models.EditionInput) (models.Edition, error) {
	var e models.Edition
	err := s.write(ctx, by, "summary.publish", func(t *tx) error {
		p, err := t.publication(by, summaryID)
		if err != nil {
			return err
		}
		document, err := t.document(p)
		if err != nil {
			return err
		}
		fingerprint, err := document.Fingerprint()
		if err != nil {
			return err
		}
		if e, err = in.Publish(by, p, fingerprint); err != nil {
			return err
		}
		now := s.db.Now()
		e.ID, e.SummaryID, e.SeminarID, e.SeriesID, e.PublishedAt = models.NewID(now), summaryID, p.Seminar.ID, p.Seminar.SeriesID, now
		e.Title, e.Intro, e.Document, e.PublisherID = document.Title, document.Intro, document, models.Ref(by.AccountID)
		e.EarlierPublication = document.EarlierPublication
		if len(p.Summary.Authors) > 0 {
			e.AuthorID = models.Ref(p.Summary.Authors[0])
		}
		if err := t.Create(&e).Error; err != nil {
			return err
		}
		// Changes from here on count towards the next edition.
		p.Summary.Authors, p.Summary.UpdatedAt = models.List{}, now
		if err := t.Select("Authors", "UpdatedAt").Updates(&p.Summary).Error; err != nil {
			return err
		}
		if err := t.showNewest(p.Summary.ID); err != nil {
			return err
		}
		if err := t.setEditions(p.Summary.ID); err != nil {
			return err
		}
		t.PublicChanged()
		if err := t.mailEdition(p.Summary, p.Seminar, e, models.ClearancePublished); err != nil {
			return err
		}
		return t.record(ofSummary(p.Summary, p.Seminar), map[string]any{"edition": e.Number, "kind": e.Kind, "revision": p.Summary.Revision, "fingerprint": fingerprint})
	})
	return e, err
}

// publication reads what the decision to publish depends on.
func (t *tx) publication(by models.Actor, summaryID string) (models.Publication, error) {
	var p models.Publication
	var err error
	if p.Summary, p.Seminar, err = t.lockOutcome(by, summaryID); err != nil {
		return p, err
	}
	if p.Points, err = t.points(summaryID); err != nil {
		return p, err
	}
	if p.Open, err = t.openPoints(p.Summary); err != nil {
		return p, err
	}
	if p.Words, err = t.sharedWords(p.Summary, p.Seminar); err != nil {
		return p, err
	}
	if err := t.Raw("SELECT COALESCE(max(number), 0) + 1 FROM editions WHERE seminar_id = ?", p.Seminar.ID).Row().Scan(&p.Number); err != nil {
		return p, err
	}
	var last []models.Edition
	if err := t.Where("summary_id = ?", summaryID).Order("number DESC").Limit(1).Find(&last).Error; err != nil {
		return p, err
	}
	if len(last) > 0 {
		p.Last = &last[0]
	}
	p.Speakers, err = t.speakers(p.Seminar.ID)
	return p, err
}

// speakers lists who took part in the sessions of a seminar.
func (t *tx) speakers(seminarID string) ([]models.Speaker, error) {
	var all []models.Speaker
	err := t.Raw(`SELECT DISTINCT h.name, n.attribution FROM session_people h JOIN sessions n ON n.id = h.session_id
		WHERE n.seminar_id = ? AND n.kind <> 'break' ORDER BY h.name, n.attribution`, seminarID).Scan(&all).Error
	return all, err
}

// lockOutcome locks the seminar before the summary, so that organisers,
// addresses and edition numbers cannot change.
func (t *tx) lockOutcome(by models.Actor, summaryID string) (models.Summary, models.Seminar, error) {
	var seminarID string
	if err := t.Raw("SELECT seminar_id FROM summaries WHERE id = ?", summaryID).Row().Scan(&seminarID); err != nil {
		return models.Summary{}, models.Seminar{}, err
	}
	if _, err := t.lockSeminar(seminarID); err != nil {
		return models.Summary{}, models.Seminar{}, err
	}
	return t.lockSummary(by, summaryID)
}

func (t *tx) document(p models.Publication) (models.Document, error) {
	var series models.Series
	if err := t.Where("id = ?", p.Seminar.SeriesID).Take(&series).Error; err != nil {
		return models.Document{}, err
	}
	var organisers []models.OrganiserRow
	err := t.Raw(`SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role, o.hosts, g.kind
		FROM organisers o JOIN organisations g ON g.id = o.organisation_id WHERE o.seminar_id = ? ORDER BY o.position, o.id`, p.Seminar.ID).Scan(&organisers).Error
	if err != nil {
		return models.Document{}, err
	}
	var names []struct {
		PointID string
		Name    models.Text
	}
	err = t.Raw(`SELECT k.point_id, h.name FROM point_themes k JOIN themes h ON h.id = k.theme_id JOIN points p ON p.id = k.point_id
		WHERE p.summary_id = ? ORDER BY k.point_id, h.position, h.id`, p.Summary.ID).Scan(&names).Error
	if err != nil {
		return models.Document{}, err
	}
	themes := map[string][]models.Text{}
	for _, n := range names {
		themes[n.PointID] = append(themes[n.PointID], n.Name)
	}
	return p.Document(series, organisers, themes), nil
}

// WithdrawEdition withdraws an edition. Its address keeps answering, with the
// reason; lists and searches show the previous edition again.
func (s *Store) WithdrawEdition(ctx context.Context, by models.Actor, summaryID, id string, in models.WithdrawalInput) (models.Edition, error) {
	var e models.Edition
	err := s.write(ctx, by, "edition.withdraw", func(t *tx) error {
		m, seminar, err := t.lockOutcome(by, summaryID)
		if err != nil {
			return err
		}
		if err := t.Where("id = ? AND summary_id = ?", id, summaryID).Take(&e).Error; err != nil {
			return err
		}
		if e, err = in.Withdraw(by, m, seminar, e, s.db.Now()); err != nil {
			return err
		}
		if err := t.Select("WithdrawnAt", "WithdrawnWhy").Updates(&e).Error; err != nil {
			return err
		}
		if err := t.showNewest(m.ID); err != nil {
			return err
		}
		if err := t.Exec("DELETE FROM renderings WHERE edition_id = ?", e.ID).Error; err != nil {
			return err
		}
		if err := t.setEditions(m.ID); err != nil {
			return err
		}
		t.PublicChanged()
		if err := t.mailEdition(m, seminar, e, models.ClearanceWithdrawn); err != nil {
			return err
		}
		return t.record(subject{kind: "edition", id: e.ID, series: seminar.SeriesID, seminar: seminar.ID}, map[string]any{"edition": e.Number})
	})
	return e, err
}

// Editions lists the editions of a working text, newest first, for those who
// work on it.
func (s *Store) Editions(ctx context.Context, by models.Actor, summaryID string) ([]models.DeskEdition, error) {
	if _, err := s.summaryHead(ctx, by, summaryID); err != nil {
		return nil, err
	}
	return s.editions(ctx, summaryID, "")
}

// Edition reads one edition of a working text.
func (s *Store) Edition(ctx context.Context, by models.Actor, summaryID, id string) (models.DeskEdition, error) {
	if _, err := s.summaryHead(ctx, by, summaryID); err != nil {
		return models.DeskEdition{}, err
	}
	if !models.IsID(id) {
		return models.DeskEdition{}, models.Missing()
	}
	found, err := s.editions(ctx, summaryID, id)
	if err != nil {
		return models.DeskEdition{}, err
	}
	if len(found) == 0 {
		return models.DeskEdition{}, models.Missing()
	}
	return found[0], nil
}

// editions reads the editions of a summary; an empty id means all of them.
func (s *Store) editions(ctx context.Context, summaryID, id string) ([]models.DeskEdition, error) {
	var rows []models.DeskEdition
	err := s.db.Read(ctx).Raw(`SELECT d.id, d.number, d.kind, d.reason, d.fingerprint, COALESCE(a.name, '') AS author, COALESCE(p.name, '') AS publisher, d.published_at, d.withdrawn_at, d.withdrawn_why, d.earlier_publication
		FROM editions d LEFT JOIN accounts a ON a.id = d.author_id LEFT JOIN accounts p ON p.id = d.publisher_id
		WHERE d.summary_id = ? AND (d.id = ? OR ? = '') ORDER BY d.number DESC`, summaryID, id, id).Scan(&rows).Error
	return rows, s.db.Classify("edition.list", err)
}

// changedEditions lists the editions whose stored document no longer matches
// its fingerprint.
func (s *Store) changedEditions(ctx context.Context) ([]Broken, error) {
	var broken []Broken
	after := ""
	for {
		var editions []models.Edition
		if err := s.db.All(s.db.Read(ctx).Where("id > ?", after).Order("id").Limit(100), "edition.verify", &editions); err != nil || len(editions) == 0 {
			return broken, err
		}
		for _, e := range editions {
			fingerprint, err := e.Document.Fingerprint()
			if err != nil {
				return broken, err
			}
			if fingerprint != e.Fingerprint {
				broken = append(broken, Broken{What: "the text is not the one that was published", Where: e.ID})
			}
			after = e.ID
		}
	}
}
