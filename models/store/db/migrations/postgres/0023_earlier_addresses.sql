-- Addresses that an announced series or seminar had before. The scope of a
-- seminar is its series; that of a series is empty.
-- +goose Up
CREATE TABLE earlier_addresses (
    scope     text NOT NULL,
    slug      text NOT NULL,
    object_id text NOT NULL,
    CONSTRAINT pk_earlier_addresses PRIMARY KEY (scope, slug)
);
CREATE INDEX ix_earlier_addresses_object ON earlier_addresses (object_id);

-- +goose Down
DROP TABLE earlier_addresses;
