-- The registry: approved applications with their family, people, decision, letters, overrides and pages.
-- All rows of an application come from one operation; a later decision on it replaces them.

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
  decided_at DATETIME(3) NOT NULL,
  -- When the last of its scans was there and verified. Until then the application does not count.
  complete_at DATETIME(3) NULL,
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
  KEY families_by_office (office_id),
  KEY families_by_no_kk (no_kk),
  CONSTRAINT family_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT family_no_kk CHECK (no_kk REGEXP '^[0-9]{16}$'),
  CONSTRAINT family_village CHECK (village REGEXP '^[0-9]{10}$')
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS people (
  application_id CHAR(36) NOT NULL,
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  -- Line of the KK's table, from 1.
  position INT NOT NULL,
  proposed BOOLEAN NOT NULL,
  name VARCHAR(500) NOT NULL,
  -- NULL only for a baby whose biodata is not recorded yet.
  nik CHAR(16) NULL,
  sex VARCHAR(4) NOT NULL,
  birth_place VARCHAR(500) NOT NULL,
  birth_date DATE NOT NULL,
  religion VARCHAR(4) NULL,
  education VARCHAR(4) NOT NULL,
  occupation VARCHAR(4) NOT NULL,
  blood_type VARCHAR(4) NULL,
  marital_status VARCHAR(4) NOT NULL,
  marriage_date DATE NULL,
  relationship VARCHAR(4) NOT NULL,
  citizenship VARCHAR(4) NOT NULL,
  passport_number VARCHAR(500) NOT NULL,
  kitap_number VARCHAR(500) NOT NULL,
  father_name VARCHAR(500) NOT NULL,
  mother_name VARCHAR(500) NOT NULL,
  PRIMARY KEY (application_id, id),
  KEY people_by_office (office_id),
  KEY people_by_nik (nik),
  CONSTRAINT person_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT person_nik CHECK (nik IS NULL OR nik REGEXP '^[0-9]{16}$')
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS decisions (
  application_id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  decided_by CHAR(36) NOT NULL,
  decider_name VARCHAR(500) NOT NULL,
  decided_at DATETIME(3) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (application_id),
  KEY decisions_by_office (office_id),
  CONSTRAINT decision_application FOREIGN KEY (application_id) REFERENCES applications (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS letters (
  application_id CHAR(36) NOT NULL,
  position INT NOT NULL,
  office_id CHAR(36) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  number VARCHAR(500) NOT NULL,
  dated DATE NOT NULL,
  PRIMARY KEY (application_id, position),
  KEY letters_by_office (office_id),
  CONSTRAINT letter_application FOREIGN KEY (application_id) REFERENCES applications (id)
) ENGINE = InnoDB;

-- Findings that the office answered: this value is right although the rule says otherwise.
CREATE TABLE IF NOT EXISTS overrides (
  application_id CHAR(36) NOT NULL,
  position INT NOT NULL,
  office_id CHAR(36) NOT NULL,
  -- NULL where the finding concerns the family.
  member_id CHAR(36) NULL,
  code VARCHAR(60) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (application_id, position),
  KEY overrides_by_office (office_id),
  CONSTRAINT override_application FOREIGN KEY (application_id) REFERENCES applications (id)
) ENGINE = InnoDB;
