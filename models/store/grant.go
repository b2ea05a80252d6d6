package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"consultations/models"
)

// AddGrant gives an account a role in a scope, from the account's next request
// on. Of several sessions, those that the account has already are left out;
// the first grant that was added is returned.
func (s *Store) AddGrant(ctx context.Context, by models.Actor, accountID string, in models.GrantInput) (models.Grant, error) {
	var first models.Grant
	err := s.write(ctx, by, "grant.add", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		organisers, err := t.lockOrganisersOf(in.Role, in.SeminarID)
		if err != nil {
			return err
		}
		if _, err := t.lockAccount(accountID); err != nil {
			return err
		}
		grants, err := in.Check()
		if err != nil {
			return err
		}
		if err := t.checkSessions(grants, in); err != nil {
			return err
		}
		if len(grants) > 1 {
			if grants, err = t.newSessions(accountID, grants); err != nil {
				return err
			}
		}
		for i, g := range grants {
			if err := t.addGrant(by, accountID, &g, in, organisers); err != nil {
				return err
			}
			if i == 0 {
				first = g
			}
		}
		return nil
	})
	return first, err
}

func (t *tx) addGrant(by models.Actor, accountID string, g *models.Grant, in models.GrantInput, organisers []models.Organiser) error {
	if err := t.reachExists(*g); err != nil {
		return err
	}
	if err := t.reachIsWithin(*g, in); err != nil {
		return err
	}
	if err := g.CheckOrganiser(organisers); err != nil {
		return err
	}
	now := t.s.db.Now()
	g.ID, g.AccountID, g.CreatedAt, g.CreatedBy = models.NewID(now), accountID, now, models.Ref(by.AccountID)
	if err := t.Create(g).Error; err != nil {
		return err // a duplicate is a conflict
	}
	return t.recordGrant(*g)
}

// lockOrganisersOf reads the organisers of the seminar for which somebody is to
// act for one of them; none for another role. The seminar is locked, so that
// nobody removes the organiser at the same moment, and before the account, as
// when an organiser is removed.
func (t *tx) lockOrganisersOf(role models.Role, seminarID string) ([]models.Organiser, error) {
	if role != models.CoOrganiser || !models.IsID(seminarID) {
		return nil, nil
	}
	var locked []string // none if there is no such seminar
	if err := t.Raw("SELECT id FROM seminars WHERE id = ?"+t.s.db.LockRow(), seminarID).Scan(&locked).Error; err != nil {
		return nil, err
	}
	return t.organisersInOrder(seminarID)
}

// checkSessions refuses grants for a break.
func (t *tx) checkSessions(grants []models.Grant, in models.GrantInput) error {
	var ids []string
	for _, g := range grants {
		if g.SessionID != "" {
			ids = append(ids, string(g.SessionID))
		}
	}
	var sessions []models.Session
	if err := t.Where("id IN ?", orNone(ids)).Find(&sessions).Error; err != nil {
		return err
	}
	return in.CheckSessions(sessions)
}

// newSessions keeps the grants for sessions that the account does not have
// yet. If it has all of them, they stay, to be refused as duplicates.
func (t *tx) newSessions(accountID string, grants []models.Grant) ([]models.Grant, error) {
	var has []string
	err := t.Raw("SELECT session_id FROM grants WHERE account_id = ? AND role = ? AND session_id IS NOT NULL", accountID, grants[0].Role).Scan(&has).Error
	added := slices.DeleteFunc(slices.Clone(grants), func(g models.Grant) bool { return slices.Contains(has, string(g.SessionID)) })
	if len(added) == 0 {
		added = grants
	}
	return added, err
}

// RemoveGrant takes a role away, from the account's next request on, and tells
// its holder the reason. The last administrator cannot be removed.
func (s *Store) RemoveGrant(ctx context.Context, by models.Actor, accountID, grantID string, in models.ReasonInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "grant.remove", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		if err := t.keepAnAdministrator(accountID, grantID); err != nil {
			return err
		}
		var g models.Grant
		q := t.Raw("SELECT * FROM grants WHERE id = ? AND account_id = ?"+s.db.LockRow(), grantID, accountID)
		if err := s.db.One(q, t.verb, &g); err != nil {
			return err
		}
		if err := t.Delete(&models.Grant{}, "id = ?", g.ID).Error; err != nil {
			return err
		}
		return t.grantRemoved(g, "", reason)
	})
}

// RestoreGrant gives back a role that was removed, for as long as it is kept.
func (s *Store) RestoreGrant(ctx context.Context, by models.Actor, accountID, grantID string) error {
	return s.write(ctx, by, "grant.restore", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		var kept models.RemovedGrant // its role and seminar never change
		if err := s.db.One(t.Raw("SELECT role, seminar_id FROM removed_grants WHERE id = ? AND account_id = ?", grantID, accountID), t.verb, &kept); err != nil {
			return err
		}
		organisers, err := t.lockOrganisersOf(kept.Role, string(kept.SeminarID))
		if err != nil {
			return err
		}
		if _, err := t.lockAccount(accountID); err != nil {
			return err
		}
		var g models.RemovedGrant
		q := t.Raw("SELECT * FROM removed_grants WHERE id = ? AND account_id = ? AND removed_at > ?"+s.db.LockRow(), grantID, accountID, s.db.Now().Add(-models.RemovalKept))
		if err := s.db.One(q, t.verb, &g); err != nil {
			return err
		}
		var session []models.Session
		if err := t.Where("id = ?", g.SessionID).Find(&session).Error; err != nil {
			return err
		}
		if err := g.MayRestore(session, organisers); err != nil {
			return err
		}
		return t.restoreGrant(g.Grant)
	})
}

// restoreGrant puts a grant back as it was. What it was for may be gone, and it
// may have been given anew.
func (t *tx) restoreGrant(g models.Grant) error {
	err := t.reachExists(g)
	if models.ProblemsOf(err) != nil {
		return models.Refuse(models.Conflict, "grant.scope_gone")
	}
	if err != nil {
		return err
	}
	if err := t.Create(&g).Error; err != nil {
		return err // one that was given anew is a conflict
	}
	if err := t.Delete(&models.RemovedGrant{}, "id = ?", g.ID).Error; err != nil {
		return err
	}
	if err := t.mailRole(g, models.RoleRestored); err != nil {
		return err
	}
	return t.recordGrant(g)
}

// grantRemoved keeps a removed grant for a while, records it and tells its
// holder. The log does not hold the reason.
func (t *tx) grantRemoved(g models.Grant, organiserID, reason string) error {
	kept := models.RemovedGrant{Grant: g, OrganiserID: models.Ref(organiserID), Reason: reason, RemovedAt: t.s.db.Now()}
	if err := t.Create(&kept).Error; err != nil {
		return err
	}
	if err := t.mailRole(g, models.RoleRemoved); err != nil {
		return err
	}
	return t.recordGrant(g)
}

// mailRole tells the holder about a role, unless they changed it themselves.
func (t *tx) mailRole(g models.Grant, mail models.RoleMail) error {
	if g.AccountID == t.by.AccountID {
		return nil
	}
	return t.Enqueue(models.MailRole{GrantID: g.ID, Mail: mail, At: t.s.db.Now()})
}

// RoleLetter reads the data of a mail about a role, for the program itself. It
// is not found when the role was changed once more, or the account disabled.
func (s *Store) RoleLetter(ctx context.Context, by models.Actor, m models.MailRole) (models.RoleLetter, error) {
	var l models.RoleLetter
	if !by.IsSystem() {
		return l, models.Missing()
	}
	q := s.db.Primary(ctx).Table("removed_grants g").Select(grantColumns + ", g.account_id, a.email, a.name, a.language, g.reason")
	if m.Mail == models.RoleRestored {
		q = s.db.Primary(ctx).Table("grants g").Select(grantColumns + ", g.account_id, a.email, a.name, a.language")
	}
	err := s.db.One(grantNames(q).Joins("JOIN accounts a ON a.id = g.account_id AND a.status = 'active'").Where("g.id = ?", m.GrantID), "role.letter", &l)
	return l, err
}

// grantColumns are the columns of a grant g, in force or removed, with the
// names of what it applies to; grantNames joins those.
const grantColumns = "g.id, g.role, g.series_id, g.seminar_id, g.session_id, g.created_at, s.title AS series_title, m.title AS seminar_title, m.label AS seminar_label, m.place AS seminar_place, n.title AS session_title, n.seminar_id AS within, o.name AS organisation_name"

func grantNames(q *gorm.DB) *gorm.DB {
	return q.Joins("LEFT JOIN sessions n ON n.id = g.session_id").
		Joins("LEFT JOIN seminars m ON m.id = COALESCE(g.seminar_id, n.seminar_id)").
		Joins("LEFT JOIN series s ON s.id = COALESCE(g.series_id, m.series_id)").
		Joins("LEFT JOIN organisations o ON o.id = g.organisation_id")
}

// endCoOrganisers removes the role of everybody who acted for a removed
// organiser, so that they no longer see the working texts of the seminar, and
// tells them the reason.
func (t *tx) endCoOrganisers(o models.Organiser, reason string) error {
	var ended []models.Grant
	err := t.Raw("DELETE FROM grants WHERE role = 'co_organiser' AND seminar_id = ? AND organisation_id = ? RETURNING *", o.SeminarID, o.OrganisationID).Scan(&ended).Error
	if err != nil {
		return err
	}
	also := *t
	also.verb = "grant.remove"
	for _, g := range ended {
		if err := also.grantRemoved(g, o.ID, reason); err != nil {
			return err
		}
	}
	return nil
}

// restoreCoOrganisers gives back the roles that ended with an organiser, except
// to those who have them again. Afterwards nothing ties removed roles to the
// organiser: one that ends later for another reason is not given back with it.
func (t *tx) restoreCoOrganisers(organiserID string) error {
	var ended []models.Grant
	err := t.Raw(`SELECT id, account_id, role, series_id, seminar_id, session_id, organisation_id, created_at, created_by FROM removed_grants r
		WHERE r.organiser_id = ? AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.account_id = r.account_id AND g.role = r.role AND g.seminar_id = r.seminar_id AND g.organisation_id = r.organisation_id)
		ORDER BY r.id`, organiserID).Scan(&ended).Error
	if err != nil {
		return err
	}
	also := *t
	also.verb = "grant.restore"
	for _, g := range ended {
		if err := also.restoreGrant(g); err != nil {
			return err
		}
	}
	return t.Model(&models.RemovedGrant{}).Where("organiser_id = ?", organiserID).Update("organiser_id", nil).Error
}

// keepAnAdministrator refuses to remove an account, or one of its grants, when
// it is the last administrator. All administrators are locked, so that two
// cannot remove each other at the same moment.
func (t *tx) keepAnAdministrator(accountID, grantID string) error {
	var all []models.Grant
	q := t.Raw(`SELECT g.* FROM grants g JOIN accounts a ON a.id = g.account_id
		WHERE g.role = 'administrator' AND a.status = 'active' ORDER BY g.id` + t.s.db.LockRow())
	if err := q.Scan(&all).Error; err != nil {
		return err
	}
	others, concerned := 0, false
	for _, g := range all {
		if g.AccountID == accountID && (grantID == "" || g.ID == grantID) {
			concerned = true
		} else {
			others++
		}
	}
	if !concerned {
		return nil
	}
	return models.LastAdministrator(others)
}

// reachExists refuses a series, seminar, session or organisation that does not
// exist, with a problem of the field.
func (t *tx) reachExists(g models.Grant) error {
	p := models.Problems{}
	for _, to := range []struct {
		field string
		id    models.Ref
		ask   string
	}{
		{"series", g.SeriesID, "SELECT count(*) FROM series WHERE id = ?"},
		{"seminar", g.SeminarID, "SELECT count(*) FROM seminars WHERE id = ?"},
		{"session", g.SessionID, "SELECT count(*) FROM sessions WHERE id = ?"},
		{"organisation", g.OrganisationID, "SELECT count(*) FROM organisations WHERE id = ?"},
	} {
		if to.id == "" {
			continue
		}
		var there int
		if err := t.Raw(to.ask, string(to.id)).Row().Scan(&there); err != nil {
			return err
		}
		p.Require(there == 1, to.field, "form.choice")
	}
	return p.Err()
}

// reachIsWithin refuses a series or seminar that was given although the grant
// is for a seminar or session elsewhere.
func (t *tx) reachIsWithin(g models.Grant, in models.GrantInput) error {
	seriesID, seminarID, err := t.placeOf(g)
	if err != nil || seminarID == "" {
		return err
	}
	p := models.Problems{}
	p.Require(in.SeriesID == "" || in.SeriesID == seriesID, "series", "grant.other_scope")
	p.Require(in.SeminarID == "" || in.SeminarID == seminarID, "seminar", "grant.other_scope")
	return p.Err()
}

// placeOf finds the series and the seminar of a grant for a seminar or a
// session; they are empty for any other grant.
func (t *tx) placeOf(g models.Grant) (seriesID, seminarID string, err error) {
	var place struct{ SeriesID, SeminarID string }
	err = t.Raw(`SELECT m.series_id, m.id AS seminar_id FROM seminars m WHERE m.id = ? OR m.id = (SELECT seminar_id FROM sessions WHERE id = ?)`,
		string(g.SeminarID), string(g.SessionID)).Scan(&place).Error
	return place.SeriesID, place.SeminarID, err
}

// recordGrant records the change under the series and seminar of the grant, so
// that their organisers see who gained and lost access.
func (t *tx) recordGrant(g models.Grant) error {
	on := subject{kind: "account", id: g.AccountID, series: string(g.SeriesID), seminar: string(g.SeminarID)}
	seriesID, seminarID, err := t.placeOf(g)
	if err != nil {
		return err
	}
	if seminarID != "" {
		on.series, on.seminar = seriesID, seminarID
	}
	return t.record(on, map[string]any{"role": g.Role})
}

// namedSeminar is what is read of a seminar for a list to choose from.
const namedSeminar = "m.id, m.series_id, s.title AS series_title, m.title, m.label, m.place, m.status, m.starts_on, m.ends_on, m.year"

// GrantChoices lists the possible scopes of a grant. Sessions, without breaks,
// and organisers are listed only when a seminar is given.
func (s *Store) GrantChoices(ctx context.Context, by models.Actor, seminarID string) (models.GrantChoices, error) {
	var c models.GrantChoices
	if !models.MayKeepAccounts(by) {
		return c, models.Missing()
	}
	err := s.db.All(s.db.Read(ctx).Table("series").Select("id, title AS name").Order("created_at, id").Limit(1000), "grant.series", &c.Series)
	if err != nil {
		return c, err
	}
	err = s.db.All(s.db.Read(ctx).Table("seminars m").Joins("JOIN series s ON s.id = m.series_id").
		Select(namedSeminar).
		Order("s.created_at, s.id, m.number, m.id").Limit(5000), "grant.seminars", &c.Seminars)
	if err != nil || seminarID == "" {
		return c, err
	}
	err = s.db.All(s.db.Read(ctx).Table("sessions").Select("id, title, starts_local").Where("seminar_id = ? AND kind <> 'break'", seminarID).Order("starts_at, id"), "grant.sessions", &c.Sessions)
	if err != nil {
		return c, err
	}
	err = s.db.All(s.db.Read(ctx).Table("organisers o").Joins("JOIN organisations g ON g.id = o.organisation_id").Select("g.id, g.name").
		Where("o.seminar_id = ?", seminarID).Order("o.position, o.id"), "grant.organisers", &c.Organisations)
	return c, err
}
