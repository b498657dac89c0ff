-- What was measured on a page, where it was cut out, and what was read from it.

-- JSON of PageQuality (shared/page-quality.ts); NULL for pages that came before measuring began.
ALTER TABLE pages ADD COLUMN quality TEXT;
-- Which picture of its original it was cut out of, from 0: a PDF and a TIFF hold several.
ALTER TABLE pages ADD COLUMN picture INTEGER NOT NULL DEFAULT 0;
-- JSON of Corners (shared/area.ts) on that picture, ahead of quarter_turns; all of it for pages from before.
ALTER TABLE pages ADD COLUMN corners TEXT NOT NULL
  DEFAULT '[{"x":0,"y":0},{"x":1,"y":0},{"x":1,"y":1},{"x":0,"y":1}]';
-- Which page of its original it is, from 0, and how many there are, refused ones included: where all are here,
-- the same file again need not be decoded. None is ever all of none.
ALTER TABLE pages ADD COLUMN file_page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN file_pages INTEGER NOT NULL DEFAULT 0;
-- How much of what the page is a person has said: reading it may only add to that.
ALTER TABLE pages ADD COLUMN said TEXT NOT NULL DEFAULT 'all' CHECK (said IN ('nothing', 'document', 'all'));

-- A page of a file with several pages kept no original: its scan becomes it, so that it can be cut and turned.
INSERT INTO originals (hash, bytes)
  SELECT DISTINCT scans.hash, scans.bytes
  FROM pages
  JOIN scans ON scans.hash = pages.scan
  JOIN applications ON applications.id = pages.application_id
  WHERE pages.original IS NULL AND applications.status IN ('draf', 'diajukan', 'dikembalikan')
  ON CONFLICT DO NOTHING;
UPDATE pages SET original = scan
  WHERE original IS NULL
    AND application_id IN (SELECT id FROM applications WHERE status IN ('draf', 'diajukan', 'dikembalikan'));

-- What was read by machine, until the application is decided.
CREATE TABLE readings (
  page_id TEXT PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
  -- What was read: a page that was turned or cut anew since is read again.
  scan TEXT NOT NULL,
  -- Version of the reader, so that a better one can read again what this one could not.
  reader INTEGER NOT NULL,
  -- JSON of PageReading (shared/reading.ts); NULL where the reader failed.
  reading TEXT,
  read_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
