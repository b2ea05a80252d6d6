-- An address to which readers can write about a seminar.
-- +goose Up
ALTER TABLE seminars ADD COLUMN contact text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE seminars DROP COLUMN contact;
