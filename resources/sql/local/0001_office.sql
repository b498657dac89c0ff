-- The office, its accounts and what every change leaves behind.
-- Times are UTC, ISO 8601 with milliseconds; ids are UUIDv7 made here; absence is an empty string unless
-- NULL means something.

-- One row: the office this computer stands in.
CREATE TABLE office (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Tells this computer's registration numbers apart from those of the office's other computers.
  device TEXT NOT NULL,
  device_id TEXT NOT NULL,
  training INTEGER NOT NULL CHECK (training IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

-- Settings as JSON, parsed by the zod schema that belongs to the name.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- JSON array of shared/roles.ts.
  roles TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL,
  -- The one entry of the key ring that opens for this account, empty while none does: what is in the key ring
  -- beside it was left there by a cut and does not count.
  key_wrap TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Every change, chained: hash = SHA-256 over the row and the hash before it, so that a row cannot be altered
-- or taken out without breaking all that follow (SOLID-2.2c, SPBE-8); AUTOINCREMENT remembers how many there
-- were, so that none can be taken off the end either. Detail never holds personal data.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- Every look at a person's data: who, what, when (UU 27/2022 art. 31).
CREATE TABLE access_log (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_by_subject ON access_log (subject, sequence);

-- What the centre has still to be told; filled in the transaction of the change it tells of.
CREATE TABLE outbox (
  -- Numbers this device's operations without a gap.
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  application_id TEXT NOT NULL,
  -- JSON of shared/record.ts and its SHA-256.
  payload TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('menunggu', 'terkirim', 'ditolak')),
  queued_at TEXT NOT NULL,
  delivered_at TEXT,
  -- The centre's answer to a refused operation, empty otherwise.
  refusal TEXT NOT NULL,
  attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, sequence);
CREATE INDEX outbox_by_application ON outbox (application_id);

-- The scans an operation needs at the centre, and how much of each is there.
CREATE TABLE outbox_scans (
  outbox_id TEXT NOT NULL,
  scan TEXT NOT NULL,
  byte_length INTEGER NOT NULL,
  bytes_sent INTEGER NOT NULL,
  PRIMARY KEY (outbox_id, scan)
) STRICT, WITHOUT ROWID;
