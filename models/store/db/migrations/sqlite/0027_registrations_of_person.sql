-- An e-mail about a registration asks for all those of the same person.
-- +goose Up
CREATE INDEX ix_registrations_person ON registrations (person_id, seminar_id);

-- +goose Down
DROP INDEX ix_registrations_person;
