-- Participation: persons and their registrations.
-- +goose Up
CREATE TABLE persons (
    id         text NOT NULL CONSTRAINT pk_persons PRIMARY KEY,
    email      text NOT NULL,
    email_key  text NOT NULL CONSTRAINT uq_persons_email UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE registrations (
    id               text NOT NULL CONSTRAINT pk_registrations PRIMARY KEY,
    seminar_id       text NOT NULL CONSTRAINT fk_registrations_seminar REFERENCES seminars (id),
    person_id        text NOT NULL CONSTRAINT fk_registrations_person REFERENCES persons (id),
    state            text NOT NULL CONSTRAINT ck_registrations_state CHECK (state IN ('pending','confirmed','waitlisted','offered','declined','lapsed','withdrawn','revoked')),
    line             bigint,
    offer_expires_at timestamptz,
    email            text NOT NULL,
    honorific        text NOT NULL DEFAULT '',
    name             text NOT NULL,
    family_name      text NOT NULL,
    post             text NOT NULL DEFAULT '',
    institution      text NOT NULL,
    entity_id        text CONSTRAINT fk_registrations_entity REFERENCES entities (id),
    capacity         text NOT NULL CONSTRAINT ck_registrations_capacity CHECK (capacity IN ('head_of_delegation','alternate','adviser','delegate','observer','expert','chair','moderator','panellist','discussant','keynote','rapporteur','interpreter','secretariat','press','accompanying')),
    language         text NOT NULL CONSTRAINT ck_registrations_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    needs            text NOT NULL DEFAULT '',
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    version          bigint NOT NULL DEFAULT 1,
    CONSTRAINT ck_registrations_line CHECK ((line IS NOT NULL) = (state IN ('waitlisted','offered'))),
    CONSTRAINT ck_registrations_offer CHECK ((offer_expires_at IS NOT NULL) = (state = 'offered'))
);
-- One active registration per person and seminar, whatever a program does.
CREATE UNIQUE INDEX uq_registrations_active ON registrations (seminar_id, person_id) WHERE state IN ('pending','confirmed','waitlisted','offered');
CREATE UNIQUE INDEX uq_registrations_line ON registrations (seminar_id, line) WHERE line IS NOT NULL;
CREATE INDEX ix_registrations_list ON registrations (seminar_id, created_at, id);
CREATE INDEX ix_registrations_offers ON registrations (offer_expires_at) WHERE state = 'offered';

-- +goose Down
DROP TABLE registrations;
DROP TABLE persons;
