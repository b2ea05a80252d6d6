-- Programme: series, seminars, sessions, organisations and who organises.
-- +goose Up
-- States and other participating entities: names per language, never a fixed list of countries.
CREATE TABLE entities (
    id         text NOT NULL CONSTRAINT pk_entities PRIMARY KEY,
    names      text NOT NULL,
    sort_key   text NOT NULL,
    iso        text CONSTRAINT uq_entities_iso UNIQUE,
    valid_from text,
    valid_to   text
);
CREATE INDEX ix_entities_sort ON entities (sort_key, id);

CREATE TABLE organisations (
    id         text NOT NULL CONSTRAINT pk_organisations PRIMARY KEY,
    name       text NOT NULL,
    name_key   text NOT NULL,
    kind       text NOT NULL CONSTRAINT ck_organisations_kind CHECK (kind IN ('state','government','government_body','un_entity','igo','ifi','ngo','academia','private','press')),
    entity_id  text CONSTRAINT fk_organisations_entity REFERENCES entities (id),
    created_at datetime NOT NULL,
    updated_at datetime NOT NULL,
    version    integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_organisations_name ON organisations (name_key, id);

CREATE TABLE series (
    id               text NOT NULL CONSTRAINT pk_series PRIMARY KEY,
    slug             text NOT NULL CONSTRAINT uq_series_slug UNIQUE,
    title            text NOT NULL,
    subtitle         text NOT NULL,
    alternate_titles text NOT NULL,
    lead             text NOT NULL,
    about            text NOT NULL,
    regions          text NOT NULL,
    started          integer CONSTRAINT ck_series_started CHECK (started BETWEEN 1900 AND 2200),
    announced_at     datetime,
    created_at       datetime NOT NULL,
    updated_at       datetime NOT NULL,
    version          integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_series_announced ON series (announced_at, id);

CREATE TABLE themes (
    id        text NOT NULL CONSTRAINT pk_themes PRIMARY KEY,
    series_id text NOT NULL CONSTRAINT fk_themes_series REFERENCES series (id),
    name      text NOT NULL,
    name_key  text NOT NULL,
    position  integer NOT NULL,
    CONSTRAINT uq_themes_name UNIQUE (series_id, name_key)
);

CREATE TABLE seminars (
    id               text NOT NULL CONSTRAINT pk_seminars PRIMARY KEY,
    series_id        text NOT NULL CONSTRAINT fk_seminars_series REFERENCES series (id),
    number           integer NOT NULL CONSTRAINT ck_seminars_number CHECK (number BETWEEN 1 AND 999),
    slug             text NOT NULL,
    title            text NOT NULL,
    label            text NOT NULL,
    place            text NOT NULL,
    venue            text NOT NULL,
    about            text NOT NULL,
    host_entity_id   text CONSTRAINT fk_seminars_host_entity REFERENCES entities (id),
    region           text NOT NULL DEFAULT '',
    state            text NOT NULL CONSTRAINT ck_seminars_state CHECK (state IN ('draft','announced','postponed','cancelled','concluded','archived')),
    time_zone        text NOT NULL,
    starts_on        text,
    ends_on          text,
    year             integer CONSTRAINT ck_seminars_year CHECK (year BETWEEN 1900 AND 2200),
    languages        text NOT NULL,
    admission        text NOT NULL CONSTRAINT ck_seminars_admission CHECK (admission IN ('open','approval','invited')),
    seats            integer CONSTRAINT ck_seminars_seats CHECK (seats BETWEEN 1 AND 100000),
    seats_taken      integer NOT NULL DEFAULT 0,
    seats_ceiling    integer NOT NULL DEFAULT 0,
    waiting          integer NOT NULL DEFAULT 0,
    next_in_line     integer NOT NULL DEFAULT 1,
    opens_local      text NOT NULL DEFAULT '',
    closes_local     text NOT NULL DEFAULT '',
    opens_at         datetime,
    closes_at        datetime,
    agenda_published boolean NOT NULL DEFAULT false,
    created_at       datetime NOT NULL,
    updated_at       datetime NOT NULL,
    version          integer NOT NULL DEFAULT 1,
    CONSTRAINT uq_seminars_number UNIQUE (series_id, number),
    CONSTRAINT uq_seminars_slug UNIQUE (series_id, slug),
    CONSTRAINT ck_seminars_days CHECK (ends_on >= starts_on),
    CONSTRAINT ck_seminars_window CHECK (closes_at >= opens_at),
    -- The seat rule's second lock: whatever a program does, no more seats are
    -- taken than were ever offered. The ceiling is the seats, or what was
    -- taken when the seats were lowered below it.
    CONSTRAINT ck_seminars_seats_taken CHECK (seats_taken BETWEEN 0 AND seats_ceiling),
    CONSTRAINT ck_seminars_waiting CHECK (waiting >= 0)
);
CREATE INDEX ix_seminars_next ON seminars (state, starts_on, id);

CREATE TABLE organisers (
    id              text NOT NULL CONSTRAINT pk_organisers PRIMARY KEY,
    seminar_id      text NOT NULL CONSTRAINT fk_organisers_seminar REFERENCES seminars (id),
    organisation_id text NOT NULL CONSTRAINT fk_organisers_organisation REFERENCES organisations (id),
    role            text NOT NULL CONSTRAINT ck_organisers_role CHECK (role IN ('host','co_host','co_organiser','sponsor','partner')),
    hosts           boolean NOT NULL DEFAULT false,
    shown_as        text NOT NULL,
    position        integer NOT NULL,
    CONSTRAINT uq_organisers_organisation UNIQUE (seminar_id, organisation_id)
);
CREATE INDEX ix_organisers_organisation ON organisers (organisation_id);

CREATE TABLE sessions (
    id           text NOT NULL CONSTRAINT pk_sessions PRIMARY KEY,
    seminar_id   text NOT NULL CONSTRAINT fk_sessions_seminar REFERENCES seminars (id),
    title        text NOT NULL,
    about        text NOT NULL,
    kind         text NOT NULL CONSTRAINT ck_sessions_kind CHECK (kind IN ('plenary','panel','working_group','break','ceremony')),
    attribution  text NOT NULL CONSTRAINT ck_sessions_attribution CHECK (attribution IN ('on_record','chatham_house','closed')),
    room         text NOT NULL DEFAULT '',
    starts_local text NOT NULL,
    ends_local   text NOT NULL,
    starts_at    datetime NOT NULL,
    ends_at      datetime NOT NULL,
    created_at   datetime NOT NULL,
    updated_at   datetime NOT NULL,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_sessions_times CHECK (ends_at > starts_at)
);
CREATE INDEX ix_sessions_seminar ON sessions (seminar_id, starts_at, id);

-- Who takes part in a session in which capacity; a name as it is to be printed.
CREATE TABLE session_people (
    id         text NOT NULL CONSTRAINT pk_session_people PRIMARY KEY,
    session_id text NOT NULL CONSTRAINT fk_session_people_session REFERENCES sessions (id) ON DELETE CASCADE,
    name       text NOT NULL,
    name_key   text NOT NULL,
    post       text NOT NULL DEFAULT '',
    capacity   text NOT NULL CONSTRAINT ck_session_people_capacity CHECK (capacity IN ('chair','moderator','panellist','discussant','keynote','rapporteur')),
    position   integer NOT NULL,
    CONSTRAINT uq_session_people_name UNIQUE (session_id, name_key, capacity)
);

CREATE TABLE grants (
    id              text NOT NULL CONSTRAINT pk_grants PRIMARY KEY,
    account_id      text NOT NULL CONSTRAINT fk_grants_account REFERENCES accounts (id),
    role            text NOT NULL CONSTRAINT ck_grants_role CHECK (role IN ('administrator','organiser','co_organiser','secretariat','rapporteur','focal_point','check_in')),
    series_id       text CONSTRAINT fk_grants_series REFERENCES series (id),
    seminar_id      text CONSTRAINT fk_grants_seminar REFERENCES seminars (id),
    session_id      text CONSTRAINT fk_grants_session REFERENCES sessions (id) ON DELETE CASCADE,
    organisation_id text CONSTRAINT fk_grants_organisation REFERENCES organisations (id),
    created_at      datetime NOT NULL,
    created_by      text CONSTRAINT fk_grants_creator REFERENCES accounts (id),
    -- Each role has exactly one scope, so that no grant reaches further than intended.
    CONSTRAINT ck_grants_scope CHECK (
        (role = 'administrator' AND series_id IS NULL AND seminar_id IS NULL AND session_id IS NULL AND organisation_id IS NULL)
        OR (role = 'organiser' AND (series_id IS NULL) <> (seminar_id IS NULL) AND session_id IS NULL AND organisation_id IS NULL)
        OR (role = 'secretariat' AND series_id IS NOT NULL AND seminar_id IS NULL AND session_id IS NULL AND organisation_id IS NULL)
        OR (role = 'co_organiser' AND series_id IS NULL AND seminar_id IS NOT NULL AND session_id IS NULL AND organisation_id IS NOT NULL)
        OR (role = 'focal_point' AND series_id IS NULL AND seminar_id IS NOT NULL AND session_id IS NULL AND organisation_id IS NOT NULL)
        OR (role = 'rapporteur' AND series_id IS NULL AND seminar_id IS NULL AND session_id IS NOT NULL AND organisation_id IS NULL)
        OR (role = 'check_in' AND series_id IS NULL AND seminar_id IS NOT NULL AND session_id IS NULL AND organisation_id IS NULL)
    )
);
CREATE UNIQUE INDEX uq_grants_once ON grants (account_id, role, COALESCE(series_id, ''), COALESCE(seminar_id, ''), COALESCE(session_id, ''), COALESCE(organisation_id, ''));

-- +goose Down
DROP TABLE grants;
DROP TABLE session_people;
DROP TABLE sessions;
DROP TABLE organisers;
DROP TABLE seminars;
DROP TABLE themes;
DROP TABLE series;
DROP TABLE organisations;
DROP TABLE entities;
