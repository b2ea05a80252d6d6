-- Invitations of single persons to a seminar.
-- +goose Up
CREATE TABLE invitations (
    id              text NOT NULL CONSTRAINT pk_invitations PRIMARY KEY,
    seminar_id      text NOT NULL CONSTRAINT fk_invitations_seminar REFERENCES seminars (id),
    state           text NOT NULL CONSTRAINT ck_invitations_state CHECK (state IN ('sent','accepted','declined','expired','revoked')),
    answer_by       text CONSTRAINT ck_invitations_answer_by CHECK (answer_by IS NOT NULL),
    registration_id text CONSTRAINT fk_invitations_registration REFERENCES registrations (id),
    email           text NOT NULL,
    email_key       text NOT NULL,
    honorific       text NOT NULL DEFAULT '',
    name            text NOT NULL,
    family_name     text NOT NULL DEFAULT '',
    post            text NOT NULL DEFAULT '',
    institution     text NOT NULL DEFAULT '',
    entity_id       text CONSTRAINT fk_invitations_entity REFERENCES entities (id),
    capacity        text NOT NULL CONSTRAINT ck_invitations_capacity CHECK (capacity IN ('head_of_delegation','alternate','adviser','delegate','observer','expert','chair','moderator','panellist','discussant','keynote','rapporteur','interpreter','secretariat','press','accompanying')),
    language        text NOT NULL CONSTRAINT ck_invitations_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    invited_by      text CONSTRAINT fk_invitations_invited_by REFERENCES accounts (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    CONSTRAINT ck_invitations_accepted CHECK ((registration_id IS NOT NULL) = (state = 'accepted'))
);
-- One invitation of a person to a seminar waits for an answer at a time.
CREATE UNIQUE INDEX uq_invitations_sent ON invitations (seminar_id, email_key) WHERE state = 'sent';
CREATE INDEX ix_invitations_list ON invitations (seminar_id, created_at, id);

-- +goose Down
DROP TABLE invitations;
