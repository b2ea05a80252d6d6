-- How often the calendar entry of a seminar has changed, and an address to
-- which readers can write about any seminar of a series.
-- +goose Up
ALTER TABLE seminars ADD COLUMN sequence integer NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN contact text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE series DROP COLUMN contact;
ALTER TABLE seminars DROP COLUMN sequence;
