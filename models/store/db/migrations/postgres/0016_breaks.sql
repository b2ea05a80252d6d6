-- A break has no attribution rule; the column keeps the value that restricts
-- nothing.
-- +goose Up
UPDATE sessions SET attribution = 'on_record' WHERE kind = 'break';

-- +goose Down
SELECT 1;
