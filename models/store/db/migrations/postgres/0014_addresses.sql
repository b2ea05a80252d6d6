-- People who were not registered because their address is that of another
-- registration for the seminar; and seats that are given back unless their
-- holders confirm their address by the link in the e-mail.
-- +goose Up
CREATE TABLE shared_addresses (
    id              text NOT NULL CONSTRAINT pk_shared_addresses PRIMARY KEY,
    registration_id text NOT NULL CONSTRAINT fk_shared_addresses_registration REFERENCES registrations (id),
    name            text NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE INDEX ix_shared_addresses_registration ON shared_addresses (registration_id);
CREATE INDEX ix_shared_addresses_age ON shared_addresses (created_at);
ALTER TABLE seminars ADD COLUMN confirm_hours bigint CONSTRAINT ck_seminars_confirm_hours CHECK (confirm_hours BETWEEN 1 AND 720);
ALTER TABLE registrations ADD COLUMN confirm_by timestamptz;
ALTER TABLE registrations ADD COLUMN address_confirmed_at timestamptz;
CREATE INDEX ix_registrations_unconfirmed ON registrations (confirm_by) WHERE status = 'confirmed' AND confirm_by IS NOT NULL;

-- +goose Down
DROP INDEX ix_registrations_unconfirmed;
ALTER TABLE registrations DROP COLUMN address_confirmed_at;
ALTER TABLE registrations DROP COLUMN confirm_by;
ALTER TABLE seminars DROP COLUMN confirm_hours;
DROP TABLE shared_addresses;
