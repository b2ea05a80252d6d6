-- Why the organisers declined or revoked a registration, or withdrew an
-- invitation; told to the person.
-- +goose Up
ALTER TABLE registrations ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN reason text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE invitations DROP COLUMN reason;
ALTER TABLE registrations DROP COLUMN reason;
