-- What readers of the feed know it by, whatever the address of this site is.
-- +goose Up
CREATE TABLE feeds (
    id   bigint NOT NULL CONSTRAINT pk_feeds PRIMARY KEY CONSTRAINT ck_feeds_one CHECK (id = 1),
    uuid text NOT NULL
);
INSERT INTO feeds (id, uuid) VALUES (1, gen_random_uuid()::text);

-- +goose Down
DROP TABLE feeds;
