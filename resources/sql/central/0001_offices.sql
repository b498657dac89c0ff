-- Offices, their computers, and what each of them has told the centre.
-- Accepted by MySQL 8.0.19+ and MariaDB 10.11+. Times are UTC; ids are UUIDs made where the record was made; NIK
-- and No. KK are indexed and never a key, because both are corrected (UU 24/2013) and old numbers stay findable.
-- Every statement may be run again: a migration that was cut is simply repeated.

CREATE TABLE IF NOT EXISTS offices (
  id CHAR(36) NOT NULL,
  -- Kemendagri code: kelurahan 10 digits, kecamatan 6 digits. An office's area is every kelurahan that begins so.
  code VARCHAR(10) NOT NULL,
  -- The database account by which the procedures and views know who is asking.
  account VARCHAR(32) NOT NULL,
  created_at DATETIME(3) NOT NULL,
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
  -- How far the computer's clock was ahead of the centre's when it was last seen; negative where it was behind.
  clock_ahead_ms BIGINT NOT NULL,
  PRIMARY KEY (office_id, id),
  CONSTRAINT device_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

-- Every operation that took effect, with its payload word for word: what makes sending it again harmless, what a
-- newer version of the schema reads what it did not understand at the time from, and where numbers that were
-- corrected since are found.
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

-- What was refused, by whom it was sent and why; never personal data.
CREATE TABLE IF NOT EXISTS refusals (
  id BIGINT NOT NULL AUTO_INCREMENT,
  at DATETIME(3) NOT NULL,
  account VARCHAR(80) NOT NULL,
  operation_id VARCHAR(36) NOT NULL,
  code VARCHAR(40) NOT NULL,
  PRIMARY KEY (id),
  KEY refusals_by_account (account, at)
) ENGINE = InnoDB;
