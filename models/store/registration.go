package store

import (
	"context"
	"errors"
	"time"

	"consultations/models"
	"consultations/models/store/db"
)

// Register registers one person for a seminar, by the seat rule. Somebody who
// is registered already gets the same answer, marked AlreadyRegistered. Another
// person with the address of somebody registered is refused if the actor may
// list the registrations; otherwise only an e-mail to that address says so.
// Members
// of the public share a transaction with everybody who registers at the same
// moment; a signed-in actor gets a transaction of their own.
func (s *Store) Register(ctx context.Context, by models.Actor, seminarID string, in models.RegistrationInput) (models.Enrolment, error) {
	row, err := in.New(by.Via != models.ViaPublic)
	if err != nil {
		return models.Enrolment{}, err
	}
	if !models.IsID(seminarID) {
		return models.Enrolment{}, models.Missing()
	}
	if err := s.checkEntity(ctx, row.EntityID); err != nil {
		return models.Enrolment{}, err
	}
	n := applicant{seminarID: seminarID, at: s.db.Now(), row: row}
	if by.Via == models.ViaPublic && !db.InTransaction(ctx) {
		return s.registrations.submit(ctx, n)
	}
	var e models.Enrolment
	err = s.write(ctx, by, "registration.create", func(t *tx) error {
		seminar, err := t.lockSeats(seminarID)
		if err != nil {
			return err
		}
		// Signed in, but not an organiser: treated like everybody else.
		if n.row, err = in.New(seminar.MayEdit(by)); err != nil {
			return err
		}
		out, err := t.register([]applicant{n})
		if err != nil {
			return err
		}
		e = out[0].Enrolment
		e.MayList = seminar.MayListParticipants(by)
		if out[0].err == nil && e.MayList && e.OtherPerson {
			return models.Problems{"email": {Code: "registration.email_taken"}}.Err() // the public only learns it by e-mail
		}
		return out[0].err
	})
	return e, err
}

// checkEntity refuses an entity that does not exist, before the applicant is
// queued: the error would make a shared transaction fail.
func (s *Store) checkEntity(ctx context.Context, id models.Ref) error {
	if id == "" {
		return nil
	}
	var n int64
	if err := s.db.Read(ctx).Table("entities").Where("id = ?", string(id)).Count(&n).Error; err != nil {
		return s.db.Classify("registration.create", err)
	}
	p := models.Problems{}
	p.Require(n == 1, "entity", "form.choice")
	return p.Err()
}

// WithdrawRegistration withdraws a registration, by its holder or by organisers
// on the holder's behalf. A seat that becomes free is offered to the first
// person on the waiting list in the same transaction.
func (s *Store) WithdrawRegistration(ctx context.Context, by models.Actor, id string) error {
	return s.moveRegistration(ctx, by, "registration.withdraw", id, "", func(models.Registration, models.Seminar) models.RegistrationStatus { return models.Withdrawn })
}

// ConfirmRegistration gives a seat: organisers approve a registration, or its
// holder accepts the offered seat. An approved registration for which no seat
// is free joins the waiting list.
func (s *Store) ConfirmRegistration(ctx context.Context, by models.Actor, id string) error {
	return s.moveRegistration(ctx, by, "registration.confirm", id, "", models.Registration.Approved)
}

// RefuseRegistration declines a registration that has no seat; for organisers.
// The person is told the reason.
func (s *Store) RefuseRegistration(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	return s.endRegistration(ctx, by, "registration.refuse", id, models.Declined, in)
}

// RevokeRegistration takes a seat away from a person; for organisers. The
// person is told the reason.
func (s *Store) RevokeRegistration(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error {
	return s.endRegistration(ctx, by, "registration.revoke", id, models.Revoked, in)
}

// ReinstateRegistration takes up again a registration that the organisers
// declined or revoked, unless the person has registered anew.
func (s *Store) ReinstateRegistration(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "registration.reinstate", func(t *tx) error {
		r, seminar, err := t.lockRegistration(id)
		if err != nil {
			return err
		}
		if err := r.Move(by, seminar, models.Pending, s.db.Now()); err != nil {
			return err
		}
		active, err := t.activeRegistrations([]applicant{{seminarID: r.SeminarID}}, map[string]string{r.Email: r.PersonID}, map[string]bool{r.Email: true})
		if err != nil {
			return err
		}
		if len(active) > 0 {
			return models.Refuse(models.Conflict, "registration.registered_anew")
		}
		if by.SignedIn() { // with a reason each time, this would send any text to any address
			if err := t.limit(models.InvitationsPerAccount, by.AccountID); err != nil {
				return err
			}
		}
		to, err := r.Reinstated(seminar)
		if err != nil {
			return err
		}
		if err := t.moveTo(r, seminar, to, ""); err != nil || !to.AnswersInvitation() {
			return err
		}
		return t.answerInvitations(map[string]models.Seminar{seminar.ID: seminar}, []idRow{{id}})
	})
}

func (s *Store) endRegistration(ctx context.Context, by models.Actor, verb, id string, to models.RegistrationStatus, in models.ReasonInput) error {
	reason, err := in.Check()
	if err != nil {
		return err
	}
	return s.moveRegistration(ctx, by, verb, id, reason, func(models.Registration, models.Seminar) models.RegistrationStatus { return to })
}

// moveRegistration changes the status of a registration: the models decide who
// may, the seat rule what follows for the seats.
func (s *Store) moveRegistration(ctx context.Context, by models.Actor, verb, id, reason string, target func(models.Registration, models.Seminar) models.RegistrationStatus) error {
	return s.write(ctx, by, verb, func(t *tx) error {
		r, seminar, err := t.lockRegistration(id)
		if err != nil {
			return err
		}
		to := target(r, seminar)
		asked := to
		if to == models.Waitlisted {
			asked = models.Confirmed // the waiting list follows from the seats and cannot be chosen
		}
		if err := r.Move(by, seminar, asked, s.db.Now()); err != nil {
			return err
		}
		if err := t.moveTo(r, seminar, to, reason); err != nil || r.Status != models.Pending || !to.AnswersInvitation() {
			return err
		}
		return t.answerInvitations(map[string]models.Seminar{seminar.ID: seminar}, []idRow{{id}})
	})
}

// ConfirmAddress records that the address of a registration is right: its
// holder has opened the link that was sent to it, or the organisers know.
func (s *Store) ConfirmAddress(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "registration.confirm_address", func(t *tx) error {
		r, seminar, err := t.lockRegistration(id)
		if err != nil {
			return err
		}
		now, before := s.db.Now(), r.AddressConfirmation
		if r.AddressConfirmation, err = r.ConfirmAddress(by, seminar, now); err != nil || r.AddressConfirmation == before {
			return err
		}
		r.UpdatedAt, r.Version = now, r.Version+1
		if err := t.Model(&models.Registration{ID: id}).Select("confirm_by", "address_confirmed_at", "updated_at", "version").Updates(r).Error; err != nil {
			return err
		}
		return t.record(subject{"registration", id, seminar.SeriesID, seminar.ID}, nil)
	})
}

// approve gives a pending registration a seat or a place on the waiting list.
func (t *tx) approve(e *models.Enrolment) error {
	r, seminar, err := t.lockRegistration(e.ID)
	if err != nil {
		return err
	}
	if e.Status = r.Approved(seminar); e.Status == models.Waitlisted {
		e.Position = seminar.Waiting + 1
	}
	return t.moveTo(r, seminar, e.Status, "")
}

// moveTo puts a registration into a status, with its seat, audit entry and mail,
// and offers the seat that it leaves. The reason is the organisers'; the log does
// not hold it.
func (t *tx) moveTo(from models.Registration, seminar models.Seminar, to models.RegistrationStatus, reason string) error {
	r, now := from, t.s.db.Now()
	var err error
	if r.Line, err = t.reseat(&seminar, from, to); err != nil {
		return err
	}
	r.AddressConfirmation = from.Moved(t.by, seminar, to, now)
	r.Status, r.Reason, r.OfferExpiresAt, r.UpdatedAt, r.Version = to, reason, nil, now, r.Version+1
	err = t.Model(&models.Registration{ID: r.ID}).Select("status", "reason", "line", "offer_expires_at", "confirm_by", "address_confirmed_at", "updated_at", "version").Updates(r).Error
	if err != nil {
		return err
	}
	if err := t.record(subject{"registration", r.ID, seminar.SeriesID, seminar.ID}, map[string]any{"from": from.Status, "status": to}); err != nil {
		return err
	}
	mail := models.MailRegistration{RegistrationID: r.ID, Mail: models.MailOf(to), Version: r.Version, HadSeat: from.Status == models.Confirmed, Reinstated: !from.Status.IsActive()}
	if to == models.Waitlisted {
		mail.Position = seminar.Waiting
	}
	if err := t.Enqueue(mail); err != nil {
		return err
	}
	return t.fillSeats(seminar.ID)
}

// reseat takes or frees a seat, or returns the place on the waiting list.
func (t *tx) reseat(s *models.Seminar, r models.Registration, to models.RegistrationStatus) (line *int, err error) {
	switch {
	case r.Status.HoldsSeat() && !to.HoldsSeat():
		return nil, t.freeSeats(s, 1)
	case r.Status == models.Waitlisted:
		return nil, t.leaveLine(s)
	case to == models.Waitlisted:
		n, err := t.joinLine(s)
		return &n, err
	case to == models.Confirmed && !r.Status.HoldsSeat():
		return nil, t.takeSeat(s)
	}
	return nil, nil
}

// CorrectRegistration changes the details of a registration, by its holder or
// the organisers. seen is the version that was on the screen. Changing the
// address assigns the registration to another person, who gets a mail with the
// link.
func (s *Store) CorrectRegistration(ctx context.Context, by models.Actor, id string, seen int, in models.RegistrationInput) error {
	if err := s.checkEntity(ctx, models.Ref(in.Entity)); err != nil && models.IsID(in.Entity) {
		return err
	}
	return s.write(ctx, by, "registration.correct", func(t *tx) error {
		old, seminar, err := t.lockRegistration(id)
		if err != nil {
			return err
		}
		if err := old.MayCorrect(by, seminar); err != nil {
			return err
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		r, err := in.Correct(old, old.MayDecide(by, seminar))
		if err != nil {
			return err
		}
		r.UpdatedAt, r.Version, r.ListKeys = s.db.Now(), old.Version+1, registrationKeys(r)
		moves := models.EmailKey(r.Email) != models.EmailKey(old.Email)
		r.AddressConfirmation = old.Corrected(by, moves, s.db.Now())
		if moves {
			if err := t.readdress(&r); err != nil {
				return err
			}
		}
		if r.Email != old.Email {
			r.Refusal = models.Refusal{}
		}
		err = t.Model(&models.Registration{ID: r.ID}).
			Select("confirm_by", "address_confirmed_at", "mail_refused_at", "mail_refused_code", "person_id", "email", "honorific", "name", "family_name", "post", "institution", "entity_id", "capacity", "language", "needs", "updated_at", "version", "find_key", "order_key", "analysis").
			Updates(r).Error
		if err != nil {
			return err
		}
		if moves && r.Status.AnswersInvitation() {
			if err := t.answerInvitations(map[string]models.Seminar{seminar.ID: seminar}, []idRow{{r.ID}}); err != nil {
				return err
			}
		}
		return t.record(subject{"registration", r.ID, seminar.SeriesID, seminar.ID}, map[string]any{"address_changed": moves})
	})
}

// readdress assigns a registration to the person with its new address.
func (t *tx) readdress(r *models.Registration) error {
	key := models.EmailKey(r.Email)
	ids, known, err := t.persons(map[string]string{key: r.Email}, t.s.db.Now())
	if err != nil {
		return err
	}
	active, err := t.activeRegistrations([]applicant{{seminarID: r.SeminarID}}, ids, known)
	if err != nil {
		return err
	}
	if len(active) > 0 {
		p := models.Problems{"email": {Code: "registration.email_taken"}}
		return p.Err()
	}
	r.PersonID = ids[key]
	return t.Enqueue(models.MailRegistration{RegistrationID: r.ID, Mail: models.MailAgain, Version: r.Version, Nonce: models.NewID(t.s.db.Now())})
}

// LapseOffers ends offers that were not accepted in time, seminar by seminar,
// and offers the seats to the next in line. While a seminar is postponed its
// offers stay valid; when it is cancelled nobody is offered a seat. It returns
// the number of seminars.
func (s *Store) LapseOffers(ctx context.Context, by models.Actor) (int, error) {
	if !by.IsSystem() {
		return 0, models.Missing()
	}
	return s.lapseEach(ctx, by, "offers.lapse", `SELECT DISTINCT seminar_id FROM registrations
		WHERE status = 'offered' AND offer_expires_at < ? AND seminar_id IN (SELECT id FROM seminars WHERE status NOT IN ('postponed', 'cancelled')) ORDER BY seminar_id LIMIT 100`, (*tx).lapse)
}

// LapseUnconfirmed gives back the seats of people who did not confirm their
// address in time, like LapseOffers.
func (s *Store) LapseUnconfirmed(ctx context.Context, by models.Actor) (int, error) {
	if !by.IsSystem() {
		return 0, models.Missing()
	}
	return s.lapseEach(ctx, by, "confirmations.lapse", `SELECT DISTINCT seminar_id FROM registrations
		WHERE status = 'confirmed' AND confirm_by < ? AND seminar_id IN (SELECT id FROM seminars WHERE status NOT IN ('postponed', 'cancelled')) ORDER BY seminar_id LIMIT 100`, (*tx).lapseUnconfirmed)
}

// lapseEach lapses something in each of the seminars that a query names, each
// in its own transaction.
func (s *Store) lapseEach(ctx context.Context, by models.Actor, verb, query string, lapse func(*tx, string, time.Time) error) (int, error) {
	var seminars []string
	err := s.db.Classify(verb, s.db.Read(ctx).Raw(query, s.db.Now()).Scan(&seminars).Error)
	done := 0
	for _, id := range seminars {
		one := s.write(ctx, by, verb, func(t *tx) error { return lapse(t, id, s.db.Now()) })
		if one == nil {
			done++
		}
		err = errors.Join(err, one)
	}
	return done, err
}
