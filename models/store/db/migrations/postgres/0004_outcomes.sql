-- Outcomes: notes, summaries, points, clearances and editions.
-- +goose Up
CREATE TABLE notes (
    id         text NOT NULL CONSTRAINT pk_notes PRIMARY KEY,
    session_id text NOT NULL CONSTRAINT fk_notes_session REFERENCES sessions (id),
    author_id  text NOT NULL CONSTRAINT fk_notes_author REFERENCES accounts (id),
    language   text NOT NULL CONSTRAINT ck_notes_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    body       text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    bigint NOT NULL DEFAULT 1
);
CREATE INDEX ix_notes_session ON notes (session_id, created_at, id);

CREATE TABLE summaries (
    id           text NOT NULL CONSTRAINT pk_summaries PRIMARY KEY,
    seminar_id   text NOT NULL CONSTRAINT fk_summaries_seminar REFERENCES seminars (id),
    kind         text NOT NULL CONSTRAINT ck_summaries_kind CHECK (kind IN ('executive_summary','chairs_summary','co_chairs_summary','rapporteurs_note','conclusions','proceedings','synthesis')),
    title        jsonb NOT NULL,
    intro        jsonb NOT NULL,
    issued_place jsonb NOT NULL,
    issued_on    text,
    reference    jsonb NOT NULL,
    reference_url text NOT NULL DEFAULT '',
    language     text NOT NULL CONSTRAINT ck_summaries_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    state        text NOT NULL CONSTRAINT ck_summaries_state CHECK (state IN ('draft','review','clearance','cleared')),
    authors      jsonb NOT NULL,
    revision     bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    version      bigint NOT NULL DEFAULT 1,
    CONSTRAINT uq_summaries_kind UNIQUE (seminar_id, kind)
);

CREATE TABLE points (
    id         text NOT NULL CONSTRAINT pk_points PRIMARY KEY,
    summary_id text NOT NULL CONSTRAINT fk_points_summary REFERENCES summaries (id),
    position   bigint NOT NULL,
    code       text NOT NULL,
    kind       text NOT NULL CONSTRAINT ck_points_kind CHECK (kind IN ('trend','challenge','finding','recommendation')),
    body       jsonb NOT NULL,
    voice      text NOT NULL CONSTRAINT ck_points_voice CHECK (voice IN ('document','participants','some','all_agreed')),
    strength   text NOT NULL CONSTRAINT ck_points_strength CHECK (strength IN ('noted','hoped','feared','suggested','stressed','agreed','recommended')),
    paragraph  text NOT NULL DEFAULT '',
    addressees jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    CONSTRAINT uq_points_code UNIQUE (summary_id, code)
);
CREATE INDEX ix_points_summary ON points (summary_id, position, id);

CREATE TABLE point_themes (
    point_id text NOT NULL CONSTRAINT fk_point_themes_point REFERENCES points (id) ON DELETE CASCADE,
    theme_id text NOT NULL CONSTRAINT fk_point_themes_theme REFERENCES themes (id),
    CONSTRAINT pk_point_themes PRIMARY KEY (point_id, theme_id)
);
CREATE INDEX ix_point_themes_theme ON point_themes (theme_id);

-- The sessions and notes that a point rests on.
CREATE TABLE point_sources (
    id         text NOT NULL CONSTRAINT pk_point_sources PRIMARY KEY,
    point_id   text NOT NULL CONSTRAINT fk_point_sources_point REFERENCES points (id) ON DELETE CASCADE,
    session_id text NOT NULL CONSTRAINT fk_point_sources_session REFERENCES sessions (id),
    note_id    text CONSTRAINT fk_point_sources_note REFERENCES notes (id)
);
CREATE INDEX ix_point_sources_point ON point_sources (point_id);

-- The reply of one organiser on one point in one revision of the text. A change
-- of the text creates a new revision, which has no replies yet.
CREATE TABLE clearances (
    id           text NOT NULL CONSTRAINT pk_clearances PRIMARY KEY,
    summary_id   text NOT NULL CONSTRAINT fk_clearances_summary REFERENCES summaries (id),
    revision     bigint NOT NULL,
    organiser_id text NOT NULL CONSTRAINT fk_clearances_organiser REFERENCES organisers (id),
    point_id     text NOT NULL CONSTRAINT fk_clearances_point REFERENCES points (id) ON DELETE CASCADE,
    decision     text NOT NULL CONSTRAINT ck_clearances_decision CHECK (decision IN ('cleared','cleared_with_changes','objected')),
    comment      text NOT NULL DEFAULT '',
    proposal     text NOT NULL DEFAULT '',
    account_id   text CONSTRAINT fk_clearances_account REFERENCES accounts (id),
    at           timestamptz NOT NULL,
    CONSTRAINT uq_clearances_once UNIQUE (summary_id, revision, organiser_id, point_id)
);

-- Published texts. A row never changes, except that it can be withdrawn. Numbers count
-- within a seminar, because an edition's address names the seminar only.
CREATE TABLE editions (
    id            text NOT NULL CONSTRAINT pk_editions PRIMARY KEY,
    summary_id    text NOT NULL CONSTRAINT fk_editions_summary REFERENCES summaries (id),
    seminar_id    text NOT NULL CONSTRAINT fk_editions_seminar REFERENCES seminars (id),
    series_id     text NOT NULL CONSTRAINT fk_editions_series REFERENCES series (id),
    number        bigint NOT NULL CONSTRAINT ck_editions_number CHECK (number >= 1),
    kind          text NOT NULL CONSTRAINT ck_editions_kind CHECK (kind IN ('original','corrigendum','revision','addendum')),
    reason        text NOT NULL,
    title         jsonb NOT NULL,
    intro         jsonb NOT NULL,
    document      jsonb NOT NULL,
    fingerprint   text NOT NULL,
    author_id     text CONSTRAINT fk_editions_author REFERENCES accounts (id),
    publisher_id  text CONSTRAINT fk_editions_publisher REFERENCES accounts (id),
    published_at  timestamptz NOT NULL,
    withdrawn_at  timestamptz,
    withdrawn_why text NOT NULL DEFAULT '',
    CONSTRAINT uq_editions_number UNIQUE (seminar_id, number),
    CONSTRAINT ck_editions_reason CHECK (kind = 'original' OR reason <> ''),
    CONSTRAINT ck_editions_two_people CHECK (author_id <> publisher_id)
);
CREATE UNIQUE INDEX uq_editions_original ON editions (summary_id) WHERE kind = 'original';
CREATE INDEX ix_editions_published ON editions (published_at, id);
CREATE INDEX ix_editions_series ON editions (series_id, published_at, id);
CREATE INDEX ix_editions_summary ON editions (summary_id, number);

-- The points of the newest edition of each summary, for lists and searches across a series.
CREATE TABLE edition_points (
    edition_id text NOT NULL CONSTRAINT fk_edition_points_edition REFERENCES editions (id),
    point_id   text NOT NULL,
    series_id  text NOT NULL,
    seminar_id text NOT NULL,
    position   bigint NOT NULL,
    code       text NOT NULL,
    kind       text NOT NULL,
    voice      text NOT NULL,
    strength   text NOT NULL,
    themes     jsonb NOT NULL,
    theme_keys text NOT NULL,
    body       jsonb NOT NULL,
    addressees jsonb NOT NULL,
    CONSTRAINT pk_edition_points PRIMARY KEY (edition_id, point_id)
);
CREATE INDEX ix_edition_points_series ON edition_points (series_id, kind, seminar_id, position);

-- +goose Down
DROP TABLE edition_points;
DROP TABLE editions;
DROP TABLE clearances;
DROP TABLE point_sources;
DROP TABLE point_themes;
DROP TABLE points;
DROP TABLE summaries;
DROP TABLE notes;
