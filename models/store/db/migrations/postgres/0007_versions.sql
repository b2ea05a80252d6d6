-- Versions of rows that several people edit, and one organisation per name.
-- +goose Up
ALTER TABLE accounts ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE entities ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE themes ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE organisers ADD COLUMN version integer NOT NULL DEFAULT 1;
-- Two that were added at the same moment both remain; people decide between them.
UPDATE organisations SET name_key = name_key || ' ' || id
    WHERE EXISTS (SELECT 1 FROM organisations o WHERE o.name_key = organisations.name_key AND o.id < organisations.id);
CREATE UNIQUE INDEX uq_organisations_name ON organisations (name_key);

-- +goose Down
DROP INDEX uq_organisations_name;
ALTER TABLE organisers DROP COLUMN version;
ALTER TABLE themes DROP COLUMN version;
ALTER TABLE entities DROP COLUMN version;
ALTER TABLE accounts DROP COLUMN version;
