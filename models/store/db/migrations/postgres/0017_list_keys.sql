-- What lists find and sort a row by, made by the program: any letters, the same on both databases.
-- +goose Up
ALTER TABLE accounts ADD COLUMN find_key text NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN order_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN analysis bigint NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN find_key text NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN order_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN analysis bigint NOT NULL DEFAULT 0;
ALTER TABLE registrations ADD COLUMN find_key text NOT NULL DEFAULT '';
ALTER TABLE registrations ADD COLUMN order_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE registrations ADD COLUMN analysis bigint NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN find_key text NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN order_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN analysis bigint NOT NULL DEFAULT 0;
CREATE INDEX ix_accounts_order ON accounts (order_key, id);
CREATE INDEX ix_organisations_order ON organisations (order_key, id);
CREATE INDEX ix_registrations_order ON registrations (seminar_id, order_key, id);

-- +goose Down
DROP INDEX ix_registrations_order;
DROP INDEX ix_organisations_order;
DROP INDEX ix_accounts_order;
ALTER TABLE invitations DROP COLUMN analysis;
ALTER TABLE invitations DROP COLUMN order_key;
ALTER TABLE invitations DROP COLUMN find_key;
ALTER TABLE registrations DROP COLUMN analysis;
ALTER TABLE registrations DROP COLUMN order_key;
ALTER TABLE registrations DROP COLUMN find_key;
ALTER TABLE organisations DROP COLUMN analysis;
ALTER TABLE organisations DROP COLUMN order_key;
ALTER TABLE organisations DROP COLUMN find_key;
ALTER TABLE accounts DROP COLUMN analysis;
ALTER TABLE accounts DROP COLUMN order_key;
ALTER TABLE accounts DROP COLUMN find_key;
