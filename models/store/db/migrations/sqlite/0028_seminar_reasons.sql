-- Why the organisers postponed or cancelled a seminar; told to those registered
-- or invited.
-- +goose Up
ALTER TABLE seminars ADD COLUMN reason text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE seminars DROP COLUMN reason;
