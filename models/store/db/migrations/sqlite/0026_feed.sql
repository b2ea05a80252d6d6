-- What readers of the feed know it by, whatever the address of this site is.
-- +goose Up
CREATE TABLE feeds (
    id   integer NOT NULL CONSTRAINT pk_feeds PRIMARY KEY CONSTRAINT ck_feeds_one CHECK (id = 1),
    uuid text NOT NULL
);
INSERT INTO feeds (id, uuid) VALUES (1, lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
    || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))));

-- +goose Down
DROP TABLE feeds;
