-- The next piece of a scan. The centre alone knows how much it holds: a piece that begins elsewhere changes
-- nothing and is answered with the offset to go on from, so that a piece sent twice is harmless.
-- Answers `held` (go on from there), `complete`, `reset` (the bytes were not the scan's: begin anew) or `unknown`
-- (no record names it), and in a second result the operations whose records this piece made complete.
-- The bytes are handed over as `@loket_bytes := ?` and read from that variable, for the reason told in 0005.

DELIMITER //

DROP PROCEDURE IF EXISTS loket_put_chunk //

CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_put_chunk (
  IN p_hash CHAR(64), IN p_begins_at BIGINT, IN p_bytes LONGBLOB)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_length BIGINT;
  DECLARE v_held BIGINT;
  DECLARE v_complete_at DATETIME(3);
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_answer VARCHAR(10) DEFAULT 'held';

  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id INTO v_office FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  SELECT byte_length, held, complete_at INTO v_length, v_held, v_complete_at
  FROM scans WHERE office_id = v_office AND hash = p_hash FOR UPDATE;

  IF v_length IS NULL THEN
    SET v_answer = 'unknown', v_held = 0;
  ELSEIF v_complete_at IS NOT NULL THEN
    SET v_answer = 'complete';
  ELSEIF v_held = p_begins_at AND LENGTH(@loket_bytes) > 0 THEN
    SET v_held = v_held + LENGTH(@loket_bytes);
    IF p_begins_at > 0 OR v_held < v_length THEN
      INSERT INTO scan_chunks (office_id, hash, begins_at, bytes) VALUES (v_office, p_hash, p_begins_at, @loket_bytes);
    END IF;
    IF v_held < v_length THEN
      UPDATE scans SET held = v_held WHERE office_id = v_office AND hash = p_hash;
    ELSE
      IF p_begins_at > 0 THEN
        SET SESSION group_concat_max_len = 1073741824;
        SELECT GROUP_CONCAT(bytes ORDER BY begins_at SEPARATOR '') INTO @loket_bytes
        FROM scan_chunks WHERE office_id = v_office AND hash = p_hash;
        DELETE FROM scan_chunks WHERE office_id = v_office AND hash = p_hash;
      END IF;
      IF v_held = v_length AND SHA2(@loket_bytes, 256) = p_hash THEN
        SET v_answer = 'complete';
        UPDATE scans SET bytes = @loket_bytes, held = v_length, complete_at = v_now
        WHERE office_id = v_office AND hash = p_hash;
        CALL loket_complete_applications(v_office, p_hash, v_now);
      ELSE
        SET v_answer = 'reset', v_held = 0;
        UPDATE scans SET held = 0 WHERE office_id = v_office AND hash = p_hash;
      END IF;
    END IF;
  END IF;
  COMMIT;

  SELECT v_answer AS answer, v_held AS held;
  SELECT DISTINCT applications.operation_id AS operation
  FROM pages JOIN applications ON applications.id = pages.application_id
  WHERE v_answer = 'complete' AND pages.office_id = v_office AND pages.scan = p_hash
    AND applications.complete_at IS NOT NULL;
END //

DROP PROCEDURE IF EXISTS loket_complete_applications //

-- Marks the applications for which this was the last scan. Each is locked before its scans are counted: of two
-- last scans that arrive at one moment, the second one sees the first.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_hash CHAR(64), IN p_now DATETIME(3))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_locked CHAR(36);
  DECLARE v_missing INT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE waiting CURSOR FOR
    SELECT DISTINCT pages.application_id
    FROM pages JOIN applications ON applications.id = pages.application_id
    WHERE pages.office_id = p_office AND pages.scan = p_hash AND applications.complete_at IS NULL
    ORDER BY pages.application_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  OPEN waiting;
  completing: LOOP
    FETCH waiting INTO v_application;
    IF v_done THEN
      LEAVE completing;
    END IF;
    SELECT id INTO v_locked FROM applications WHERE id = v_application FOR UPDATE;
    SELECT COUNT(*) INTO v_missing
    FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = v_application AND scans.complete_at IS NULL;
    IF v_missing = 0 THEN
      UPDATE applications SET complete_at = p_now WHERE id = v_application;
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE waiting;
END //

DELIMITER ;
