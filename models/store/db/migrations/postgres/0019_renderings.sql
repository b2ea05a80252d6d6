-- Editions as PDF files, made once in each language.
-- +goose Up
CREATE TABLE renderings (
    edition_id  text NOT NULL CONSTRAINT fk_renderings_edition REFERENCES editions (id),
    language    text NOT NULL CONSTRAINT ck_renderings_language CHECK (language IN ('ar','zh','en','fr','ru','es')),
    fingerprint text NOT NULL,
    body        bytea NOT NULL,
    failure     text NOT NULL DEFAULT '',
    made_at     timestamptz NOT NULL,
    CONSTRAINT pk_renderings PRIMARY KEY (edition_id, language),
    CONSTRAINT ck_renderings_body CHECK ((length(body) = 0) = (failure <> ''))
);

-- +goose Down
DROP TABLE renderings;
