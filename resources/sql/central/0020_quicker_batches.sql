-- Records that cost less to take in, once more: what is known of a batch is not looked up again, and what the quick way
-- need not look for is left to the other. Most of the time goes into finding values in JSON, so that each is read once.
--
-- STRAIGHT_JOIN: a server does not know how short a JSON list is. Left alone it begins with the table of offices, goes on
-- with all families that ever lived in one of their villages, and looks each of them up in the list.

-- People of other offices with the same NIK are told by the index alone.
SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'members' AND index_name = 'members_by_proposed_nik'),
  'DO 0', 'ALTER TABLE members ADD KEY members_by_proposed_nik (nik, proposed, office_id)');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'members' AND index_name = 'members_by_nik'),
  'ALTER TABLE members DROP KEY members_by_nik', 'DO 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_claim_niks //

-- Takes the locks of the proposed people's NIKs in these applications (JSON list of ids), in one order for all.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_claim_niks (IN p_applications LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO nik_claims (claim, times)
  SELECT UNHEX(LEFT(SHA2(members.nik, 256), 32)), 1
  FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
  STRAIGHT_JOIN members ON members.application_id = stored.id
  WHERE members.proposed AND members.nik IS NOT NULL
  ORDER BY 1
  ON DUPLICATE KEY UPDATE times = times + 1;
END //

DROP PROCEDURE IF EXISTS loket_find_conflicts //

-- Opens a conflict for every proposed person of these applications (JSON list of ids) whose NIK another office
-- proposes too, and answers the applications concerned as a JSON list. Their NIKs have been claimed before, so that
-- what another transaction stores of the same NIK is either seen here or sees this.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_find_conflicts (
  IN p_applications LONGTEXT, OUT p_concerned LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_nik CHAR(16);
  DECLARE v_office CHAR(36);
  DECLARE v_application CHAR(36);
  DECLARE v_member CHAR(36);
  DECLARE v_other_office CHAR(36);
  DECLARE v_other_application CHAR(36);
  DECLARE v_other_member CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE found CURSOR FOR
    SELECT members.nik, members.office_id, members.application_id, members.id,
           other.office_id, other.application_id, other.id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    STRAIGHT_JOIN members ON members.application_id = stored.id
    STRAIGHT_JOIN members AS other ON other.nik = members.nik
    WHERE members.proposed AND other.proposed = TRUE AND other.office_id <> members.office_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_concerned = '[]';
  OPEN found;
  opening: LOOP
    FETCH found INTO v_nik, v_office, v_application, v_member, v_other_office, v_other_application, v_other_member;
    IF v_done THEN
      LEAVE opening;
    END IF;
    CALL loket_open_conflict(v_nik, v_office, v_application, v_member,
                             v_other_office, v_other_application, v_other_member);
    SET p_concerned = JSON_ARRAY_APPEND(p_concerned, '$', v_application);
    SET v_done = FALSE;
  END LOOP;
  CLOSE found;
END //

DROP PROCEDURE IF EXISTS loket_store_records //

-- Writes the rows of records whose operations are written (`p_operations`: JSON list of their ids, `p_applications` of
-- the applications they are about), inside the caller's transaction. `p_scans`: whether any of them has pages. The caller
-- has seen that these are records of this version, each of its operation's own application, with a list of pages.
--
-- What a record lacks or has in the wrong form meets a NOT NULL, a CHECK or a column's type. JSON values are taken as
-- text, because only the column's own strict type tells 'abc' from 0; in JSON_TABLE one letter longer than the column, so
-- that it refuses what is too long; NULLIF, because a JSON null may arrive as the word. JSON_VALUE stops where it has
-- found its value, JSON_TABLE reads on to the end: it is an error there that tells what is no JSON.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_records (
  IN p_office CHAR(36), IN p_area VARCHAR(10), IN p_operations LONGTEXT, IN p_applications LONGTEXT,
  IN p_scans BOOLEAN)
SQL SECURITY DEFINER
MODIFIES SQL DATA
storing: BEGIN
  DECLARE v_unequal INT;
  DECLARE v_longest BIGINT;

  INSERT INTO applications (id, office_id, operation_id, number, kind, submitted_by, submitter_name, submitted_at,
                            decided_by, decider_name, decided_at, reason, complete_at)
  SELECT application_id, p_office, operations.id, JSON_VALUE(payload, '$.number'), JSON_VALUE(payload, '$.kind'),
         JSON_VALUE(payload, '$.submittedBy.id'), JSON_VALUE(payload, '$.submittedBy.name'),
         REPLACE(REPLACE(JSON_VALUE(payload, '$.submittedAt'), 'T', ' '), 'Z', ''),
         JSON_VALUE(payload, '$.decidedBy.id'), JSON_VALUE(payload, '$.decidedBy.name'),
         REPLACE(REPLACE(JSON_VALUE(payload, '$.decidedAt'), 'T', ' '), 'Z', ''),
         JSON_VALUE(payload, '$.reason'), IF(p_scans, NULL, UTC_TIMESTAMP(3))
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id;

  INSERT INTO families (application_id, office_id, no_kk, head_name, address, rt, rw, village, postal_code, phone)
  SELECT application_id, p_office, no_kk, head_name, address, rt, rw, village, postal_code, phone
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.family' COLUMNS (
    no_kk VARCHAR(17) PATH '$.noKk',
    head_name VARCHAR(501) PATH '$.headName',
    address VARCHAR(501) PATH '$.address',
    rt VARCHAR(501) PATH '$.rt',
    rw VARCHAR(501) PATH '$.rw',
    village VARCHAR(11) PATH '$.village',
    postal_code VARCHAR(501) PATH '$.postalCode',
    phone VARCHAR(501) PATH '$.phone')) AS family
  WHERE village LIKE CONCAT(p_area, '%');
  IF ROW_COUNT() <> JSON_LENGTH(p_operations) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;

  INSERT INTO members (application_id, id, office_id, position, proposed, name, nik, birth_date, member)
  SELECT application_id, person.id, p_office, position, proposed = 'true', name, NULLIF(nik, 'null'), birth_date,
         member
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.members[*]' COLUMNS (
    position FOR ORDINALITY,
    id VARCHAR(37) PATH '$.id',
    proposed VARCHAR(5) PATH '$.proposed',
    name VARCHAR(501) PATH '$.name',
    nik VARCHAR(17) PATH '$.nik',
    birth_date VARCHAR(30) PATH '$.birthDate',
    member JSON PATH '$')) AS person;

  IF EXISTS (
    SELECT 1 FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    WHERE NOT EXISTS (SELECT 1 FROM members WHERE members.application_id = stored.id)) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF NOT p_scans THEN
    LEAVE storing;
  END IF;

  -- In the order of the hashes, so that two records with the same scans never wait for each other crosswise.
  INSERT INTO scans (office_id, hash, byte_length, held, bytes, complete_at)
  SELECT p_office, hash, MAX(page.byte_length), 0, '', NULL
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
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
  STRAIGHT_JOIN operations ON operations.id = batch.id
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
  STRAIGHT_JOIN applications ON applications.operation_id = batch.id
  STRAIGHT_JOIN pages ON pages.application_id = applications.id
  STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan;
  IF v_unequal > 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF v_longest > @@max_allowed_packet - 65536 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'scan-too-large';
  END IF;
  UPDATE JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN applications ON applications.operation_id = batch.id
  SET applications.complete_at = UTC_TIMESTAMP(3)
  WHERE applications.complete_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = applications.id AND scans.complete_at IS NULL);
END //

DROP PROCEDURE IF EXISTS loket_records_stored //

-- What follows from records that an office with this code stored in this transaction (`p_applications`: JSON list of
-- ids): events that are known of them are carried out again, the kelurahan of a family that another office registered
-- hears of the decision, and NIKs that another office proposes too become conflicts.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_records_stored (
  IN p_code VARCHAR(10), IN p_applications LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_id CHAR(36);
  DECLARE v_concerned LONGTEXT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE decided CURSOR FOR
    SELECT stored.id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    STRAIGHT_JOIN families ON families.application_id = stored.id
    STRAIGHT_JOIN offices ON offices.code = families.village AND offices.id <> families.office_id
    ORDER BY offices.id;
  DECLARE known_events CURSOR FOR
    SELECT application_events.operation_id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    STRAIGHT_JOIN application_events ON application_events.application_id = stored.id
    WHERE application_events.effective
    ORDER BY application_events.at, application_events.operation_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  -- A kelurahan's families all live in it.
  IF LENGTH(p_code) < 10 THEN
    OPEN decided;
    telling: LOOP
      FETCH decided INTO v_id;
      IF v_done THEN
        LEAVE telling;
      END IF;
      CALL loket_tell_decision(v_id);
      SET v_done = FALSE;
    END LOOP;
    CLOSE decided;
  END IF;
  SET v_done = FALSE;
  OPEN known_events;
  carrying_out: LOOP
    FETCH known_events INTO v_id;
    IF v_done THEN
      LEAVE carrying_out;
    END IF;
    CALL loket_carry_out_event(v_id);
    SET v_done = FALSE;
  END LOOP;
  CLOSE known_events;
  CALL loket_claim_niks(p_applications);
  CALL loket_find_conflicts(p_applications, v_concerned);
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
    CALL loket_store_records(p_office, p_code, JSON_ARRAY(p_operation), JSON_ARRAY(v_application),
                             JSON_LENGTH(@loket_payload, '$.pages') > 0);
    CALL loket_records_stored(p_code, JSON_ARRAY(v_application));
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
  -- Revoked while this was on its way: the record is not to blame, and a line that is opened anew is told.
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1927, MESSAGE_TEXT = 'office-unknown';
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

-- The quick way: @loket_operations as records that are new here, in one transaction, or an error; `p_scans`: whether any of
-- them has pages. Of how a record is written only so much is looked at as offices write it in one way; one that is
-- written otherwise goes the other way.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_take_new_records (
  IN p_device CHAR(36), IN p_scans BOOLEAN)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_applications LONGTEXT DEFAULT JSON_EXTRACT(@loket_operations, '$[*][1]');
  DECLARE v_lists VARCHAR(40) DEFAULT IF(p_scans, ',"pages":[', ',"pages":[],"members":[{');
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
    hash CHAR(64) PATH '$[3]', begins_at INT PATH '$[4]', length INT PATH '$[5]')) AS batch
  WHERE SUBSTRING(packed.payloads, begins_at + 1, 57) = CONCAT('{"version":1,"id":"', application, '",')
    AND LOCATE(CONVERT(v_lists USING binary), SUBSTRING(packed.payloads, begins_at + 1, length)) > 0
    AND SHA2(SUBSTRING(packed.payloads, begins_at + 1, length), 256) = hash;
  IF ROW_COUNT() <> JSON_LENGTH(@loket_operations) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unusual';
  END IF;
  CALL loket_store_records(
    v_office, v_code, JSON_EXTRACT(@loket_operations, '$[*][0]'), v_applications, p_scans);
  CALL loket_records_stored(v_code, v_applications);
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
  DECLARE v_scans BOOLEAN;
  DECLARE v_number INT DEFAULT 0;
  DECLARE v_operation LONGTEXT;
  DECLARE v_verdict VARCHAR(10);
  DECLARE v_refusal VARCHAR(40);
  DECLARE v_id CHAR(36);
  DECLARE v_hash CHAR(64);

  SET @loket_operations = p_operations, @loket_payloads = UNCOMPRESS(@loket_packed), @loket_verdicts = '[]';
  -- As a key: within a text the quotes would be escaped.
  SET v_scans = LOCATE(CONVERT('"scan":' USING binary), @loket_payloads) > 0;
  BEGIN
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET v_quick = FALSE;
    CALL loket_take_new_records(p_device, v_scans);
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

  IF v_quick AND NOT v_scans THEN
    SELECT 'applied' AS verdict, '' AS refusal, 1 AS complete
    FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY)) AS listed;
    SELECT 0 AS number, '' AS hash, 0 AS held FROM DUAL WHERE FALSE;
  ELSE
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
    STRAIGHT_JOIN applications ON applications.operation_id = listed.id
    STRAIGHT_JOIN pages ON pages.application_id = applications.id
    STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE applications.complete_at IS NULL AND scans.complete_at IS NULL
      AND applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
  END IF;
END //

DELIMITER ;
