-- Each entry of the log is chained to the one before it.
-- +goose Up
ALTER TABLE audit_entries ADD COLUMN position integer;
ALTER TABLE audit_entries ADD COLUMN hash text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX ux_audit_entries_position ON audit_entries (position);

-- The end of the chain, so that entries taken from the end are missed too.
CREATE TABLE audit_chain (
    id       integer NOT NULL CONSTRAINT pk_audit_chain PRIMARY KEY CONSTRAINT ck_audit_chain_one CHECK (id = 1),
    position integer NOT NULL,
    hash     text NOT NULL
);
INSERT INTO audit_chain (id, position, hash) VALUES (1, 0, '');

-- +goose Down
DROP TABLE audit_chain;
DROP INDEX ux_audit_entries_position;
ALTER TABLE audit_entries DROP COLUMN hash;
ALTER TABLE audit_entries DROP COLUMN position;
