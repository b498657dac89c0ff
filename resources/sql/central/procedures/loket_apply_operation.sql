-- Applies one operation in a transaction of its own, with its payload in @loket_payload. Idempotent:
-- operation, rows and verdict are committed together. Answers `applied`, `already`, `later`, or `refused`
-- with the code.
--
-- Payloads and bytes are handed over as `LENGTH(@loket_... := ?)` and read from that variable: MariaDB writes
-- every local variable and parameter that a statement names into the statement's text, escaped, whether it is
-- logged or not, and that cost more than all the rest (measured: 5 ms for each statement with 200 kB).
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_operation (
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
  -- Errors that the record's own content causes: a missing value (1048), a value twice (1062), too long
  -- (1406), no number, date or code (1264, 1265, 1292, 1366, 1411), a page of no scan (1452), a CHECK (4025
  -- MariaDB, 3819 MySQL). Any other error is the server's and is passed on, for the office to try again.
  DECLARE EXIT HANDLER FOR 1048, 1062, 1264, 1265, 1292, 1366, 1406, 1411, 1452, 3819, 4025
  BEGIN
    ROLLBACK;
    SET p_verdict = 'refused', p_refusal = 'record-malformed';
    CALL loket_refuse(p_operation, p_refusal);
  END;
  DECLARE EXIT HANDLER FOR SQLSTATE '45000'
  BEGIN
    GET DIAGNOSTICS CONDITION 1 p_refusal = MESSAGE_TEXT;
    ROLLBACK;
    IF p_refusal = 'later' THEN
      SET p_verdict = 'later', p_refusal = '';
    ELSE
      SET p_verdict = 'refused';
      CALL loket_refuse(p_operation, p_refusal);
    END IF;
  END;

  SET p_verdict = 'applied', p_refusal = '';
  -- Each statement sees what has been committed by then, without locking what it reads.
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;

  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  -- Revoked while this was on its way: the record is not to blame, and the next connection is refused.
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
      -- Another operation stands under this id, or under this number of this computer: a store that was
      -- copied or put back from a backup.
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'operation-conflict';
    END IF;
  ELSEIF v_type = 'record' THEN
    CALL loket_apply_record(v_office, v_code, p_operation);
  ELSE
    CALL loket_apply_event(v_office, v_code, p_operation, v_type);
  END IF;
  COMMIT;
END;
