-- Agencies beside the offices: what each one's task needs of the registry and no more (UU 27/2022 art. 16: limited
-- to the purpose). Nothing of an application counts for them before all its scans are there. An agency says what it
-- looks for before it sees anything, and that is kept (art. 31).

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

DELIMITER //

DROP PROCEDURE IF EXISTS loket_open_registry //

-- Opens the agency's views to this connection for twelve hours. Answers who the centre takes the caller for.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_open_registry (IN p_purpose VARCHAR(500))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_account VARCHAR(32) DEFAULT SUBSTRING_INDEX(USER(), '@', 1);
  IF NOT EXISTS (SELECT 1 FROM agencies WHERE account = v_account) THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'agency-unknown';
  END IF;
  IF CHAR_LENGTH(TRIM(p_purpose)) < 10 OR p_purpose IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'purpose-missing';
  END IF;
  INSERT INTO agency_visits (account, host, connection_id, purpose, entered_at)
  VALUES (v_account, SUBSTRING_INDEX(USER(), '@', -1), CONNECTION_ID(), TRIM(p_purpose), UTC_TIMESTAMP(3));
  SELECT kind, area, name FROM agencies WHERE account = v_account;
END //

DELIMITER ;

-- The families that the calling agency may see on this connection. Nobody is given this view itself.
DROP VIEW IF EXISTS agency_families;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW agency_families AS
SELECT families.application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone,
       applications.number, applications.kind, applications.office_id, submitted_at, decided_at, complete_at
FROM agencies AS reader
JOIN families ON village >= reader.area AND village < CONCAT(reader.area, ':')
JOIN applications ON applications.id = families.application_id AND applications.complete_at IS NOT NULL
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1)
  AND EXISTS (SELECT 1 FROM agency_visits
              WHERE account = SUBSTRING_INDEX(USER(), '@', 1) AND connection_id = CONNECTION_ID()
                AND entered_at > UTC_TIMESTAMP(3) - INTERVAL 12 HOUR);

-- Dinas Sosial takes over the verified cases: all that was decided on, and by whom.
DROP VIEW IF EXISTS dinsos_cases;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_cases AS
SELECT case_family.application_id, offices.code AS office, number, kind, submitted_at, case_family.decided_at,
       decider_name, reason, complete_at, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM agency_families AS case_family
JOIN offices ON offices.id = case_family.office_id
JOIN decisions ON decisions.application_id = case_family.application_id;

DROP VIEW IF EXISTS dinsos_people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_people AS
SELECT people.application_id, id, position, proposed, name, nik, sex, birth_place, birth_date, religion, education,
       occupation, blood_type, marital_status, marriage_date, relationship, citizenship, father_name, mother_name
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id;

DROP VIEW IF EXISTS dinsos_letters;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_letters AS
SELECT letters.application_id, letters.position, letters.kind, letters.number, dated
FROM agency_families AS case_family
JOIN letters ON letters.application_id = case_family.application_id;

-- Dinas Kesehatan proposes the participants whom the region pays for: who they are and where they live.
DROP VIEW IF EXISTS dinkes_participants;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinkes_participants AS
SELECT people.application_id, people.id, number, kind, decided_at, no_kk, nik, name, sex, birth_date, relationship,
       address, rt, rw, village
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id AND proposed;

-- Disdukcapil matches deaths, moves and corrected numbers against the people of the registry.
DROP VIEW IF EXISTS disdukcapil_people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW disdukcapil_people AS
SELECT people.application_id, people.id, no_kk, nik, name, sex, birth_place, birth_date, village
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id;

-- BPJS Kesehatan registers the participants: the columns of its registration sheet that the registry holds.
DROP VIEW IF EXISTS bpjs_participants;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW bpjs_participants AS
SELECT people.application_id, people.id, kind, decided_at, no_kk, nik, name, relationship, birth_place, birth_date,
       sex, marital_status, address, rt, rw, postal_code, village, phone, citizenship, mother_name
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id AND proposed;
