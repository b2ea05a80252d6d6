-- Roles and organisers that were removed, for as long as they can be put back,
-- and e-mail addresses that wait for their holder to confirm them.
-- +goose Up
CREATE TABLE removed_grants (
    id              text NOT NULL CONSTRAINT pk_removed_grants PRIMARY KEY,
    account_id      text NOT NULL CONSTRAINT fk_removed_grants_account REFERENCES accounts (id),
    role            text NOT NULL,
    series_id       text,
    seminar_id      text,
    session_id      text,
    organisation_id text,
    created_at      datetime NOT NULL,
    created_by      text,
    organiser_id    text,
    reason          text NOT NULL DEFAULT '',
    removed_at      datetime NOT NULL
);
CREATE INDEX ix_removed_grants_account ON removed_grants (account_id, removed_at);
CREATE INDEX ix_removed_grants_organiser ON removed_grants (organiser_id);

CREATE TABLE removed_organisers (
    id              text NOT NULL CONSTRAINT pk_removed_organisers PRIMARY KEY,
    seminar_id      text NOT NULL CONSTRAINT fk_removed_organisers_seminar REFERENCES seminars (id),
    organisation_id text NOT NULL CONSTRAINT fk_removed_organisers_organisation REFERENCES organisations (id),
    role            text NOT NULL,
    hosts           boolean NOT NULL DEFAULT false,
    shown_as        text NOT NULL,
    position        integer NOT NULL,
    version         integer NOT NULL,
    removed_at      datetime NOT NULL
);
CREATE INDEX ix_removed_organisers_seminar ON removed_organisers (seminar_id, removed_at);
CREATE INDEX ix_removed_organisers_organisation ON removed_organisers (organisation_id);

-- The e-mail address is the new one, and after the change the former one.
CREATE TABLE address_changes (
    id         text NOT NULL CONSTRAINT pk_address_changes PRIMARY KEY,
    account_id text NOT NULL CONSTRAINT fk_address_changes_account REFERENCES accounts (id),
    hash       text NOT NULL DEFAULT '',
    email      text NOT NULL,
    email_key  text NOT NULL,
    created_at datetime NOT NULL,
    expires_at datetime NOT NULL,
    made_at    datetime
);
CREATE INDEX ix_address_changes_hash ON address_changes (hash);
CREATE INDEX ix_address_changes_account ON address_changes (account_id);

-- The log is read by account.
CREATE INDEX ix_audit_entries_account ON audit_entries (account_id, at, id);

-- +goose Down
DROP INDEX ix_audit_entries_account;
DROP TABLE address_changes;
DROP TABLE removed_organisers;
DROP TABLE removed_grants;
