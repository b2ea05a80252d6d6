-- Access: who may sign in, what they may do, what was done.
-- +goose Up
CREATE TABLE accounts (
    id            text NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    email         text NOT NULL,
    email_key     text NOT NULL CONSTRAINT uq_accounts_email UNIQUE,
    name          text NOT NULL,
    language      text NOT NULL CONSTRAINT ck_accounts_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    password_hash text NOT NULL DEFAULT '',
    state         text NOT NULL CONSTRAINT ck_accounts_state CHECK (state IN ('active','disabled')),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE sign_ins (
    id         text NOT NULL CONSTRAINT pk_sign_ins PRIMARY KEY,
    account_id text NOT NULL CONSTRAINT fk_sign_ins_account REFERENCES accounts (id),
    kind       text NOT NULL CONSTRAINT ck_sign_ins_kind CHECK (kind IN ('browser','api')),
    created_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX ix_sign_ins_account ON sign_ins (account_id) WHERE ended_at IS NULL;

CREATE TABLE refresh_tokens (
    hash       text NOT NULL CONSTRAINT pk_refresh_tokens PRIMARY KEY,
    sign_in_id text NOT NULL CONSTRAINT fk_refresh_tokens_sign_in REFERENCES sign_ins (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX ix_refresh_tokens_sign_in ON refresh_tokens (sign_in_id);
CREATE INDEX ix_refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE TABLE sign_in_links (
    hash       text NOT NULL CONSTRAINT pk_sign_in_links PRIMARY KEY,
    account_id text NOT NULL CONSTRAINT fk_sign_in_links_account REFERENCES accounts (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX ix_sign_in_links_account ON sign_in_links (account_id);

-- What is counted against a limit; losing it in a crash does no harm.
CREATE UNLOGGED TABLE limits (
    key     text NOT NULL CONSTRAINT pk_limits PRIMARY KEY,
    ends_at timestamptz NOT NULL,
    n       bigint NOT NULL
);
CREATE INDEX ix_limits_end ON limits (ends_at);

CREATE TABLE audit_entries (
    id           text NOT NULL CONSTRAINT pk_audit_entries PRIMARY KEY,
    at           timestamptz NOT NULL,
    account_id   text CONSTRAINT fk_audit_entries_account REFERENCES accounts (id),
    via          text NOT NULL CONSTRAINT ck_audit_entries_via CHECK (via IN ('account','link','public','system')),
    verb         text NOT NULL,
    subject_kind text NOT NULL,
    subject_id   text NOT NULL,
    series_id    text,
    seminar_id   text,
    detail       jsonb NOT NULL
);
CREATE INDEX ix_audit_entries_at ON audit_entries (at, id);
CREATE INDEX ix_audit_entries_subject ON audit_entries (subject_id, at, id);
CREATE INDEX ix_audit_entries_series ON audit_entries (series_id, at, id);
CREATE INDEX ix_audit_entries_seminar ON audit_entries (seminar_id, at, id);

-- One response per key and caller, so that a repeated request changes nothing twice.
CREATE TABLE idempotent_answers (
    caller     text NOT NULL,
    key        text NOT NULL,
    route      text NOT NULL,
    body_hash  text NOT NULL,
    status     bigint NOT NULL,
    answer     text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_idempotent_answers PRIMARY KEY (caller, key)
);
CREATE INDEX ix_idempotent_answers_created ON idempotent_answers (created_at);

-- The number that every change of public content raises: rendered pages are kept for one number.
CREATE TABLE public_revision (
    id bigint NOT NULL CONSTRAINT pk_public_revision PRIMARY KEY CONSTRAINT ck_public_revision_one CHECK (id = 1),
    n  bigint NOT NULL
);
INSERT INTO public_revision (id, n) VALUES (1, 1);

-- +goose Down
DROP TABLE public_revision;
DROP TABLE idempotent_answers;
DROP TABLE audit_entries;
DROP TABLE limits;
DROP TABLE sign_in_links;
DROP TABLE refresh_tokens;
DROP TABLE sign_ins;
DROP TABLE accounts;
