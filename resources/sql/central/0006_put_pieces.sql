-- Pieces of scans on their way in, as many in one call as go into one chunk. The centre alone knows how much of a
-- scan it holds: a piece that begins elsewhere changes nothing and is answered with the offset to go on from, so
-- that a piece sent twice is harmless.

DELIMITER //

DROP PROCEDURE IF EXISTS loket_take_piece //

-- One piece, inside the caller's transaction: bytes `p_from` (from 0) to `p_from + p_length` of @loket_bytes are the
-- scan's from `p_begins_at` on. Answers `held` (go on from there), `complete`, `reset` (the bytes were not the
-- scan's: begin anew) or `unknown` (no record names it).
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_take_piece (
  IN p_office CHAR(36), IN p_hash CHAR(64), IN p_begins_at BIGINT, IN p_from BIGINT, IN p_length BIGINT,
  OUT p_answer VARCHAR(10), OUT p_held BIGINT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_length BIGINT;
  DECLARE v_complete_at DATETIME(3);

  SELECT byte_length, held, complete_at INTO v_length, p_held, v_complete_at
  FROM scans WHERE office_id = p_office AND hash = p_hash FOR UPDATE;
  SET p_answer = 'held';
  IF v_length IS NULL THEN
    SET p_answer = 'unknown', p_held = 0;
  ELSEIF v_complete_at IS NOT NULL THEN
    SET p_answer = 'complete';
  ELSEIF p_held = p_begins_at AND p_length > 0 THEN
    SET p_held = p_held + p_length;
    SET @loket_piece = SUBSTRING(@loket_bytes, p_from + 1, p_length);
    IF p_begins_at > 0 OR p_held < v_length THEN
      INSERT INTO scan_chunks (office_id, hash, begins_at, bytes)
      VALUES (p_office, p_hash, p_begins_at, @loket_piece);
    END IF;
    IF p_held < v_length THEN
      UPDATE scans SET held = p_held WHERE office_id = p_office AND hash = p_hash;
    ELSE
      IF p_begins_at > 0 THEN
        SELECT GROUP_CONCAT(bytes ORDER BY begins_at SEPARATOR '') INTO @loket_piece
        FROM scan_chunks WHERE office_id = p_office AND hash = p_hash;
        DELETE FROM scan_chunks WHERE office_id = p_office AND hash = p_hash;
      END IF;
      IF p_held = v_length AND SHA2(@loket_piece, 256) = p_hash THEN
        SET p_answer = 'complete';
        UPDATE scans SET bytes = @loket_piece, held = p_held, complete_at = UTC_TIMESTAMP(3)
        WHERE office_id = p_office AND hash = p_hash;
      ELSE
        SET p_answer = 'reset', p_held = 0;
        UPDATE scans SET held = 0 WHERE office_id = p_office AND hash = p_hash;
      END IF;
    END IF;
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_complete_applications //

-- Marks the applications whose last scan is among these (a JSON list of hashes), and answers their operations as a
-- JSON list. Each is locked before its scans are counted: of two last scans that arrive at one moment, the second
-- one sees the first.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_scans LONGTEXT, OUT p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_operation CHAR(36);
  DECLARE v_missing INT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE waiting CURSOR FOR
    SELECT DISTINCT pages.application_id
    FROM JSON_TABLE(p_scans, '$[*]' COLUMNS (scan CHAR(64) PATH '$')) AS arrived
    JOIN pages ON pages.office_id = p_office AND pages.scan = arrived.scan
    JOIN applications ON applications.id = pages.application_id
    WHERE applications.complete_at IS NULL
    ORDER BY pages.application_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_operations = '[]';
  OPEN waiting;
  completing: LOOP
    FETCH waiting INTO v_application;
    IF v_done THEN
      LEAVE completing;
    END IF;
    SELECT operation_id INTO v_operation FROM applications WHERE id = v_application FOR UPDATE;
    SELECT COUNT(*) INTO v_missing
    FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = v_application AND scans.complete_at IS NULL;
    IF v_missing = 0 THEN
      UPDATE applications SET complete_at = UTC_TIMESTAMP(3) WHERE id = v_application;
      SET p_operations = JSON_ARRAY_APPEND(p_operations, '$', v_operation);
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE waiting;
END //

DROP PROCEDURE IF EXISTS loket_put_pieces //

-- `p_pieces`: JSON `[[scan, offset in the scan, offset in the bytes, length], ...]`, in the order of the scans'
-- hashes, so that two lines never wait for each other crosswise; the bytes of all are handed over as
-- `LENGTH(@loket_bytes := ?)`, for the reason told in 0005. Answers JSON: `pieces` `[[scan, answer, held], ...]`, and
-- `completed`, the operations whose records these scans made complete.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_put_pieces (IN p_pieces LONGTEXT, IN p_length BIGINT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_piece LONGTEXT;
  DECLARE v_scan CHAR(64);
  DECLARE v_answer VARCHAR(10);
  DECLARE v_held BIGINT;
  DECLARE v_number INT DEFAULT 0;
  DECLARE v_answers LONGTEXT DEFAULT '[]';
  DECLARE v_arrived LONGTEXT DEFAULT '[]';
  DECLARE v_operations LONGTEXT DEFAULT '[]';
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  -- A scan is put together from its chunks whatever its length.
  SET SESSION group_concat_max_len = 1073741824;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id INTO v_office FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  WHILE v_number < JSON_LENGTH(p_pieces) DO
    SET v_piece = JSON_EXTRACT(p_pieces, CONCAT('$[', v_number, ']'));
    SET v_scan = JSON_UNQUOTE(JSON_EXTRACT(v_piece, '$[0]'));
    CALL loket_take_piece(
      v_office, v_scan, JSON_EXTRACT(v_piece, '$[1]'), JSON_EXTRACT(v_piece, '$[2]'), JSON_EXTRACT(v_piece, '$[3]'),
      v_answer, v_held);
    SET v_answers = JSON_ARRAY_APPEND(v_answers, '$', JSON_ARRAY(v_scan, v_answer, CAST(v_held AS SIGNED)));
    IF v_answer = 'complete' THEN
      SET v_arrived = JSON_ARRAY_APPEND(v_arrived, '$', v_scan);
    END IF;
    SET v_number = v_number + 1;
  END WHILE;
  IF v_arrived <> '[]' THEN
    CALL loket_complete_applications(v_office, v_arrived, v_operations);
  END IF;
  COMMIT;
  SELECT v_answers AS pieces, v_operations AS completed;
END //

DELIMITER ;
