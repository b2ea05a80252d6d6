-- Search: what the public may find, as tokens produced by the program.
-- +goose Up
CREATE TABLE found_texts (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_found_texts PRIMARY KEY,
    kind       text NOT NULL CONSTRAINT ck_found_texts_kind CHECK (kind IN ('series','seminar','edition','point')),
    object_id  text NOT NULL,
    path       text NOT NULL,
    title      jsonb NOT NULL,
    body       jsonb NOT NULL,
    at         timestamptz NOT NULL,
    tokens     text NOT NULL,
    analysis   bigint NOT NULL,
    CONSTRAINT uq_found_texts_object UNIQUE (kind, object_id)
);
CREATE INDEX ix_found_texts_tokens ON found_texts USING gin (to_tsvector('simple', tokens));

-- +goose Down
DROP TABLE found_texts;
