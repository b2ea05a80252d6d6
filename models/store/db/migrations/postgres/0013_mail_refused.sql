-- When the mail server refused the last e-mail for good, and its reply code.
-- +goose Up
ALTER TABLE registrations ADD COLUMN mail_refused_at timestamptz;
ALTER TABLE registrations ADD COLUMN mail_refused_code bigint;
ALTER TABLE invitations ADD COLUMN mail_refused_at timestamptz;
ALTER TABLE invitations ADD COLUMN mail_refused_code bigint;
ALTER TABLE accounts ADD COLUMN mail_refused_at timestamptz;
ALTER TABLE accounts ADD COLUMN mail_refused_code bigint;
CREATE INDEX ix_registrations_undelivered ON registrations (seminar_id) WHERE mail_refused_at IS NOT NULL;
CREATE INDEX ix_invitations_undelivered ON invitations (seminar_id) WHERE mail_refused_at IS NOT NULL;

-- +goose Down
DROP INDEX ix_invitations_undelivered;
DROP INDEX ix_registrations_undelivered;
ALTER TABLE accounts DROP COLUMN mail_refused_code;
ALTER TABLE accounts DROP COLUMN mail_refused_at;
ALTER TABLE invitations DROP COLUMN mail_refused_code;
ALTER TABLE invitations DROP COLUMN mail_refused_at;
ALTER TABLE registrations DROP COLUMN mail_refused_code;
ALTER TABLE registrations DROP COLUMN mail_refused_at;
