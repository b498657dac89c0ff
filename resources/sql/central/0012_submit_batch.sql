-- Taking in many operations in one call. `loket_submit_batch` tries the quick way: all of them are new records with
-- nothing unusual, and their rows go in together. What that meets any trouble with is taken operation by operation
-- by `loket_take_operation`, each in a transaction of its own, so that a bad one spoils no other.
--
-- Why user variables, see 0005.

DELIMITER //

DROP PROCEDURE IF EXISTS loket_store_records //

-- Writes the rows of records whose operations are written (`p_operations`: JSON list of their ids), inside the
-- caller's transaction. What a record lacks or has in the wrong form meets a NOT NULL, a CHECK or a column's type.
-- JSON values are taken as text, because only the column's own strict type tells 'abc' from 0; one letter longer
-- than the column, so that it refuses what is too long; NULLIF, because a JSON null may arrive as the word.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_records (
  IN p_office CHAR(36), IN p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
storing: BEGIN
  DECLARE v_unequal INT;
  DECLARE v_longest BIGINT;

  INSERT INTO applications (id, office_id, operation_id, number, kind, submitted_by, submitter_name,
                            submitted_at, decided_at, complete_at)
  SELECT application_id, p_office, operations.id, number, kind, submitted_by, submitter_name,
         REPLACE(REPLACE(submitted_at, 'T', ' '), 'Z', ''), REPLACE(REPLACE(decided_at, 'T', ' '), 'Z', ''),
         IF(has_pages, NULL, UTC_TIMESTAMP(3))
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$' COLUMNS (
    number VARCHAR(501) PATH '$.number',
    kind VARCHAR(41) PATH '$.kind',
    submitted_by VARCHAR(37) PATH '$.submittedBy.id',
    submitter_name VARCHAR(501) PATH '$.submittedBy.name',
    submitted_at VARCHAR(30) PATH '$.submittedAt',
    decided_at VARCHAR(30) PATH '$.decidedAt',
    has_pages INT EXISTS PATH '$.pages[0]')) AS record;

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

  INSERT INTO people (application_id, id, office_id, position, proposed, name, nik, sex, birth_place, birth_date,
                      religion, education, occupation, blood_type, marital_status, marriage_date, relationship,
                      citizenship, passport_number, kitap_number, father_name, mother_name)
  SELECT application_id, person.id, p_office, position, proposed = 'true', name, NULLIF(nik, 'null'), sex,
         birth_place, birth_date, NULLIF(religion, 'null'), education, occupation, NULLIF(blood_type, 'null'),
         marital_status, NULLIF(marriage_date, 'null'), relationship, citizenship, passport_number, kitap_number,
         father_name, mother_name
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.members[*]' COLUMNS (
    position FOR ORDINALITY,
    id VARCHAR(37) PATH '$.id',
    proposed VARCHAR(5) PATH '$.proposed',
    name VARCHAR(501) PATH '$.name',
    nik VARCHAR(17) PATH '$.nik',
    sex VARCHAR(5) PATH '$.sex',
    birth_place VARCHAR(501) PATH '$.birthPlace',
    birth_date VARCHAR(30) PATH '$.birthDate',
    religion VARCHAR(5) PATH '$.religion',
    education VARCHAR(5) PATH '$.education',
    occupation VARCHAR(5) PATH '$.occupation',
    blood_type VARCHAR(5) PATH '$.bloodType',
    marital_status VARCHAR(5) PATH '$.maritalStatus',
    marriage_date VARCHAR(30) PATH '$.marriageDate',
    relationship VARCHAR(5) PATH '$.relationship',
    citizenship VARCHAR(5) PATH '$.citizenship',
    passport_number VARCHAR(501) PATH '$.passportNumber',
    kitap_number VARCHAR(501) PATH '$.kitapNumber',
    father_name VARCHAR(501) PATH '$.fatherName',
    mother_name VARCHAR(501) PATH '$.motherName')) AS person;

  INSERT INTO decisions (application_id, office_id, decided_by, decider_name, decided_at, reason)
  SELECT application_id, p_office, decided_by, decider_name, REPLACE(REPLACE(decided_at, 'T', ' '), 'Z', ''), reason
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$' COLUMNS (
    decided_by VARCHAR(37) PATH '$.decidedBy.id',
    decider_name VARCHAR(501) PATH '$.decidedBy.name',
    decided_at VARCHAR(30) PATH '$.decidedAt',
    reason VARCHAR(501) PATH '$.reason')) AS decision;

  INSERT INTO letters (application_id, position, office_id, kind, number, dated)
  SELECT application_id, position, p_office, kind, number, dated
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.letters[*]' COLUMNS (
    position FOR ORDINALITY,
    kind VARCHAR(41) PATH '$.kind',
    number VARCHAR(501) PATH '$.number',
    dated VARCHAR(30) PATH '$.date')) AS letter;

  INSERT INTO overrides (application_id, position, office_id, member_id, code, reason)
  SELECT application_id, position, p_office, NULLIF(member_id, 'null'), code, reason
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.overrides[*]' COLUMNS (
    position FOR ORDINALITY,
    member_id VARCHAR(37) PATH '$.memberId',
    code VARCHAR(61) PATH '$.code',
    reason VARCHAR(501) PATH '$.reason')) AS given;

  IF NOT EXISTS (
    SELECT 1 FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
    JOIN applications ON applications.operation_id = batch.id WHERE applications.complete_at IS NULL) THEN
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
    CALL loket_store_records(p_office, JSON_ARRAY(p_operation));
    CALL loket_records_stored(JSON_ARRAY(p_operation), @loket_concerned);
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_take_operation //

-- One operation, in a transaction of its own, with its payload in @loket_payload. Sent twice, it has effect once:
-- operation, rows and verdict stand together. Answers `applied`, `already`, `later`, or `refused` with the code.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_take_operation (
  IN p_operation CHAR(36), IN p_device CHAR(36), IN p_sequence BIGINT, IN p_hash CHAR(64),
  OUT p_verdict VARCHAR(10), OUT p_refusal VARCHAR(40))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_type VARCHAR(40);

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
    SET p_verdict = 'refused', p_refusal = 'record-malformed';
    INSERT INTO refusals (at, account, operation_id, code)
    VALUES (UTC_TIMESTAMP(3), SUBSTRING_INDEX(USER(), '@', 1), p_operation, p_refusal);
  END;
  DECLARE EXIT HANDLER FOR SQLSTATE '45000'
  BEGIN
    GET DIAGNOSTICS CONDITION 1 p_refusal = MESSAGE_TEXT;
    ROLLBACK;
    IF p_refusal = 'later' THEN
      SET p_verdict = 'later', p_refusal = '';
    ELSE
      SET p_verdict = 'refused';
      INSERT INTO refusals (at, account, operation_id, code)
      VALUES (UTC_TIMESTAMP(3), SUBSTRING_INDEX(USER(), '@', 1), p_operation, p_refusal);
    END IF;
  END;

  SET p_verdict = 'applied', p_refusal = '';
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
  SET v_type = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.type')), 'record');
  IF COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.version')), '') <> '1' THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'version-unknown';
  END IF;

  BEGIN
    DECLARE EXIT HANDLER FOR 1062 SET p_verdict = 'already';
    INSERT INTO operations (id, office_id, device_id, sequence, application_id, payload_hash, payload, received_at)
    VALUES (p_operation, v_office, p_device, p_sequence,
            JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, IF(v_type = 'record', '$.id', '$.application'))),
            p_hash, @loket_payload, UTC_TIMESTAMP(3));
  END;
  IF p_verdict = 'already' THEN
    IF NOT EXISTS (SELECT 1 FROM operations
                   WHERE id = p_operation AND office_id = v_office AND payload_hash = p_hash) THEN
      -- Another operation stands under this id, or under this number of this computer: a store that was copied
      -- or put back from a backup.
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'operation-conflict';
    END IF;
  ELSEIF v_type = 'record' THEN
    CALL loket_apply_record(v_office, v_code, p_operation);
  ELSE
    CALL loket_apply_event(v_office, v_code, p_operation, v_type);
  END IF;
  COMMIT;
END //

DROP PROCEDURE IF EXISTS loket_take_new_records //

-- The quick way: @loket_operations as records that are new here, in one transaction, or an error.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_take_new_records (IN p_device CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_usual INT;
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
         CONVERT(SUBSTRING(@loket_payloads, begins_at + 1, length) USING utf8mb4), UTC_TIMESTAMP(3)
  FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (
    id CHAR(36) PATH '$[0]', application VARCHAR(37) PATH '$[1]', sequence BIGINT PATH '$[2]',
    hash CHAR(64) PATH '$[3]', begins_at INT PATH '$[4]', length INT PATH '$[5]')) AS batch;

  SET @loket_ids = JSON_EXTRACT(@loket_operations, '$[*][0]');
  SELECT COUNT(*) INTO v_usual
  FROM JSON_TABLE(@loket_ids, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$' COLUMNS (
    version VARCHAR(40) PATH '$.version', id VARCHAR(40) PATH '$.id', village VARCHAR(40) PATH '$.family.village',
    has_pages INT EXISTS PATH '$.pages', has_members INT EXISTS PATH '$.members[0].id')) AS record
  WHERE SHA2(payload, 256) = payload_hash AND JSON_VALID(payload) AND version = '1'
    AND record.id = operations.application_id AND village LIKE CONCAT(v_code, '%') AND has_pages AND has_members;
  IF v_usual <> JSON_LENGTH(@loket_ids) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unusual';
  END IF;
  CALL loket_store_records(v_office, @loket_ids);
  CALL loket_records_stored(@loket_ids, @loket_concerned);
  COMMIT;
END //

DROP PROCEDURE IF EXISTS loket_submit_batch //

-- Operations of one computer, in the order of their numbers. `p_operations`: JSON `[[id, application, sequence, hash,
-- begins at, length], ...]`; their payloads one after the other as COMPRESS makes it, handed over as
-- `LENGTH(@loket_packed := ?)`. Answers a row for each, in the same order: verdict, refusal's code, whether it is
-- complete; then the scans that are missing, by the operation's place in the list (from 1), and how many bytes of
-- each are held.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_submit_batch (
  IN p_device CHAR(36), IN p_operations LONGTEXT, IN p_length INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_quick BOOLEAN DEFAULT TRUE;
  DECLARE v_number INT DEFAULT 0;
  DECLARE v_operation LONGTEXT;
  DECLARE v_verdict VARCHAR(10);
  DECLARE v_refusal VARCHAR(40);
  DECLARE v_id CHAR(36);
  DECLARE v_hash CHAR(64);

  SET @loket_operations = p_operations, @loket_payloads = UNCOMPRESS(@loket_packed), @loket_verdicts = '[]';
  BEGIN
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET v_quick = FALSE;
    CALL loket_take_new_records(p_device);
  END;
  WHILE NOT v_quick AND v_number < JSON_LENGTH(@loket_operations) DO
    SET v_operation = JSON_EXTRACT(@loket_operations, CONCAT('$[', v_number, ']'));
    SET v_id = JSON_UNQUOTE(JSON_EXTRACT(v_operation, '$[0]')),
        v_hash = JSON_UNQUOTE(JSON_EXTRACT(v_operation, '$[3]'));
    SET @loket_payload = CONVERT(SUBSTRING(
      @loket_payloads, JSON_EXTRACT(v_operation, '$[4]') + 1, JSON_EXTRACT(v_operation, '$[5]')) USING utf8mb4);
    CALL loket_take_operation(
      v_id, p_device, JSON_EXTRACT(v_operation, '$[2]'), v_hash, v_verdict, v_refusal);
    SET @loket_verdicts = JSON_ARRAY_APPEND(@loket_verdicts, '$', JSON_ARRAY(v_verdict, v_refusal));
    SET v_number = v_number + 1;
  END WHILE;

  SELECT COALESCE(verdict, 'applied') AS verdict, COALESCE(refusal, '') AS refusal,
         COALESCE(verdict, '') NOT IN ('refused', 'later') AND NOT EXISTS (
           SELECT 1 FROM applications WHERE operation_id = listed.id AND complete_at IS NULL) AS complete
  FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY, id CHAR(36) PATH '$[0]')) AS listed
  LEFT JOIN JSON_TABLE(@loket_verdicts, '$[*]' COLUMNS (
    number FOR ORDINALITY, verdict VARCHAR(10) PATH '$[0]', refusal VARCHAR(40) PATH '$[1]')) AS judged
    ON judged.number = listed.number
  ORDER BY listed.number;
  SELECT DISTINCT listed.number, scans.hash, scans.held
  FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY, id CHAR(36) PATH '$[0]')) AS listed
  JOIN applications ON applications.operation_id = listed.id
  JOIN pages ON pages.application_id = applications.id
  JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
  WHERE applications.complete_at IS NULL AND scans.complete_at IS NULL
    AND applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
END //

DROP PROCEDURE IF EXISTS loket_submit //

-- One operation, as offices sent them before there were batches.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_submit (
  IN p_operation CHAR(36), IN p_device CHAR(36), IN p_sequence BIGINT, IN p_hash CHAR(64), IN p_length INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_verdict VARCHAR(10);
  DECLARE v_refusal VARCHAR(40);
  CALL loket_take_operation(p_operation, p_device, p_sequence, p_hash, v_verdict, v_refusal);
  SELECT v_verdict AS verdict, v_refusal AS refusal,
         v_verdict <> 'refused' AND NOT EXISTS (
           SELECT 1 FROM applications WHERE operation_id = p_operation AND complete_at IS NULL) AS complete;
  SELECT DISTINCT scans.hash, scans.held
  FROM applications
  JOIN pages ON pages.application_id = applications.id
  JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
  WHERE applications.operation_id = p_operation AND v_verdict <> 'refused' AND scans.complete_at IS NULL;
END //

DROP PROCEDURE IF EXISTS loket_refuse //
DROP PROCEDURE IF EXISTS loket_store_record //

DELIMITER ;
