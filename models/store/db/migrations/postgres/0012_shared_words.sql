-- The words printed beside a text, which its organisers clear with it.
-- +goose Up
ALTER TABLE summaries ADD COLUMN shared_words text;

-- +goose Down
ALTER TABLE summaries DROP COLUMN shared_words;
