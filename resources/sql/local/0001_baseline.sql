-- The local store of an office. Times are UTC, ISO 8601 with milliseconds; ids are UUIDv7 made here; absence
-- is an empty string unless NULL means something.

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
  -- The one entry of the key ring that opens for this account, empty while none does: another one in the key
  -- ring was left there by an interruption and does not count.
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
  -- SHA-256 of the payload, which outbox_payloads holds.
  payload_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'refused')),
  queued_at TEXT NOT NULL,
  delivered_at TEXT,
  -- The centre's answer to a refused operation, empty otherwise.
  refusal TEXT NOT NULL,
  attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, sequence);
CREATE INDEX outbox_by_application ON outbox (application_id);

-- What is sent, apart from its state: a new state rewrites its row, and with the payload in it that was a
-- page of the store for every operation, to be encrypted and written twice.
CREATE TABLE outbox_payloads (
  sequence INTEGER PRIMARY KEY REFERENCES outbox (sequence) ON DELETE CASCADE,
  -- JSON of shared/record.ts or shared/application-event.ts.
  payload TEXT NOT NULL
) STRICT;

-- The scans an operation needs at the centre, and how much of each is there.
CREATE TABLE outbox_scans (
  outbox_id TEXT NOT NULL,
  scan TEXT NOT NULL,
  byte_length INTEGER NOT NULL,
  bytes_sent INTEGER NOT NULL,
  PRIMARY KEY (outbox_id, scan)
) STRICT, WITHOUT ROWID;

-- Applications as typed, and the people in them for searching.

CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  -- Given at submission and kept ever after; NULL while it is a draft.
  number TEXT UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draf', 'diajukan', 'dikembalikan', 'disetujui', 'ditolak', 'dibatalkan')),
  revision INTEGER NOT NULL,
  -- JSON of shared/form.ts: what was typed, whatever it is.
  form TEXT NOT NULL,
  -- What lists show, taken from the form with every save.
  head_name TEXT NOT NULL,
  no_kk TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  -- Why it was cancelled, empty otherwise.
  cancelled_because TEXT NOT NULL DEFAULT '',
  -- The kelurahan that sent it here to be verified, empty for an application of this office's own.
  from_office TEXT NOT NULL DEFAULT '',
  -- The kecamatan that it was sent to, empty while it is verified here.
  sent_to TEXT NOT NULL DEFAULT '',
  -- When the centre had all scans of an application that another office delivered for us.
  complete_at TEXT
) STRICT;
CREATE INDEX applications_by_status ON applications (status, updated_at DESC, id DESC);
CREATE INDEX applications_by_submission ON applications (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX applications_by_no_kk ON applications (no_kk) WHERE no_kk <> '';
-- A registration number is asked for by its last digits (main/applications/registration-number.ts).
CREATE INDEX applications_by_serial ON applications (substr(number, -5)) WHERE number IS NOT NULL;

-- The people of every application, derived from its form: never a key to anything but the search.
CREATE TABLE people (
  row INTEGER PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  member_id TEXT NOT NULL,
  -- Whether the application asks for PBI-JK for this member, or only names them as family.
  proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),
  nik TEXT NOT NULL,
  name TEXT NOT NULL,
  -- YYYY-MM-DD, empty where what was typed is no date.
  birth_date TEXT NOT NULL
) STRICT;
CREATE INDEX people_by_application ON people (application_id);
CREATE INDEX people_by_nik ON people (nik) WHERE nik <> '';
CREATE INDEX people_by_birth_date ON people (birth_date, name) WHERE birth_date <> '';

-- Words of the names; rowid is people.row. Prefix indexes make a type-ahead of 1-3 letters as quick as a
-- word.
CREATE VIRTUAL TABLE people_names USING fts5 (
  name,
  content = '',
  contentless_delete = 1,
  prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- Counts up the registration numbers of this device, a row a year.
CREATE TABLE registration_numbers (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

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

-- The bytes as they came, where a page was altered; deleted at approval.
CREATE TABLE originals (
  hash TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- Originals that are stored while their pages are made. What is left here when the store is opened has no
-- pages: the application ended meanwhile. A table of its own, because marking an original would write its
-- megabytes again, and looking for unused ones would walk all of them.
CREATE TABLE pending_originals (
  original TEXT PRIMARY KEY REFERENCES originals (hash) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

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
  -- Set while a removal can still be undone.
  removed_at TEXT,
  -- JSON of PageQuality (shared/page-quality.ts).
  quality TEXT,
  -- Which picture of its original it was cut out of, from 0: a PDF and a TIFF hold several.
  picture INTEGER NOT NULL DEFAULT 0,
  -- JSON of Corners (shared/area.ts) on that picture, before quarter_turns.
  corners TEXT NOT NULL DEFAULT '[{"x":0,"y":0},{"x":1,"y":0},{"x":1,"y":1},{"x":0,"y":1}]',
  -- Which page of its original it is, from 0, and how many there are, refused ones included: where all are
  -- here, the same file need not be decoded again. 0 pages are never all.
  file_page INTEGER NOT NULL DEFAULT 0,
  file_pages INTEGER NOT NULL DEFAULT 0,
  -- How much of what the page is a person has labelled: OCR may only add to that.
  labelled TEXT NOT NULL DEFAULT 'all' CHECK (labelled IN ('nothing', 'document', 'all'))
) STRICT;
CREATE INDEX pages_by_application ON pages (application_id, position);
CREATE INDEX pages_by_scan ON pages (scan);
CREATE INDEX pages_by_original ON pages (original) WHERE original IS NOT NULL;

-- What OCR read on a page, until the application is decided.
CREATE TABLE readings (
  page_id TEXT PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
  -- What was read: a page that was turned or cut again since is read again.
  scan TEXT NOT NULL,
  -- Version of the reader, so that a better one can read again what this one could not.
  reader INTEGER NOT NULL,
  -- JSON of PageReading (shared/reading.ts); NULL where the reader failed.
  reading TEXT,
  read_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Decisions: made, then signed.

-- A verifier's decisions that are not signed yet; they survive a power cut and can be undone.
CREATE TABLE pending_decisions (
  application_id TEXT PRIMARY KEY REFERENCES applications (id),
  -- The revision that was looked at: what changed since must be looked at again.
  revision INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('setuju', 'kembalikan', 'tolak')),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_decisions_by_verifier ON pending_decisions (decided_by);

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('setuju', 'kembalikan', 'tolak')),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  signed_at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_application ON decisions (application_id, signed_at DESC);

-- This office's own keys, and the directory of the other offices' (main/keys).

-- Private halves in base64url; the store as a whole is encrypted.
CREATE TABLE own_keys (
  number INTEGER PRIMARY KEY,
  -- NULL once a newer number replaced it: nothing is signed with an old key.
  signing_private TEXT,
  -- Kept forever: a packet may have been sealed for it long before it arrives.
  sealing_private TEXT NOT NULL,
  -- JSON of DirectoryEntry (shared/directory.ts), which holds the public halves.
  entry TEXT NOT NULL
) STRICT;

-- Entries with a valid certificate chain from the directory key; the first one of a number is kept.
CREATE TABLE directory_entries (
  office TEXT NOT NULL,
  number INTEGER NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (office, number)
) STRICT, WITHOUT ROWID;

-- Keys of an office up to and including this number are no longer valid.
CREATE TABLE directory_revocations (
  office TEXT PRIMARY KEY,
  up_to INTEGER NOT NULL,
  revocation TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed packets between offices.

-- People of other offices, as their packets name them.
CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  office TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outgoing_packets (
  sequence INTEGER PRIMARY KEY,
  -- A new one whenever it is sealed again.
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('application', 'withdrawn', 'decision', 'receipt')),
  application_id TEXT NOT NULL,
  -- Which submission of the application it is about.
  revision INTEGER NOT NULL,
  receiver TEXT NOT NULL,
  -- JSON of PacketContent (main/packets/content.ts), its scans without their bytes, which `scans` holds.
  content TEXT NOT NULL,
  -- Number of the receiver's keys that it is sealed for, NULL while the receiver has no valid one.
  receiver_key INTEGER,
  -- The sealed packet, the same by every way; NULL while it is not sealed, and once it need not be sent any
  -- more.
  bytes BLOB,
  byte_length INTEGER NOT NULL,
  hash TEXT NOT NULL,
  -- `superseded`: by a newer one about the same application.
  state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'received', 'refused', 'superseded')),
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

-- Every packet that was ever opened here: none is opened twice, by no way.
CREATE TABLE opened_packets (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  sender TEXT NOT NULL,
  kind TEXT NOT NULL,
  application_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('relay', 'shared-folder', 'file')),
  answer TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX opened_packets_by_application ON opened_packets (application_id);
CREATE INDEX opened_packets_by_time ON opened_packets (opened_at DESC);

-- What came and was not opened, by the SHA-256 of its bytes.
CREATE TABLE refused_packets (
  hash TEXT PRIMARY KEY,
  outcome TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('relay', 'shared-folder', 'file')),
  byte_length INTEGER NOT NULL,
  -- Kept where it may open later: after an upgrade, or once the directory knows its sender.
  bytes BLOB,
  received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the centre tells this office (main/sync/feed.ts), and what happens to applications after their
-- approval.

-- One row, from the first synchronisation on: how far this computer has come in its office's feed.
CREATE TABLE feed (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  -- The last change that was received: its position at the centre (0 for none) and its id (empty for none).
  position INTEGER NOT NULL,
  last_id TEXT NOT NULL,
  -- Session token: what this start of the program shows the centre, and what the centre is known to have seen
  -- last. A store that was copied shows one that another computer has replaced.
  session_token TEXT NOT NULL,
  confirmed_token TEXT NOT NULL,
  -- Since when this computer has been a new one to the centre because its store turned out to be a copy.
  copied_at TEXT,
  -- When the centre said that it no longer keeps what came next.
  gap_at TEXT
) STRICT;

-- Every change that was received, so that none takes effect twice, even if the centre's positions are reset.
CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- As it came, until it has taken effect; then empty.
  payload TEXT NOT NULL,
  at TEXT NOT NULL,
  -- NULL while this program does not know the kind or its version: it is applied after an upgrade.
  applied_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX deferred_changes ON changes (position) WHERE applied_at IS NULL;

-- Withdrawals and corrections after approval (shared/application-event.ts).
CREATE TABLE application_events (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  type TEXT NOT NULL CHECK (type IN ('withdrawal', 'nik-correction', 'no-kk-correction')),
  -- NULL where it is about the family as a whole.
  member_id TEXT,
  -- The NIK or No. KK before and after; both empty of a withdrawal.
  former TEXT NOT NULL,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- The name of who did it, here or at the kecamatan.
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX application_events_by_application ON application_events (application_id, at);
-- Old numbers stay findable.
CREATE INDEX application_events_by_former ON application_events (former) WHERE former <> '';

-- People of ours whose NIK another office proposes too, as the centre found it.
CREATE TABLE conflicts (
  id TEXT PRIMARY KEY,
  -- Our application and member; the application may be unknown to this computer.
  application_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  nik TEXT NOT NULL,
  -- JSON of ConflictSide (shared/feed.ts).
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  found_at TEXT NOT NULL,
  -- JSON of ApplicationEvent: what was decided here, and takes effect once the centre says that it came
  -- first; empty before that.
  answer TEXT NOT NULL DEFAULT '',
  answered_at TEXT,
  -- JSON of ConflictSettled (shared/feed.ts), empty while the conflict is open.
  settlement TEXT NOT NULL DEFAULT '',
  settled_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX conflicts_by_state ON conflicts (settled_at, found_at);
CREATE INDEX conflicts_by_application ON conflicts (application_id);

-- How past synchronisations went, the newest thousand (main/sync/run-history.ts).
CREATE TABLE sync_runs (
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  -- Operations that the centre has received completely, and those it refused.
  delivered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  -- Of scans and packets, as they were sent.
  bytes_sent INTEGER NOT NULL,
  -- What the centre told that took effect here.
  received INTEGER NOT NULL,
  -- Why the run ended before all was done: a code of shared/problems.ts; empty where all was done.
  problem TEXT NOT NULL
) STRICT;
