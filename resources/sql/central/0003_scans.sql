-- Scans under the SHA-256 of their bytes, each office's apart: no office learns by a hash what another one holds.

CREATE TABLE IF NOT EXISTS scans (
  office_id CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  byte_length BIGINT NOT NULL,
  -- How many bytes have arrived, in order from the first: where the next chunk begins.
  held BIGINT NOT NULL,
  -- All bytes, once they have been verified; empty until then.
  bytes LONGBLOB NOT NULL,
  complete_at DATETIME(3) NULL,
  PRIMARY KEY (office_id, hash),
  CONSTRAINT scan_office FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT scan_hash CHECK (hash REGEXP '^[0-9a-f]{64}$'),
  CONSTRAINT scan_length CHECK (byte_length > 0 AND held BETWEEN 0 AND byte_length)
) ENGINE = InnoDB;

-- Chunks of scans that came in more than one piece, until the last piece is there: appending to a long value
-- would write all of it anew with every piece.
CREATE TABLE IF NOT EXISTS scan_chunks (
  office_id CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  begins_at BIGINT NOT NULL,
  bytes LONGBLOB NOT NULL,
  PRIMARY KEY (office_id, hash, begins_at),
  CONSTRAINT chunk_scan FOREIGN KEY (office_id, hash) REFERENCES scans (office_id, hash)
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
