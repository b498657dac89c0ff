-- Taking in a record: `loket_submit` judges it and answers, `loket_store_record` writes its rows.
--
-- The payload is handed over as `LENGTH(@loket_payload := ?)` and read from that variable: MariaDB writes every
-- local variable and parameter that a statement names into the statement's text, escaped, whether anybody logs it
-- or not, and that cost more than all the rest (measured: 5 ms for 200 kB and statement).

DELIMITER //

DROP PROCEDURE IF EXISTS loket_store_record //

-- Writes all rows of a record, inside the caller's transaction. What the record lacks or has in the wrong form
-- meets a NOT NULL, a CHECK or a column's type, and the caller turns that into a refusal. JSON values are taken
-- as text, because only the column's own strict type tells 'abc' from 0; NULLIF, because a JSON null may arrive
-- as the word.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_record (
  IN p_office CHAR(36), IN p_operation CHAR(36), IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  BEGIN
    -- Another computer of the office sends the same application at this moment: to be tried again, like a
    -- deadlock.
    DECLARE EXIT HANDLER FOR 1062
      SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'application-busy';
    INSERT INTO applications (id, office_id, operation_id, number, kind, submitted_by, submitter_name,
                              submitted_at, decided_at, complete_at)
    SELECT p_application, p_office, p_operation, number, kind, submitted_by, submitter_name,
           REPLACE(REPLACE(submitted_at, 'T', ' '), 'Z', ''), REPLACE(REPLACE(decided_at, 'T', ' '), 'Z', ''), NULL
    FROM JSON_TABLE(@loket_payload, '$' COLUMNS (
      number TEXT PATH '$.number',
      kind TEXT PATH '$.kind',
      submitted_by TEXT PATH '$.submittedBy.id',
      submitter_name TEXT PATH '$.submittedBy.name',
      submitted_at TEXT PATH '$.submittedAt',
      decided_at TEXT PATH '$.decidedAt')) AS record;
  END;

  INSERT INTO families (application_id, office_id, no_kk, head_name, address, rt, rw, village, postal_code, phone)
  SELECT p_application, p_office, no_kk, head_name, address, rt, rw, village, postal_code, phone
  FROM JSON_TABLE(@loket_payload, '$.family' COLUMNS (
    no_kk TEXT PATH '$.noKk',
    head_name TEXT PATH '$.headName',
    address TEXT PATH '$.address',
    rt TEXT PATH '$.rt',
    rw TEXT PATH '$.rw',
    village TEXT PATH '$.village',
    postal_code TEXT PATH '$.postalCode',
    phone TEXT PATH '$.phone')) AS family;

  INSERT INTO people (application_id, id, office_id, position, proposed, name, nik, sex, birth_place, birth_date,
                      religion, education, occupation, blood_type, marital_status, marriage_date, relationship,
                      citizenship, passport_number, kitap_number, father_name, mother_name)
  SELECT p_application, id, p_office, position, proposed = 'true', name, NULLIF(nik, 'null'), sex, birth_place,
         birth_date, NULLIF(religion, 'null'), education, occupation, NULLIF(blood_type, 'null'), marital_status,
         NULLIF(marriage_date, 'null'), relationship, citizenship, passport_number, kitap_number, father_name,
         mother_name
  FROM JSON_TABLE(@loket_payload, '$.members[*]' COLUMNS (
    position FOR ORDINALITY,
    id TEXT PATH '$.id',
    proposed TEXT PATH '$.proposed',
    name TEXT PATH '$.name',
    nik TEXT PATH '$.nik',
    sex TEXT PATH '$.sex',
    birth_place TEXT PATH '$.birthPlace',
    birth_date TEXT PATH '$.birthDate',
    religion TEXT PATH '$.religion',
    education TEXT PATH '$.education',
    occupation TEXT PATH '$.occupation',
    blood_type TEXT PATH '$.bloodType',
    marital_status TEXT PATH '$.maritalStatus',
    marriage_date TEXT PATH '$.marriageDate',
    relationship TEXT PATH '$.relationship',
    citizenship TEXT PATH '$.citizenship',
    passport_number TEXT PATH '$.passportNumber',
    kitap_number TEXT PATH '$.kitapNumber',
    father_name TEXT PATH '$.fatherName',
    mother_name TEXT PATH '$.motherName')) AS person;

  INSERT INTO decisions (application_id, office_id, decided_by, decider_name, decided_at, reason)
  SELECT p_application, p_office, decided_by, decider_name, REPLACE(REPLACE(decided_at, 'T', ' '), 'Z', ''), reason
  FROM JSON_TABLE(@loket_payload, '$' COLUMNS (
    decided_by TEXT PATH '$.decidedBy.id',
    decider_name TEXT PATH '$.decidedBy.name',
    decided_at TEXT PATH '$.decidedAt',
    reason TEXT PATH '$.reason')) AS decision;

  INSERT INTO letters (application_id, position, office_id, kind, number, dated)
  SELECT p_application, position, p_office, kind, number, dated
  FROM JSON_TABLE(@loket_payload, '$.letters[*]' COLUMNS (
    position FOR ORDINALITY,
    kind TEXT PATH '$.kind',
    number TEXT PATH '$.number',
    dated TEXT PATH '$.date')) AS letter;

  INSERT INTO overrides (application_id, position, office_id, member_id, code, reason)
  SELECT p_application, position, p_office, NULLIF(member_id, 'null'), code, reason
  FROM JSON_TABLE(@loket_payload, '$.overrides[*]' COLUMNS (
    position FOR ORDINALITY,
    member_id TEXT PATH '$.memberId',
    code TEXT PATH '$.code',
    reason TEXT PATH '$.reason')) AS given;

  -- In the order of the hashes, so that two records with the same scans never wait for each other crosswise. Short
  -- text is sorted in memory; a value that is longer meets its error with the pages.
  INSERT INTO scans (office_id, hash, byte_length, held, bytes, complete_at)
  SELECT p_office, hash, MAX(byte_length), 0, '', NULL
  FROM JSON_TABLE(@loket_payload, '$.pages[*]' COLUMNS (
    hash VARCHAR(100) PATH '$.scan',
    byte_length VARCHAR(20) PATH '$.byteLength')) AS scan
  GROUP BY hash
  ORDER BY hash
  ON DUPLICATE KEY UPDATE hash = scans.hash;

  INSERT INTO pages (application_id, id, office_id, document, member_id, position, scan, media_type, byte_length,
                     width, height)
  SELECT p_application, id, p_office, document, NULLIF(member_id, 'null'), position, scan, media_type, byte_length,
         width, height
  FROM JSON_TABLE(@loket_payload, '$.pages[*]' COLUMNS (
    id TEXT PATH '$.id',
    document TEXT PATH '$.document',
    member_id TEXT PATH '$.memberId',
    position TEXT PATH '$.position',
    scan TEXT PATH '$.scan',
    media_type TEXT PATH '$.mediaType',
    byte_length TEXT PATH '$.byteLength',
    width TEXT PATH '$.width',
    height TEXT PATH '$.height')) AS page;
END //

DROP PROCEDURE IF EXISTS loket_submit //

-- One operation of an office. Answers `applied`, `already` or `refused` with the reason's code, whether the record
-- is complete, and in a second result which of its scans are missing and from which byte. Sent twice, it has
-- effect once: operation, rows and answer stand in one transaction.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_submit (
  IN p_operation CHAR(36), IN p_device CHAR(36), IN p_sequence BIGINT, IN p_hash CHAR(64), IN p_length INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_application CHAR(36);
  DECLARE v_owner CHAR(36);
  DECLARE v_decided_at DATETIME(3);
  DECLARE v_standing_decided_at DATETIME(3);
  DECLARE v_missing INT;
  DECLARE v_unequal INT;
  DECLARE v_longest BIGINT;
  DECLARE v_verdict VARCHAR(10) DEFAULT 'applied';
  DECLARE v_refusal VARCHAR(40) DEFAULT '';

  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  -- What the record's own content runs into: a missing value (1048), a value twice (1062), too long (1406), no
  -- number, date or code (1264, 1265, 1292, 1366, 1411), a page of no scan (1452), a CHECK (4025 MariaDB, 3819
  -- MySQL). Anything else is the server's trouble and is passed on, for the office to try again.
  DECLARE EXIT HANDLER FOR 1048, 1062, 1264, 1265, 1292, 1366, 1406, 1411, 1452, 3819, 4025
  BEGIN
    ROLLBACK;
    CALL loket_refuse(p_operation, 'record-malformed');
  END;
  DECLARE EXIT HANDLER FOR SQLSTATE '45000'
  BEGIN
    GET DIAGNOSTICS CONDITION 1 v_refusal = MESSAGE_TEXT;
    ROLLBACK;
    CALL loket_refuse(p_operation, v_refusal);
  END;

  -- Each look sees what has been committed by then, without locking what it looks at.
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;

  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'office-unknown';
  END IF;
  IF SHA2(@loket_payload, 256) <> p_hash THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payload-hash';
  END IF;
  IF NOT JSON_VALID(@loket_payload) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.version')), '') <> '1' THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'version-unknown';
  END IF;
  -- A record of nobody, and columns that JSON_TABLE would silently fill with nothing.
  IF COALESCE(JSON_LENGTH(@loket_payload, '$.members'), 0) = 0
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.family')), '') <> 'OBJECT'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.members')), '') <> 'ARRAY'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.pages')), '') <> 'ARRAY' THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.family.village')), '') NOT LIKE CONCAT(v_code, '%') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'area-foreign';
  END IF;
  SET v_application = JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.id'));
  SET v_decided_at =
    REPLACE(REPLACE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.decidedAt')), 'T', ' '), 'Z', '');
  IF v_decided_at IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;

  BEGIN
    DECLARE EXIT HANDLER FOR 1062 SET v_verdict = 'already';
    INSERT INTO operations (id, office_id, device_id, sequence, application_id, payload_hash, payload, received_at)
    VALUES (p_operation, v_office, p_device, p_sequence, v_application, p_hash, @loket_payload, UTC_TIMESTAMP(3));
  END;

  IF v_verdict = 'already' THEN
    IF NOT EXISTS (SELECT 1 FROM operations
                   WHERE id = p_operation AND office_id = v_office AND payload_hash = p_hash) THEN
      -- Another operation stands under this id, or under this number of this computer: a store that was copied
      -- or put back from a backup.
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'operation-conflict';
    END IF;
  ELSE
    SELECT office_id, decided_at INTO v_owner, v_standing_decided_at
    FROM applications WHERE id = v_application FOR UPDATE;
    IF v_owner <> v_office THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application-foreign';
    END IF;
    -- A decision that was overtaken on the way by a later one is kept as an operation and changes nothing.
    IF v_standing_decided_at IS NULL OR v_standing_decided_at <= v_decided_at THEN
      IF v_owner IS NOT NULL THEN
        CALL loket_clear_record(v_application);
      END IF;
      CALL loket_store_record(v_office, p_operation, v_application);
      SELECT COALESCE(SUM(scans.complete_at IS NULL), 0), COALESCE(SUM(scans.byte_length <> pages.byte_length), 0),
             COALESCE(MAX(pages.byte_length), 0)
      INTO v_missing, v_unequal, v_longest
      FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
      WHERE pages.application_id = v_application;
      IF v_unequal > 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
      END IF;
      IF v_longest > @@max_allowed_packet - 65536 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'scan-too-large';
      END IF;
      IF v_missing = 0 THEN
        UPDATE applications SET complete_at = UTC_TIMESTAMP(3) WHERE id = v_application;
      END IF;
    END IF;
  END IF;
  COMMIT;

  SELECT v_verdict AS verdict, '' AS refusal,
         NOT EXISTS (SELECT 1 FROM applications WHERE operation_id = p_operation AND complete_at IS NULL) AS complete;
  SELECT hash, held FROM scans
  WHERE office_id = v_office AND complete_at IS NULL AND hash IN (
    SELECT scan FROM pages JOIN applications ON applications.id = pages.application_id
    WHERE applications.operation_id = p_operation);
END //

DROP PROCEDURE IF EXISTS loket_refuse //

CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_refuse (IN p_operation CHAR(36), IN p_code VARCHAR(40))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO refusals (at, account, operation_id, code)
  VALUES (UTC_TIMESTAMP(3), SUBSTRING_INDEX(USER(), '@', 1), p_operation, p_code);
  SELECT 'refused' AS verdict, p_code AS refusal, 0 AS complete;
  SELECT hash, held FROM scans WHERE FALSE;
END //

DROP PROCEDURE IF EXISTS loket_clear_record //

-- Takes an application's rows out before a later decision's rows go in; its operations and scans stay.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_clear_record (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DELETE FROM pages WHERE application_id = p_application;
  DELETE FROM overrides WHERE application_id = p_application;
  DELETE FROM letters WHERE application_id = p_application;
  DELETE FROM decisions WHERE application_id = p_application;
  DELETE FROM people WHERE application_id = p_application;
  DELETE FROM families WHERE application_id = p_application;
  DELETE FROM applications WHERE id = p_application;
END //

DELIMITER ;
