-- People who were not registered because their address is that of another
-- registration for the seminar.
-- +goose Up
CREATE TABLE shared_addresses (
    id              text NOT NULL CONSTRAINT pk_shared_addresses PRIMARY KEY,
    registration_id text NOT NULL CONSTRAINT fk_shared_addresses_registration REFERENCES registrations (id),
    name            text NOT NULL,
    created_at      datetime NOT NULL
);
CREATE INDEX ix_shared_addresses_registration ON shared_addresses (registration_id);
CREATE INDEX ix_shared_addresses_age ON shared_addresses (created_at);

-- +goose Down
DROP TABLE shared_addresses;
