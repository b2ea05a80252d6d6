-- When the mail server refused the last e-mail for good, and its reply code;
-- and the invitations of those who registered without the link in them.
-- +goose Up
ALTER TABLE registrations ADD COLUMN mail_refused_at datetime;
ALTER TABLE registrations ADD COLUMN mail_refused_code integer;
ALTER TABLE invitations ADD COLUMN mail_refused_at datetime;
ALTER TABLE invitations ADD COLUMN mail_refused_code integer;
ALTER TABLE accounts ADD COLUMN mail_refused_at datetime;
ALTER TABLE accounts ADD COLUMN mail_refused_code integer;
CREATE INDEX ix_registrations_undelivered ON registrations (seminar_id) WHERE mail_refused_at IS NOT NULL;
CREATE INDEX ix_invitations_undelivered ON invitations (seminar_id) WHERE mail_refused_at IS NOT NULL;
CREATE INDEX ix_invitations_person ON invitations (seminar_id, email_key);
UPDATE invitations SET status = 'accepted', version = version + 1, registration_id = (SELECT r.id FROM registrations r JOIN persons p ON p.id = r.person_id
    WHERE r.seminar_id = invitations.seminar_id AND p.email_key = invitations.email_key AND r.status IN ('confirmed','waitlisted','offered'))
WHERE status = 'sent' AND EXISTS (SELECT 1 FROM registrations r JOIN persons p ON p.id = r.person_id
    WHERE r.seminar_id = invitations.seminar_id AND p.email_key = invitations.email_key AND r.status IN ('confirmed','waitlisted','offered'));

-- +goose Down
DROP INDEX ix_invitations_person;
DROP INDEX ix_invitations_undelivered;
DROP INDEX ix_registrations_undelivered;
ALTER TABLE accounts DROP COLUMN mail_refused_code;
ALTER TABLE accounts DROP COLUMN mail_refused_at;
ALTER TABLE invitations DROP COLUMN mail_refused_code;
ALTER TABLE invitations DROP COLUMN mail_refused_at;
ALTER TABLE registrations DROP COLUMN mail_refused_code;
ALTER TABLE registrations DROP COLUMN mail_refused_at;
