-- Summaries that restate or reproduce a document issued before, outside this
-- site; and points that name nobody.
-- +goose Up
ALTER TABLE summaries ADD COLUMN earlier_publication jsonb CONSTRAINT ck_summaries_earlier CHECK (earlier_publication IS NULL OR state IN ('draft','review'));
ALTER TABLE editions ADD COLUMN earlier_publication jsonb;
ALTER TABLE points DROP CONSTRAINT ck_points_voice;
ALTER TABLE points ADD CONSTRAINT ck_points_voice CHECK (voice IN ('document','participants','some','all_agreed','unattributed'));
ALTER TABLE points ALTER COLUMN voice SET DEFAULT 'document';

-- +goose Down
ALTER TABLE points ALTER COLUMN voice DROP DEFAULT;
ALTER TABLE points DROP CONSTRAINT ck_points_voice;
UPDATE points SET voice = 'document' WHERE voice = 'unattributed';
ALTER TABLE points ADD CONSTRAINT ck_points_voice CHECK (voice IN ('document','participants','some','all_agreed'));
ALTER TABLE editions DROP COLUMN earlier_publication;
ALTER TABLE summaries DROP COLUMN earlier_publication;
