-- A State is a country, the progress of a row is its status. Constraints and
-- indexes keep their names.
-- +goose Up
ALTER TABLE accounts RENAME COLUMN state TO status;
ALTER TABLE seminars RENAME COLUMN state TO status;
ALTER TABLE registrations RENAME COLUMN state TO status;
ALTER TABLE summaries RENAME COLUMN state TO status;
ALTER TABLE invitations RENAME COLUMN state TO status;

-- +goose Down
ALTER TABLE invitations RENAME COLUMN status TO state;
ALTER TABLE summaries RENAME COLUMN status TO state;
ALTER TABLE registrations RENAME COLUMN status TO state;
ALTER TABLE seminars RENAME COLUMN status TO state;
ALTER TABLE accounts RENAME COLUMN status TO state;
