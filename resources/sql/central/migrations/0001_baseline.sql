-- Tables of the central database. Accepted by MySQL 8.0.21+ and MariaDB 10.11+. Times are UTC; ids are UUIDs
-- made where the record was made; NIK and No. KK are indexed and never a key, because both are corrected (UU
-- 24/2013) and old numbers stay findable. Every statement is idempotent, because MySQL cannot roll back DDL:
-- a migration that was interrupted is applied again from its beginning.

-- Which content of ../procedures and ../views is in the database (main/central/routines.ts).
CREATE TABLE IF NOT EXISTS routines (
  kind VARCHAR(10) NOT NULL,
  name VARCHAR(64) NOT NULL,
  -- SHA-256 of the file.
  hash CHAR(64) NOT NULL,
  applied_at DATETIME(3) NOT NULL,
  PRIMARY KEY (kind, name)
) ENGINE = InnoDB;

-- Offices and their computers.

CREATE TABLE IF NOT EXISTS offices (
  id CHAR(36) NOT NULL,
  -- Kemendagri code: kelurahan 10 digits, kecamatan 6 digits. An office's area is every kelurahan that begins
  -- so.
  code VARCHAR(10) NOT NULL,
  -- The database account by which the procedures and views know the caller. NULL while the office is revoked,
  -- so that none of them knows it from that moment, on any connection and on any server of a cluster.
  account VARCHAR(32) NULL,
  created_at DATETIME(3) NOT NULL,
  -- Empty for an office that was added without an activation file.
  name VARCHAR(100) NOT NULL DEFAULT '',
  -- Number of the keys that its latest activation file lets it enter; 0 before the first one.
  key_number INT NOT NULL DEFAULT 0,
  revoked_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY offices_by_code (code),
  UNIQUE KEY offices_by_account (account),
  CONSTRAINT office_code CHECK (code REGEXP '^[0-9]{6}([0-9]{4})?$')
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS devices (
  office_id CHAR(36) NOT NULL,
  id CHAR(36) NOT NULL,
  first_seen_at DATETIME(3) NOT NULL,
  last_seen_at DATETIME(3) NOT NULL,
  -- How far the computer's clock was ahead of the centre's when it was last seen; negative where it was
  -- behind.
  clock_ahead_ms BIGINT NOT NULL,
  PRIMARY KEY (office_id, id),
  CONSTRAINT device_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

-- Which account signed in, from which address and computer, each day.
CREATE TABLE IF NOT EXISTS sign_ins (
  day DATE NOT NULL,
  account VARCHAR(32) NOT NULL,
  -- Empty where the connection was only tested.
  device_id VARCHAR(36) NOT NULL,
  host VARCHAR(255) NOT NULL,
  first_at DATETIME(3) NOT NULL,
  last_at DATETIME(3) NOT NULL,
  times INT NOT NULL,
  PRIMARY KEY (day, account, device_id, host)
) ENGINE = InnoDB;

-- The directory of the offices' public keys. The centre keeps it and cannot forge it: every entry is signed
-- by a key that Diskominfo's administrator certified, and offices verify that themselves
-- (shared/directory.ts).

-- Public half of the administrator's directory key, so that no second one is brought into use by mistake.
CREATE TABLE IF NOT EXISTS directory_key (
  only_row TINYINT NOT NULL,
  public_key CHAR(43) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (only_row),
  CONSTRAINT one_directory_key CHECK (only_row = 1)
) ENGINE = InnoDB;

-- What offices have been told of each other's keys, in the order in which it became known. A position is
-- taken from `directory_head` in the transaction that uses it, so that an office that has read up to one has
-- missed none below it.
CREATE TABLE IF NOT EXISTS directory_statements (
  position BIGINT NOT NULL,
  office_code VARCHAR(10) NOT NULL,
  kind VARCHAR(10) NOT NULL,
  -- Of an entry, the keys' own number; of a revocation, the highest that is no longer valid.
  key_number INT NOT NULL,
  -- JSON of DirectoryEntry or Revocation.
  statement TEXT NOT NULL,
  published_at DATETIME(3) NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY directory_statements_once (office_code, kind, key_number),
  CONSTRAINT statement_kind CHECK (kind IN ('entry', 'revocation'))
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS directory_head (
  only_row TINYINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (only_row),
  CONSTRAINT one_directory_head CHECK (only_row = 1)
) ENGINE = InnoDB;
INSERT IGNORE INTO directory_head (only_row, position) VALUES (1, 0);

-- What offices sent.

-- Every operation that took effect, with its payload as it came: it makes sending idempotent, lets a newer
-- version of the schema read what this one did not understand, and keeps numbers findable that were corrected
-- since.
CREATE TABLE IF NOT EXISTS operations (
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  device_id CHAR(36) NOT NULL,
  sequence BIGINT NOT NULL,
  application_id CHAR(36) NOT NULL,
  payload_hash CHAR(64) NOT NULL,
  payload LONGTEXT NOT NULL,
  received_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY operations_by_sequence (office_id, device_id, sequence),
  KEY operations_by_application (application_id),
  CONSTRAINT operation_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

-- What was refused, which account sent it and why; never personal data.
CREATE TABLE IF NOT EXISTS refusals (
  id BIGINT NOT NULL AUTO_INCREMENT,
  at DATETIME(3) NOT NULL,
  account VARCHAR(80) NOT NULL,
  operation_id VARCHAR(36) NOT NULL,
  code VARCHAR(40) NOT NULL,
  PRIMARY KEY (id),
  KEY refusals_by_account (account, at)
) ENGINE = InnoDB;

-- The registry: approved applications with their decision, family, people and pages. What the registry looks
-- for has columns of its own; what is only read with it stays as it was sent. All rows of an application come
-- from one operation; a later decision on it replaces them.

CREATE TABLE IF NOT EXISTS applications (
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  -- The operation these rows come from.
  operation_id CHAR(36) NOT NULL,
  number VARCHAR(500) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  submitted_by CHAR(36) NOT NULL,
  submitter_name VARCHAR(500) NOT NULL,
  submitted_at DATETIME(3) NOT NULL,
  decided_by CHAR(36) NOT NULL,
  decider_name VARCHAR(500) NOT NULL,
  decided_at DATETIME(3) NOT NULL,
  -- The verifier's remark, empty where none was given.
  reason VARCHAR(500) NOT NULL,
  -- When the last of its scans was there and verified. Until then the application does not count.
  complete_at DATETIME(3) NULL,
  -- How often scans of it have arrived; never read. A row that is only locked is locked on one server of a
  -- cluster: what two transactions on two servers must not both miss, both of them write, so that
  -- certification fails for one.
  arrivals INT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY applications_by_operation (operation_id),
  KEY applications_by_office (office_id, complete_at),
  CONSTRAINT application_operation FOREIGN KEY (operation_id) REFERENCES operations (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS families (
  application_id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  no_kk CHAR(16) NOT NULL,
  head_name VARCHAR(500) NOT NULL,
  address VARCHAR(500) NOT NULL,
  rt VARCHAR(500) NOT NULL,
  rw VARCHAR(500) NOT NULL,
  -- Kemendagri code, 10 digits.
  village CHAR(10) NOT NULL,
  postal_code VARCHAR(500) NOT NULL,
  phone VARCHAR(500) NOT NULL,
  PRIMARY KEY (application_id),
  KEY families_by_no_kk (no_kk),
  KEY families_by_village (village),
  CONSTRAINT family_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT family_no_kk CHECK (no_kk REGEXP '^[0-9]{16}$'),
  CONSTRAINT family_village CHECK (village REGEXP '^[0-9]{10}$')
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS members (
  application_id CHAR(36) NOT NULL,
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  -- Row of the KK's table, from 1.
  position INT NOT NULL,
  proposed BOOLEAN NOT NULL,
  name VARCHAR(500) NOT NULL,
  -- NULL only for a baby whose biodata is not recorded yet.
  nik CHAR(16) NULL,
  birth_date DATE NOT NULL,
  -- The member as the record has it: JSON of shared/record.ts, MemberRecord.
  member TEXT NOT NULL,
  PRIMARY KEY (application_id, id),
  -- A covering index for people of other offices with the same NIK.
  KEY members_by_proposed_nik (nik, proposed, office_id),
  CONSTRAINT member_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT member_nik CHECK (nik IS NULL OR nik REGEXP '^[0-9]{16}$')
) ENGINE = InnoDB;

-- Scans under the SHA-256 of their bytes, each office's apart: no office learns by a hash what another one
-- has.
CREATE TABLE IF NOT EXISTS scans (
  office_id CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  byte_length BIGINT NOT NULL,
  -- How many bytes have arrived, in order from the first: the offset of the next part.
  received BIGINT NOT NULL,
  -- All bytes, once they have been verified; empty until then.
  bytes LONGBLOB NOT NULL,
  complete_at DATETIME(3) NULL,
  PRIMARY KEY (office_id, hash),
  CONSTRAINT scan_office FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT scan_hash CHECK (hash REGEXP '^[0-9a-f]{64}$'),
  CONSTRAINT scan_length CHECK (byte_length > 0 AND received BETWEEN 0 AND byte_length)
) ENGINE = InnoDB;

-- Parts of scans that came in more than one, until the last part is there: appending to a long value would
-- write all of it again with every part.
CREATE TABLE IF NOT EXISTS scan_parts (
  office_id CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  byte_offset BIGINT NOT NULL,
  bytes LONGBLOB NOT NULL,
  PRIMARY KEY (office_id, hash, byte_offset),
  CONSTRAINT part_scan FOREIGN KEY (office_id, hash) REFERENCES scans (office_id, hash)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS pages (
  application_id CHAR(36) NOT NULL,
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  document VARCHAR(40) NOT NULL,
  -- The member whose document it is; NULL where it belongs to the family.
  member_id CHAR(36) NULL,
  position INT NOT NULL,
  scan CHAR(64) NOT NULL,
  media_type VARCHAR(40) NOT NULL,
  byte_length BIGINT NOT NULL,
  width INT NOT NULL,
  height INT NOT NULL,
  PRIMARY KEY (application_id, id),
  KEY pages_by_scan (office_id, scan),
  CONSTRAINT page_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT page_scan FOREIGN KEY (office_id, scan) REFERENCES scans (office_id, hash)
) ENGINE = InnoDB;

-- What happens to an application after its approval. Withdrawals and corrections are events of the office
-- that sent the record. They are kept beside the registry's rows and executed on them again whenever the
-- record is stored again; one that comes before its record is answered `later`, so that the order in which an
-- office's operations arrive does not matter.
CREATE TABLE IF NOT EXISTS application_events (
  operation_id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  application_id CHAR(36) NOT NULL,
  type VARCHAR(20) NOT NULL,
  -- The member it is about; NULL where it is about the family as a whole.
  member_id CHAR(36) NULL,
  -- The NIK or No. KK that is right; NULL of a withdrawal.
  number CHAR(16) NULL,
  -- The one that it replaced, so that it stays findable.
  former CHAR(16) NULL,
  -- The conflict that the office settled by it, where it did.
  conflict_id CHAR(36) NULL,
  -- FALSE where the other side had settled that conflict before: kept, and changes nothing.
  effective BOOLEAN NOT NULL,
  reason VARCHAR(500) NOT NULL,
  officer_id CHAR(36) NOT NULL,
  officer_name VARCHAR(500) NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (operation_id),
  KEY events_by_application (application_id, at),
  KEY events_by_former (former),
  CONSTRAINT event_operation FOREIGN KEY (operation_id) REFERENCES operations (id),
  CONSTRAINT event_type CHECK (
    (type = 'withdrawal' AND number IS NULL)
    OR (type = 'nik-correction' AND number IS NOT NULL AND member_id IS NOT NULL)
    OR (type = 'no-kk-correction' AND number IS NOT NULL AND member_id IS NULL)),
  CONSTRAINT event_number CHECK (number IS NULL OR number REGEXP '^[0-9]{16}$'),
  CONSTRAINT event_reason CHECK (reason <> '')
) ENGINE = InnoDB;

-- A lock for each NIK that was ever proposed, under the beginning of its SHA-256: two records with one NIK
-- that arrive at the same moment must not both miss each other, neither on one server (the second waits for
-- the first) nor on two of a cluster (one of them is certified and the other tried again). It says nothing of
-- people and is no key to them.
CREATE TABLE IF NOT EXISTS nik_claims (
  claim BINARY(16) NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (claim)
) ENGINE = InnoDB;

-- The same NIK proposed in applications of two offices, until one of them withdraws or corrects its own.
-- `first` is the application with the lower id, regardless of which came first.
CREATE TABLE IF NOT EXISTS conflicts (
  id CHAR(36) NOT NULL,
  nik CHAR(16) NOT NULL,
  first_office CHAR(36) NOT NULL,
  first_application CHAR(36) NOT NULL,
  first_member CHAR(36) NOT NULL,
  second_office CHAR(36) NOT NULL,
  second_application CHAR(36) NOT NULL,
  second_member CHAR(36) NOT NULL,
  found_at DATETIME(3) NOT NULL,
  -- The event that settled it, NULL while it is open.
  settled_by CHAR(36) NULL,
  settled_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY conflicts_by_first (first_application, first_member),
  KEY conflicts_by_second (second_application, second_member),
  KEY open_conflicts (settled_at, found_at),
  CONSTRAINT conflict_event FOREIGN KEY (settled_by) REFERENCES application_events (operation_id)
) ENGINE = InnoDB;

-- The change feed: what the centre has to tell an office, in an order in which nothing can be missed
-- (loket_add_change).

CREATE TABLE IF NOT EXISTS feed_positions (
  office_id CHAR(36) NOT NULL,
  -- The last position given out.
  position BIGINT NOT NULL,
  -- Changes up to this one may be gone: all computers of the office have them.
  pruned_to BIGINT NOT NULL,
  PRIMARY KEY (office_id),
  CONSTRAINT feed_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS changes (
  office_id CHAR(36) NOT NULL,
  position BIGINT NOT NULL,
  id CHAR(36) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  -- JSON with its `version`; an office keeps what it does not know and applies it after an upgrade.
  payload LONGTEXT NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (office_id, position),
  CONSTRAINT change_feed FOREIGN KEY (office_id) REFERENCES feed_positions (office_id)
) ENGINE = InnoDB;

-- How far each computer of an office has come.
CREATE TABLE IF NOT EXISTS feed_cursors (
  office_id CHAR(36) NOT NULL,
  device_id CHAR(36) NOT NULL,
  -- It has applied every change up to this one.
  position BIGINT NOT NULL,
  -- Session token: another one with every start of the program there. Of two computers with one copied store,
  -- the second to come shows a token that the first has replaced.
  session_token CHAR(36) NOT NULL,
  PRIMARY KEY (office_id, device_id),
  CONSTRAINT cursor_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

-- The relay of sealed packets between offices. A packet's bytes are a scan of the office that sends it:
-- announced, uploaded in parts and verified like every scan, and deleted once the receiver has it. The centre
-- knows sender, receiver and length, and can read none of it.
CREATE TABLE IF NOT EXISTS packets (
  id CHAR(36) NOT NULL,
  from_office CHAR(36) NOT NULL,
  to_office CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  byte_length BIGINT NOT NULL,
  announced_at DATETIME(3) NOT NULL,
  -- When all of it was here and the receiver was notified.
  posted_at DATETIME(3) NULL,
  -- When the receiver had it; its bytes are gone since.
  acknowledged_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY packets_by_receiver (to_office, acknowledged_at, posted_at),
  KEY packets_by_sender (from_office, hash),
  CONSTRAINT packet_sender FOREIGN KEY (from_office) REFERENCES offices (id),
  CONSTRAINT packet_receiver FOREIGN KEY (to_office) REFERENCES offices (id)
) ENGINE = InnoDB;

-- Agencies beside the offices: each one reads what its task needs of the registry and no more (UU 27/2022
-- art. 16: limited to the purpose). An agency says what it looks for before it sees anything, and that is
-- kept (art. 31).

CREATE TABLE IF NOT EXISTS agencies (
  id CHAR(36) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  -- Kemendagri code of its province (2 digits), city (4), kecamatan or kelurahan: all villages that begin so.
  area VARCHAR(10) NOT NULL,
  name VARCHAR(100) NOT NULL,
  -- NULL while the agency is revoked, as for offices.
  account VARCHAR(32) NULL,
  created_at DATETIME(3) NOT NULL,
  revoked_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY agencies_by_task (kind, area),
  UNIQUE KEY agencies_by_account (account),
  CONSTRAINT agency_kind CHECK (kind IN ('dinsos', 'dinkes', 'disdukcapil', 'bpjs')),
  CONSTRAINT agency_area CHECK (area REGEXP '^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{4})?)?)?$')
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS agency_visits (
  id BIGINT NOT NULL AUTO_INCREMENT,
  account VARCHAR(32) NOT NULL,
  host VARCHAR(255) NOT NULL,
  connection_id BIGINT NOT NULL,
  purpose VARCHAR(500) NOT NULL,
  entered_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY agency_visits_by_connection (account, connection_id, entered_at)
) ENGINE = InnoDB;
