-- Search: what the public may find, as tokens produced by the program.
-- +goose Up
CREATE TABLE found_texts (
    id         integer CONSTRAINT pk_found_texts PRIMARY KEY,
    kind       text NOT NULL CONSTRAINT ck_found_texts_kind CHECK (kind IN ('series','seminar','edition','point')),
    object_id  text NOT NULL,
    path       text NOT NULL,
    title      text NOT NULL,
    body       text NOT NULL,
    at         datetime NOT NULL,
    tokens     text NOT NULL,
    analysis   integer NOT NULL,
    CONSTRAINT uq_found_texts_object UNIQUE (kind, object_id)
);
CREATE VIRTUAL TABLE found_tokens USING fts5 (tokens, content='found_texts', content_rowid='id', tokenize="unicode61 remove_diacritics 0");
-- +goose StatementBegin
CREATE TRIGGER tr_found_texts_insert AFTER INSERT ON found_texts BEGIN
    INSERT INTO found_tokens (rowid, tokens) VALUES (new.id, new.tokens);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tr_found_texts_delete AFTER DELETE ON found_texts BEGIN
    INSERT INTO found_tokens (found_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tr_found_texts_update AFTER UPDATE OF tokens ON found_texts BEGIN
    INSERT INTO found_tokens (found_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    INSERT INTO found_tokens (rowid, tokens) VALUES (new.id, new.tokens);
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE found_tokens;
DROP TABLE found_texts;
