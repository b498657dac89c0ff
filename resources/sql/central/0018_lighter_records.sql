-- Registry rows that cost less to take in. What is looked for stays in columns of its own; what is only read with it
-- stays as it was sent.
--
-- A person's row has what the registry looks for and the member as JSON, from which the other columns are read;
-- decisions are columns of their application; letters and answered findings are read from the operation that the
-- application comes from. `people`, `decisions`, `letters` and `overrides` are views of the columns that they had as
-- tables. What is an office's own is found through its applications. JSON_VALUE: MySQL 8.0.21+, MariaDB.

CREATE TABLE IF NOT EXISTS members (
  application_id CHAR(36) NOT NULL,
  id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  -- Line of the KK's table, from 1.
  position INT NOT NULL,
  proposed BOOLEAN NOT NULL,
  name VARCHAR(500) NOT NULL,
  -- NULL only for a baby whose biodata is not recorded yet.
  nik CHAR(16) NULL,
  birth_date DATE NOT NULL,
  -- The member as the record has it: JSON of shared/record.ts, MemberRecord.
  member TEXT NOT NULL,
  PRIMARY KEY (application_id, id),
  KEY members_by_nik (nik),
  CONSTRAINT member_application FOREIGN KEY (application_id) REFERENCES applications (id),
  CONSTRAINT member_nik CHECK (nik IS NULL OR nik REGEXP '^[0-9]{16}$')
) ENGINE = InnoDB;

-- Out of the way first, so that nothing arrives in it meanwhile: offices send again what meets an error.
SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'people' AND table_type = 'BASE TABLE'),
  'RENAME TABLE people TO former_people', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'former_people'),
  'INSERT INTO members (application_id, id, office_id, position, proposed, name, nik, birth_date, member)
   SELECT application_id, id, office_id, position, proposed, name, nik, birth_date, JSON_OBJECT(
     ''sex'', sex, ''birthPlace'', birth_place, ''religion'', religion, ''education'', education,
     ''occupation'', occupation, ''bloodType'', blood_type, ''maritalStatus'', marital_status,
     ''marriageDate'', CAST(marriage_date AS CHAR), ''relationship'', relationship, ''citizenship'', citizenship,
     ''passportNumber'', passport_number, ''kitapNumber'', kitap_number, ''fatherName'', father_name,
     ''motherName'', mother_name)
   FROM former_people
   ON DUPLICATE KEY UPDATE id = members.id',
  'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DROP TABLE IF EXISTS former_people;

DROP VIEW IF EXISTS people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW people AS
SELECT application_id, id, office_id, position, proposed, name, nik, birth_date,
       JSON_VALUE(member, '$.sex') AS sex,
       JSON_VALUE(member, '$.birthPlace') AS birth_place,
       JSON_VALUE(member, '$.religion') AS religion,
       JSON_VALUE(member, '$.education') AS education,
       JSON_VALUE(member, '$.occupation') AS occupation,
       JSON_VALUE(member, '$.bloodType') AS blood_type,
       JSON_VALUE(member, '$.maritalStatus') AS marital_status,
       CAST(JSON_VALUE(member, '$.marriageDate') AS DATE) AS marriage_date,
       JSON_VALUE(member, '$.relationship') AS relationship,
       JSON_VALUE(member, '$.citizenship') AS citizenship,
       JSON_VALUE(member, '$.passportNumber') AS passport_number,
       JSON_VALUE(member, '$.kitapNumber') AS kitap_number,
       JSON_VALUE(member, '$.fatherName') AS father_name,
       JSON_VALUE(member, '$.motherName') AS mother_name
FROM members;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'applications' AND column_name = 'decided_by'),
  'DO 0',
  'ALTER TABLE applications
     ADD COLUMN decided_by CHAR(36) NOT NULL DEFAULT '''',
     ADD COLUMN decider_name VARCHAR(500) NOT NULL DEFAULT '''',
     -- The verifier''s remark, empty where none was given.
     ADD COLUMN reason VARCHAR(500) NOT NULL DEFAULT ''''');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'decisions' AND table_type = 'BASE TABLE'),
  'RENAME TABLE decisions TO former_decisions', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'former_decisions'),
  'UPDATE applications JOIN former_decisions ON former_decisions.application_id = applications.id
   SET applications.decided_by = former_decisions.decided_by,
       applications.decider_name = former_decisions.decider_name, applications.reason = former_decisions.reason',
  'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DROP TABLE IF EXISTS former_decisions;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'letters' AND table_type = 'BASE TABLE'),
  'DROP TABLE letters', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.tables
          WHERE table_schema = DATABASE() AND table_name = 'overrides' AND table_type = 'BASE TABLE'),
  'DROP TABLE overrides', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'families' AND index_name = 'families_by_office'),
  'ALTER TABLE families DROP KEY families_by_office', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DROP VIEW IF EXISTS decisions;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW decisions AS
SELECT id AS application_id, office_id, decided_by, decider_name, decided_at, reason FROM applications;

DROP VIEW IF EXISTS letters;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW letters AS
SELECT applications.id AS application_id, letter.position, applications.office_id, letter.kind, letter.number,
       letter.dated
FROM applications
JOIN operations ON operations.id = applications.operation_id
JOIN JSON_TABLE(operations.payload, '$.letters[*]' COLUMNS (
  position FOR ORDINALITY,
  kind VARCHAR(40) PATH '$.kind',
  number VARCHAR(500) PATH '$.number',
  dated DATE PATH '$.date')) AS letter;

-- Findings that the office answered: this value is right although the rule says otherwise. The member is NULL where
-- the finding concerns the family.
DROP VIEW IF EXISTS overrides;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW overrides AS
SELECT applications.id AS application_id, given.position, applications.office_id,
       NULLIF(given.member_id, 'null') AS member_id, given.code, given.reason
FROM applications
JOIN operations ON operations.id = applications.operation_id
JOIN JSON_TABLE(operations.payload, '$.overrides[*]' COLUMNS (
  position FOR ORDINALITY,
  member_id VARCHAR(36) PATH '$.memberId',
  code VARCHAR(60) PATH '$.code',
  reason VARCHAR(500) PATH '$.reason')) AS given;

DROP VIEW IF EXISTS own_families;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_families AS
SELECT application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM applications JOIN families ON families.application_id = applications.id
WHERE applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_people AS
SELECT application_id, people.id, position, proposed, name, nik, sex, birth_place, birth_date, religion, education,
       occupation, blood_type, marital_status, marriage_date, relationship, citizenship, passport_number,
       kitap_number, father_name, mother_name
FROM applications JOIN people ON people.application_id = applications.id
WHERE applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DELIMITER //

DROP PROCEDURE IF EXISTS loket_clear_record //

-- Takes an application's rows out before a later decision's rows go in; its operations and scans stay.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_clear_record (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DELETE FROM pages WHERE application_id = p_application;
  DELETE FROM members WHERE application_id = p_application;
  DELETE FROM families WHERE application_id = p_application;
  DELETE FROM applications WHERE id = p_application;
END //

DROP PROCEDURE IF EXISTS loket_store_records //

-- Writes the rows of records whose operations are written (`p_operations`: JSON list of their ids), inside the
-- caller's transaction. What a record lacks or has in the wrong form meets a NOT NULL, a CHECK or a column's type.
-- JSON values are taken as text, because only the column's own strict type tells 'abc' from 0; one letter longer
-- than the column, so that it refuses what is too long; NULLIF, because a JSON null may arrive as the word.
-- Among them must be nothing but whole records of this version for the area `p_area`.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_records (
  IN p_office CHAR(36), IN p_area VARCHAR(10), IN p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
storing: BEGIN
  DECLARE v_empty INT;
  DECLARE v_waiting INT;
  DECLARE v_unequal INT;
  DECLARE v_longest BIGINT;

  INSERT INTO applications (id, office_id, operation_id, number, kind, submitted_by, submitter_name, submitted_at,
                            decided_by, decider_name, decided_at, reason, complete_at)
  SELECT application_id, p_office, operations.id, number, kind, submitted_by, submitter_name,
         REPLACE(REPLACE(submitted_at, 'T', ' '), 'Z', ''), decided_by, decider_name,
         REPLACE(REPLACE(decided_at, 'T', ' '), 'Z', ''), reason, IF(LEFT(pages, 2) = '[]', UTC_TIMESTAMP(3), NULL)
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$' COLUMNS (
    version VARCHAR(40) PATH '$.version',
    id VARCHAR(40) PATH '$.id',
    number VARCHAR(501) PATH '$.number',
    kind VARCHAR(41) PATH '$.kind',
    submitted_by VARCHAR(37) PATH '$.submittedBy.id',
    submitter_name VARCHAR(501) PATH '$.submittedBy.name',
    submitted_at VARCHAR(30) PATH '$.submittedAt',
    decided_by VARCHAR(37) PATH '$.decidedBy.id',
    decider_name VARCHAR(501) PATH '$.decidedBy.name',
    decided_at VARCHAR(30) PATH '$.decidedAt',
    reason VARCHAR(501) PATH '$.reason',
    village VARCHAR(40) PATH '$.family.village',
    pages JSON PATH '$.pages')) AS record
  WHERE SHA2(payload, 256) = payload_hash AND JSON_VALID(payload) AND version = '1' AND record.id = application_id
    AND village LIKE CONCAT(p_area, '%') AND LEFT(pages, 1) = '[';
  IF ROW_COUNT() <> JSON_LENGTH(p_operations) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;

  INSERT INTO families (application_id, office_id, no_kk, head_name, address, rt, rw, village, postal_code, phone)
  SELECT application_id, p_office, no_kk, head_name, address, rt, rw, village, postal_code, phone
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.family' COLUMNS (
    no_kk VARCHAR(17) PATH '$.noKk',
    head_name VARCHAR(501) PATH '$.headName',
    address VARCHAR(501) PATH '$.address',
    rt VARCHAR(501) PATH '$.rt',
    rw VARCHAR(501) PATH '$.rw',
    village VARCHAR(11) PATH '$.village',
    postal_code VARCHAR(501) PATH '$.postalCode',
    phone VARCHAR(501) PATH '$.phone')) AS family;

  INSERT INTO members (application_id, id, office_id, position, proposed, name, nik, birth_date, member)
  SELECT application_id, person.id, p_office, position, proposed = 'true', name, NULLIF(nik, 'null'), birth_date,
         member
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.members[*]' COLUMNS (
    position FOR ORDINALITY,
    id VARCHAR(37) PATH '$.id',
    proposed VARCHAR(5) PATH '$.proposed',
    name VARCHAR(501) PATH '$.name',
    nik VARCHAR(17) PATH '$.nik',
    birth_date VARCHAR(30) PATH '$.birthDate',
    member JSON PATH '$')) AS person;

  SELECT SUM(NOT EXISTS (SELECT 1 FROM members WHERE members.application_id = applications.id)),
         SUM(complete_at IS NULL)
  INTO v_empty, v_waiting
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN applications ON applications.operation_id = batch.id;
  IF v_empty > 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF v_waiting = 0 THEN
    LEAVE storing;
  END IF;

  -- In the order of the hashes, so that two records with the same scans never wait for each other crosswise.
  INSERT INTO scans (office_id, hash, byte_length, held, bytes, complete_at)
  SELECT p_office, hash, MAX(page.byte_length), 0, '', NULL
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.pages[*]' COLUMNS (
    hash VARCHAR(65) PATH '$.scan',
    byte_length VARCHAR(20) PATH '$.byteLength')) AS page
  GROUP BY hash
  ORDER BY hash
  ON DUPLICATE KEY UPDATE hash = scans.hash;

  INSERT INTO pages (application_id, id, office_id, document, member_id, position, scan, media_type, byte_length,
                     width, height)
  SELECT application_id, page.id, p_office, document, NULLIF(member_id, 'null'), position, scan, media_type,
         byte_length, width, height
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.pages[*]' COLUMNS (
    id VARCHAR(37) PATH '$.id',
    document VARCHAR(41) PATH '$.document',
    member_id VARCHAR(37) PATH '$.memberId',
    position VARCHAR(20) PATH '$.position',
    scan VARCHAR(65) PATH '$.scan',
    media_type VARCHAR(41) PATH '$.mediaType',
    byte_length VARCHAR(20) PATH '$.byteLength',
    width VARCHAR(20) PATH '$.width',
    height VARCHAR(20) PATH '$.height')) AS page;

  SELECT COALESCE(SUM(scans.byte_length <> pages.byte_length), 0), COALESCE(MAX(pages.byte_length), 0)
  INTO v_unequal, v_longest
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN applications ON applications.operation_id = batch.id
  JOIN pages ON pages.application_id = applications.id
  JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan;
  IF v_unequal > 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF v_longest > @@max_allowed_packet - 65536 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'scan-too-large';
  END IF;
  UPDATE JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN applications ON applications.operation_id = batch.id
  SET applications.complete_at = UTC_TIMESTAMP(3)
  WHERE applications.complete_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = applications.id AND scans.complete_at IS NULL);
END //

DROP PROCEDURE IF EXISTS loket_apply_record //

-- A record, in the caller's transaction and with its payload in @loket_payload; its operation is written already.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_record (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_operation CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36) DEFAULT JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.id'));
  DECLARE v_decided_at DATETIME(3) DEFAULT
    REPLACE(REPLACE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.decidedAt')), 'T', ' '), 'Z', '');
  DECLARE v_standing_decided_at DATETIME(3);
  DECLARE v_owner CHAR(36);

  -- A record of nobody, and columns that JSON_TABLE would silently fill with nothing.
  IF COALESCE(JSON_LENGTH(@loket_payload, '$.members'), 0) = 0
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.family')), '') <> 'OBJECT'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.members')), '') <> 'ARRAY'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.pages')), '') <> 'ARRAY'
     OR v_decided_at IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.family.village')), '') NOT LIKE CONCAT(p_code, '%') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'area-foreign';
  END IF;

  SELECT office_id, decided_at INTO v_owner, v_standing_decided_at
  FROM applications WHERE id = v_application FOR UPDATE;
  IF v_owner <> p_office THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application-foreign';
  END IF;
  -- A decision that was overtaken on the way by a later one is kept as an operation and changes nothing.
  IF v_standing_decided_at IS NULL OR v_standing_decided_at <= v_decided_at THEN
    IF v_owner IS NOT NULL THEN
      CALL loket_clear_record(v_application);
    END IF;
    CALL loket_store_records(p_office, p_code, JSON_ARRAY(p_operation));
    CALL loket_records_stored(JSON_ARRAY(p_operation), @loket_concerned);
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_take_new_records //

-- The quick way: @loket_operations as records that are new here, in one transaction, or an error.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_take_new_records (IN p_device CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  INSERT INTO operations (id, office_id, device_id, sequence, application_id, payload_hash, payload, received_at)
  SELECT id, v_office, p_device, sequence, application, hash,
         CONVERT(SUBSTRING(packed.payloads, begins_at + 1, length) USING utf8mb4), UTC_TIMESTAMP(3)
  -- From a row: of a variable, all of it is copied for each piece. LIMIT keeps the row from being read as one.
  FROM (SELECT @loket_payloads AS payloads LIMIT 1) AS packed
  JOIN JSON_TABLE(@loket_operations, '$[*]' COLUMNS (
    id CHAR(36) PATH '$[0]', application VARCHAR(37) PATH '$[1]', sequence BIGINT PATH '$[2]',
    hash CHAR(64) PATH '$[3]', begins_at INT PATH '$[4]', length INT PATH '$[5]')) AS batch;

  SET @loket_ids = JSON_EXTRACT(@loket_operations, '$[*][0]');
  CALL loket_store_records(v_office, v_code, @loket_ids);
  CALL loket_records_stored(@loket_ids, @loket_concerned);
  COMMIT;
END //

DELIMITER ;
