-- Sealed packets between offices, and applications on their way between a kelurahan and its kecamatan.

-- The kelurahan that sent it here to be verified, empty for an application of this office's own.
ALTER TABLE applications ADD COLUMN from_office TEXT NOT NULL DEFAULT '';
-- The kecamatan that it was sent to, empty while it is verified here.
ALTER TABLE applications ADD COLUMN sent_to TEXT NOT NULL DEFAULT '';

-- People of other offices, as their packets name them.
CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  office TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outgoing_packets (
  sequence INTEGER PRIMARY KEY,
  -- Another one whenever it is sealed anew.
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('application', 'withdrawn', 'decision', 'receipt')),
  application_id TEXT NOT NULL,
  -- Which submission of the application it is about.
  revision INTEGER NOT NULL,
  receiver TEXT NOT NULL,
  -- JSON of PacketContent (main/packets/content.ts), its scans without their bytes, which `scans` holds.
  content TEXT NOT NULL,
  -- Number of the receiver's keys that it is sealed for, NULL while the receiver has none that count.
  receiver_key INTEGER,
  -- As it leaves by whichever way; NULL while it is not sealed, and once it need not be sent any more.
  bytes BLOB,
  byte_length INTEGER NOT NULL,
  hash TEXT NOT NULL,
  -- `usang`: a newer one about the same application took its place.
  state TEXT NOT NULL CHECK (state IN ('menunggu', 'terkirim', 'diterima', 'ditolak', 'usang')),
  created_at TEXT NOT NULL,
  -- When it last left by each way.
  relayed_at TEXT,
  left_in_folder_at TEXT,
  exported_at TEXT,
  -- What the receiver's receipt says, empty before it comes.
  answer TEXT NOT NULL DEFAULT '',
  answered_at TEXT
) STRICT;
CREATE INDEX outgoing_packets_by_state ON outgoing_packets (state, sequence);
CREATE INDEX outgoing_packets_by_application ON outgoing_packets (application_id, sequence);

-- Every packet that was ever opened here: none is opened twice, whichever way it comes again.
CREATE TABLE opened_packets (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  sender TEXT NOT NULL,
  kind TEXT NOT NULL,
  application_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('relai', 'map', 'berkas')),
  answer TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX opened_packets_by_application ON opened_packets (application_id);
CREATE INDEX opened_packets_by_time ON opened_packets (opened_at DESC);

-- What came and was not opened, by the SHA-256 of its bytes.
CREATE TABLE refused_packets (
  hash TEXT PRIMARY KEY,
  outcome TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('relai', 'map', 'berkas')),
  byte_length INTEGER NOT NULL,
  -- Kept where it may open later: after an upgrade, or once the directory knows its sender.
  bytes BLOB,
  came_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
