-- The calendar of the whole site lists seminars by their days.
-- +goose Up
CREATE INDEX ix_seminars_days ON seminars (starts_on, id) WHERE (status <> 'draft');

-- +goose Down
DROP INDEX ix_seminars_days;
