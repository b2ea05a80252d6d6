-- A row that the readiness check writes.
-- +goose Up
CREATE TABLE heartbeat (
    id integer NOT NULL CONSTRAINT pk_heartbeat PRIMARY KEY CONSTRAINT ck_heartbeat_one CHECK (id = 1),
    at timestamptz
);
INSERT INTO heartbeat (id) VALUES (1);

-- +goose Down
DROP TABLE heartbeat;
