-- Pages and scans. A scan is stored once under the SHA-256 of its bytes; pages point to it.

CREATE TABLE scans (
  hash TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  thumbnail BLOB NOT NULL
) STRICT;

-- The bytes as they came, where a page was altered; let go at approval.
CREATE TABLE originals (
  hash TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE pages (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  document TEXT NOT NULL,
  -- The member whose document it is, NULL where it belongs to the family.
  member_id TEXT,
  position INTEGER NOT NULL,
  scan TEXT NOT NULL REFERENCES scans (hash),
  original TEXT REFERENCES originals (hash),
  -- Quarter turns clockwise from the original to the scan.
  quarter_turns INTEGER NOT NULL CHECK (quarter_turns BETWEEN 0 AND 3),
  added_at TEXT NOT NULL,
  -- Set while a removal can still be taken back.
  removed_at TEXT
) STRICT;
CREATE INDEX pages_by_application ON pages (application_id, position);
CREATE INDEX pages_by_scan ON pages (scan);
CREATE INDEX pages_by_original ON pages (original) WHERE original IS NOT NULL;
