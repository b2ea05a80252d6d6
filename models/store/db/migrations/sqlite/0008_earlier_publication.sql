-- Summaries that restate or reproduce a document issued before, outside this
-- site; and points that name nobody.
-- +goose Up
ALTER TABLE summaries ADD COLUMN earlier_publication text CONSTRAINT ck_summaries_earlier CHECK (earlier_publication IS NULL OR state IN ('draft','review'));
ALTER TABLE editions ADD COLUMN earlier_publication text;
-- A check cannot be changed here, so the column is replaced.
ALTER TABLE points ADD COLUMN voice_new text NOT NULL DEFAULT 'document' CONSTRAINT ck_points_voice CHECK (voice_new IN ('document','participants','some','all_agreed','unattributed'));
UPDATE points SET voice_new = voice;
ALTER TABLE points DROP COLUMN voice;
ALTER TABLE points RENAME COLUMN voice_new TO voice;

-- +goose Down
ALTER TABLE points ADD COLUMN voice_old text NOT NULL DEFAULT 'document' CONSTRAINT ck_points_voice CHECK (voice_old IN ('document','participants','some','all_agreed'));
UPDATE points SET voice_old = voice WHERE voice <> 'unattributed';
ALTER TABLE points DROP COLUMN voice;
ALTER TABLE points RENAME COLUMN voice_old TO voice;
ALTER TABLE editions DROP COLUMN earlier_publication;
ALTER TABLE summaries DROP COLUMN earlier_publication;
