package store

import (
	"context"
	"slices"

	"consultations/models"
)

// Accounts lists the accounts by name. find keeps those that have all its words
// in their name or address.
func (s *Store) Accounts(ctx context.Context, by models.Actor, find, cursor string, limit int) (models.Page[models.AccountRow], error) {
	if !models.MayKeepAccounts(by) {
		return models.Page[models.AccountRow]{}, models.Missing()
	}
	var lastKey, lastID string
	after, err := models.DecodeCursor(cursor, &lastKey, &lastID)
	if err != nil {
		return models.Page[models.AccountRow]{}, err
	}
	size := models.PageSize(limit)
	q := s.db.Read(ctx).Table("accounts").Select("id, email, name, language, status, order_key, mail_refused_at, mail_refused_code").Order("order_key, id").Limit(size + 1)
	if after {
		q = q.Where("(order_key, id) > (?, ?)", lastKey, lastID)
	}
	q = found(q, find)
	var rows []models.AccountRow
	if err := s.db.All(q, "account.list", &rows); err != nil {
		return models.Page[models.AccountRow]{}, err
	}
	page := models.CutPage(rows, size, func(r models.AccountRow) string { return models.EncodeCursor(r.OrderKey, r.ID) })
	return page, s.fillRoles(ctx, page.Items)
}

// fillRoles adds the roles of each account, in the order of models.Roles.
func (s *Store) fillRoles(ctx context.Context, accounts []models.AccountRow) error {
	ids := make([]string, len(accounts))
	for i, a := range accounts {
		ids[i] = a.ID
	}
	var found []struct {
		AccountID string
		Role      models.Role
	}
	err := s.db.All(s.db.Read(ctx).Table("grants").Distinct("account_id", "role").Where("account_id IN ?", ids), "account.roles", &found)
	if err != nil {
		return err
	}
	for i := range accounts {
		for _, role := range models.Roles {
			if slices.ContainsFunc(found, func(f struct {
				AccountID string
				Role      models.Role
			}) bool {
				return f.AccountID == accounts[i].ID && f.Role == role
			}) {
				accounts[i].Roles = append(accounts[i].Roles, role)
			}
		}
	}
	return nil
}

// Account reads one account with its grants and open sign-ins: the actor's own,
// or any account for administrators.
func (s *Store) Account(ctx context.Context, by models.Actor, id string) (models.AccountPage, error) {
	if !(models.Account{ID: id}).MayRead(by) {
		return models.AccountPage{}, models.Missing()
	}
	var page models.AccountPage
	err := s.db.One(s.db.Read(ctx).Table("accounts").
		Select("id, email, name, language, status, password_hash <> '' AS has_password, password_hash = '' AND NOT EXISTS (SELECT 1 FROM sign_ins i WHERE i.account_id = accounts.id) AS is_new, created_at, version, mail_refused_at, mail_refused_code").Where("id = ?", id), "account.read", &page)
	if err != nil {
		return page, err
	}
	err = s.db.All(grantNames(s.db.Read(ctx).Table("grants g").Select(grantColumns)).Where("g.account_id = ?", id).Order("g.created_at, n.starts_at, g.id"), "account.grants", &page.Grants)
	if err != nil {
		return page, err
	}
	if models.MayKeepAccounts(by) {
		q := grantNames(s.db.Read(ctx).Table("removed_grants g").Select(grantColumns+", g.removed_at, g.reason")).Order("g.removed_at DESC, g.id").
			Where("(g.account_id = ? AND g.removed_at > ? AND (g.session_id IS NULL OR n.id IS NOT NULL))", id, s.db.Now().Add(-models.RemovalKept))
		if err := s.db.All(q, "account.removed_grants", &page.Removed); err != nil {
			return page, err
		}
	}
	for _, role := range models.Roles {
		if slices.ContainsFunc(page.Grants, func(g models.GrantRow) bool { return g.Role == role }) {
			page.Roles = append(page.Roles, role)
		}
	}
	if models.MayKeepAccounts(by) {
		if err := s.onlyAdministrator(ctx, &page); err != nil {
			return page, err
		}
	}
	err = s.db.All(s.db.Read(ctx).Table("sign_ins").Select("id, kind, created_at").
		Where("account_id = ? AND ended_at IS NULL AND created_at > ?", id, s.db.Now().Add(-models.SignInLife)).
		Order("created_at DESC, id"), "account.sign_ins", &page.SignIns)
	return page, err
}

// onlyAdministrator reads whether the role or the account cannot be taken away.
func (s *Store) onlyAdministrator(ctx context.Context, page *models.AccountPage) error {
	if page.Status != models.Active || !slices.Contains(page.Roles, models.Administrator) {
		return nil
	}
	var others int64
	err := s.db.Read(ctx).Table("grants g").Joins("JOIN accounts a ON a.id = g.account_id").
		Where("g.role = ? AND a.status = ? AND a.id <> ?", models.Administrator, models.Active, page.ID).Count(&others).Error
	page.IsOnlyAdmin = models.LastAdministrator(int(others)) != nil
	return s.db.Classify("account.administrators", err)
}

// CreateAccount adds an account. It has no password yet: its holder signs in
// with a mailed link and may set one.
func (s *Store) CreateAccount(ctx context.Context, by models.Actor, in models.AccountInput) (models.Account, error) {
	var a models.Account
	err := s.write(ctx, by, "account.create", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		var err error
		if a, err = in.Check(); err != nil {
			return err
		}
		if err := t.addressIsFree(a); err != nil {
			return err
		}
		now := s.db.Now()
		a.ID, a.CreatedAt, a.UpdatedAt, a.Version, a.ListKeys = models.NewID(now), now, now, 1, accountKeys(a)
		if err := t.Create(&a).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
	return a, err
}

// EditAccount changes address, name and language. Links sent to an old address
// stop working.
func (s *Store) EditAccount(ctx context.Context, by models.Actor, id string, seen int, in models.AccountInput) error {
	return s.write(ctx, by, "account.edit", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		old, err := t.lockAccount(id)
		if err != nil {
			return err
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		a, err := in.Check()
		if err != nil {
			return err
		}
		a.ID = old.ID
		if err := t.addressIsFree(a); err != nil {
			return err
		}
		if a.Email == old.Email {
			a.Refusal = old.Refusal
		}
		a.UpdatedAt, a.Version, a.ListKeys = s.db.Now(), seen+1, accountKeys(a)
		err = t.Model(&models.Account{ID: id}).Select("email", "email_key", "name", "language", "updated_at", "version", "mail_refused_at", "mail_refused_code", "find_key", "order_key", "analysis").Updates(a).Error
		if err != nil {
			return err
		}
		if a.EmailKey != old.EmailKey {
			if err := t.Delete(&models.AddressChange{}, "account_id = ? AND made_at IS NULL", id).Error; err != nil {
				return err
			}
			if err := t.spendLinks(id); err != nil {
				return err
			}
		}
		return t.record(subject{kind: "account", id: id}, map[string]any{"address_changed": a.EmailKey != old.EmailKey})
	})
}

// EditProfile changes the name and language of the actor's own account.
func (s *Store) EditProfile(ctx context.Context, by models.Actor, seen int, in models.ProfileInput) error {
	return s.write(ctx, by, "account.profile", func(t *tx) error {
		old, err := t.lockAccount(by.AccountID)
		if err != nil {
			return err
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		a, err := in.Check(old)
		if err != nil {
			return err
		}
		err = t.Model(&models.Account{ID: a.ID}).Select("name", "language", "updated_at", "version", "find_key", "order_key", "analysis").
			Updates(models.Account{Name: a.Name, Language: a.Language, UpdatedAt: s.db.Now(), Version: seen + 1, ListKeys: accountKeys(a)}).Error
		if err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: a.ID}, nil)
	})
}

// DisableAccount ends every sign-in of an account at once and prevents new
// ones.
func (s *Store) DisableAccount(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "account.disable", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		if err := t.keepAnAdministrator(id, ""); err != nil {
			return err
		}
		if _, err := t.lockAccount(id); err != nil {
			return err
		}
		if err := t.setState(id, models.Disabled); err != nil {
			return err
		}
		if err := t.endSignIns(id, ""); err != nil {
			return err
		}
		if err := t.spendLinks(id); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: id}, nil)
	})
}

// EnableAccount lets a disabled account sign in again. Sign-ins that were ended
// stay ended.
func (s *Store) EnableAccount(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "account.enable", func(t *tx) error {
		if !models.MayKeepAccounts(by) {
			return models.Missing()
		}
		if _, err := t.lockAccount(id); err != nil {
			return err
		}
		if err := t.setState(id, models.Active); err != nil {
			return err
		}
		return t.record(subject{kind: "account", id: id}, nil)
	})
}

func (t *tx) setState(id string, status models.AccountStatus) error {
	return t.Model(&models.Account{ID: id}).Select("status", "updated_at").
		Updates(models.Account{Status: status, UpdatedAt: t.s.db.Now()}).Error
}

// lockAccount reads an account and locks it until the transaction ends.
func (t *tx) lockAccount(id string) (models.Account, error) {
	var a models.Account
	if id == "" {
		return a, models.Missing()
	}
	q := t.Raw("SELECT * FROM accounts WHERE id = ?"+t.s.db.LockRow(), id)
	return a, t.s.db.One(q, t.verb, &a)
}

// addressIsFree refuses an address that another account has, with a problem of
// the field.
func (t *tx) addressIsFree(a models.Account) error {
	var others int64
	err := t.Table("accounts").Where("email_key = ? AND id <> ?", a.EmailKey, a.ID).Count(&others).Error
	if err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(others == 0, "email", "account.email_taken")
	return p.Err()
}
