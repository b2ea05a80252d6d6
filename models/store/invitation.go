package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"consultations/models"
	"consultations/models/store/db"
)

// CreateInvitation invites a person to a seminar and enqueues the mail. An
// earlier invitation of the same person that was not answered in time is
// closed; one that still waits for an answer, or a registration, is a refusal.
func (s *Store) CreateInvitation(ctx context.Context, by models.Actor, seminarID string, in models.InvitationInput) (models.Invitation, error) {
	var i models.Invitation
	if err := s.checkEntity(ctx, models.Ref(in.Entity)); err != nil && models.IsID(in.Entity) {
		return i, err
	}
	err := s.write(ctx, by, "invitation.create", func(t *tx) error {
		seminar, err := t.lockSeminarToEdit(by, seminarID)
		if err != nil {
			return err
		}
		now := s.db.Now()
		if err := seminar.MayInvite(now); err != nil {
			return err
		}
		if i, err = in.Check(seminar, now); err != nil {
			return err
		}
		if err := t.mayBeInvited(seminar, i, now); err != nil {
			return err
		}
		if by.SignedIn() {
			if err := t.limit(models.InvitationsPerAccount, by.AccountID); err != nil {
				return err
			}
		}
		i.ID, i.InvitedBy, i.CreatedAt, i.UpdatedAt, i.Version, i.ListKeys = models.NewID(now), models.Ref(by.AccountID), now, now, 1, invitationKeys(i)
		if err := t.Create(&i).Error; err != nil {
			return err
		}
		return t.invitationChanged(seminar, i, models.MailInvitation{InvitationID: i.ID, Version: i.Version})
	})
	return i, err
}

// mayBeInvited refuses a person who has an open invitation or is registered.
func (t *tx) mayBeInvited(seminar models.Seminar, i models.Invitation, now time.Time) error {
	var earlier []models.Invitation
	if err := t.Where("seminar_id = ? AND email_key = ? AND status = 'sent'", seminar.ID, i.EmailKey).Find(&earlier).Error; err != nil {
		return err
	}
	for _, e := range earlier {
		if e.StateAt(now, seminar) == models.InvitationSent {
			return models.Problems{"email": {Code: "invitation.sent_already"}}.Err()
		}
		err := t.Model(&e).Select("Status", "UpdatedAt", "Version").
			Updates(models.Invitation{Status: models.InvitationExpired, UpdatedAt: now, Version: e.Version + 1}).Error
		if err != nil {
			return err
		}
	}
	var statuses []models.RegistrationStatus
	err := t.Raw("SELECT r.status FROM registrations r JOIN persons p ON p.id = r.person_id WHERE r.seminar_id = ? AND p.email_key = ?", seminar.ID, i.EmailKey).Scan(&statuses).Error
	if err == nil && slices.ContainsFunc(statuses, models.RegistrationStatus.AnswersInvitation) {
		return models.Problems{"email": {Code: "registration.email_taken"}}.Err()
	}
	return err
}

// answerInvitations accepts the invitations of people who have registered
// without the link in them: each one's newest, if it awaits a reply or was
// declined. The registrations are of locked seminars and reply to invitations.
func (t *tx) answerInvitations(seminars map[string]models.Seminar, registrations []idRow) error {
	if len(registrations) == 0 {
		return nil
	}
	list, err := db.JSONRows(registrations)
	if err != nil {
		return err
	}
	var open []models.Invitation
	err = t.Raw("SELECT i.id, i.seminar_id, i.version, r.id AS registration_id FROM "+t.s.db.RowsFrom("id text")+` JOIN registrations r ON r.id = d.id
		JOIN persons p ON p.id = r.person_id JOIN invitations i ON i.seminar_id = r.seminar_id AND i.email_key = p.email_key
		WHERE i.status IN ('sent', 'declined') ORDER BY i.created_at DESC, i.id DESC`, list).Scan(&open).Error
	if err != nil {
		return err
	}
	accepting := *t
	accepting.verb = "invitation.accept"
	answered := map[models.Ref]bool{}
	for _, i := range open {
		if answered[i.RegistrationID] {
			continue
		}
		answered[i.RegistrationID] = true
		if err := accepting.accept(&i, seminars[i.SeminarID]); err != nil {
			return err
		}
	}
	return nil
}

// accept records that an invitation led to its registration.
func (t *tx) accept(i *models.Invitation, seminar models.Seminar) error {
	i.Status, i.Reason, i.UpdatedAt, i.Version = models.InvitationAccepted, "", t.s.db.Now(), i.Version+1
	if err := t.Select("Status", "Reason", "RegistrationID", "UpdatedAt", "Version").Updates(i).Error; err != nil {
		return err
	}
	return t.invitationChanged(seminar, *i)
}

// RevokeInvitation withdraws an invitation before it is answered. The person is
// told, with the reason.
func (s *Store) RevokeInvitation(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "invitation.revoke", func(t *tx) error {
		i, seminar, err := t.lockInvitation(id)
		if err != nil {
			return err
		}
		if err := i.MayRevoke(by, seminar, s.db.Now()); err != nil {
			return err
		}
		i.Status, i.Reason = models.InvitationRevoked, reason
		return t.saveInvitation(seminar, &i, models.MailRevoked)
	})
}

// RemindInvited mails an invitation again, also one that was withdrawn: it can
// then be answered as before.
func (s *Store) RemindInvited(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "invitation.remind", func(t *tx) error {
		i, seminar, err := t.lockInvitation(id)
		if err != nil {
			return err
		}
		if err := i.MayResend(by, seminar, s.db.Now()); err != nil {
			return err
		}
		if i.Status == models.InvitationRevoked {
			err := t.mayBeInvited(seminar, i, s.db.Now())
			if models.ProblemsOf(err) != nil {
				return models.Refuse(models.Conflict, "invitation.not_twice")
			}
			if err != nil {
				return err
			}
		}
		if by.SignedIn() { // withdrawing is not limited: there are no more of those e-mails than invitations sent
			if err := t.limit(models.InvitationsPerAccount, by.AccountID); err != nil {
				return err
			}
		}
		i.Status, i.Reason = models.InvitationSent, ""
		return t.saveInvitation(seminar, &i, "")
	})
}

// saveInvitation saves the status of an invitation that the organisers changed,
// and enqueues the mail about it.
func (t *tx) saveInvitation(seminar models.Seminar, i *models.Invitation, news models.MailKind) error {
	i.UpdatedAt, i.Version = t.s.db.Now(), i.Version+1
	if err := t.Select("Status", "Reason", "UpdatedAt", "Version").Updates(i).Error; err != nil {
		return err
	}
	return t.invitationChanged(seminar, *i, models.MailInvitation{InvitationID: i.ID, Version: i.Version, Nonce: strconv.Itoa(i.Version), News: news})
}

// AcceptInvitation registers the invited person by the seat rule, without
// approval. in holds the person's own details. If the person has a registration
// that waits for approval, accepting approves it.
func (s *Store) AcceptInvitation(ctx context.Context, by models.Actor, id string, in models.RegistrationInput) (models.Enrolment, error) {
	var e models.Enrolment
	if err := s.checkEntity(ctx, models.Ref(in.Entity)); err != nil && models.IsID(in.Entity) {
		return e, err
	}
	err := s.write(ctx, by, "invitation.accept", func(t *tx) error {
		i, seminar, err := t.lockInvitation(id)
		if err != nil {
			return err
		}
		if err := i.MayAnswer(by, seminar, s.db.Now()); err != nil {
			return err
		}
		row, err := i.Registration(in)
		if err != nil {
			return err
		}
		out, err := t.register([]applicant{{seminarID: seminar.ID, at: s.db.Now(), row: row, invited: true}})
		if err != nil {
			return err
		}
		if out[0].err != nil {
			return out[0].err
		}
		if e = out[0].Enrolment; e.AlreadyRegistered && e.Status == models.Pending {
			if err := t.approve(&e); err != nil {
				return err
			}
		}
		i.RegistrationID = models.Ref(e.ID)
		return t.accept(&i, seminar)
	})
	return e, err
}

// DeclineInvitation records that the invited person is not coming, with the
// reason that the organisers see in their list.
func (s *Store) DeclineInvitation(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.write(ctx, by, "invitation.decline", func(t *tx) error {
		i, seminar, err := t.lockInvitation(id)
		if err != nil {
			return err
		}
		if err := i.MayAnswer(by, seminar, s.db.Now()); err != nil {
			return err
		}
		if i.Status == models.InvitationDeclined {
			return nil
		}
		i.Status, i.Reason, i.UpdatedAt, i.Version = models.InvitationDeclined, reason, s.db.Now(), i.Version+1
		if err := t.Select("Status", "Reason", "UpdatedAt", "Version").Updates(&i).Error; err != nil {
			return err
		}
		return t.invitationChanged(seminar, i)
	})
}

// lockInvitation reads an invitation with its seminar and locks both, the
// seminar first.
func (t *tx) lockInvitation(id string) (models.Invitation, models.Seminar, error) {
	var i models.Invitation
	if !models.IsID(id) {
		return i, models.Seminar{}, models.Missing()
	}
	if err := t.Take(&i, "id = ?", id).Error; err != nil {
		return i, models.Seminar{}, err
	}
	seminar, err := t.lockSeats(i.SeminarID)
	if err != nil {
		return i, seminar, err
	}
	i = models.Invitation{}
	return i, seminar, t.Raw("SELECT * FROM invitations WHERE id = ?"+t.s.db.LockRow(), id).Take(&i).Error
}

// invitationChanged adds the audit entry and enqueues the mails.
func (t *tx) invitationChanged(seminar models.Seminar, i models.Invitation, mails ...models.MailInvitation) error {
	if err := t.record(subject{"invitation", i.ID, seminar.SeriesID, seminar.ID}, map[string]any{"status": i.Status}); err != nil {
		return err
	}
	for _, m := range mails {
		if err := t.Enqueue(m); err != nil {
			return err
		}
	}
	return nil
}
