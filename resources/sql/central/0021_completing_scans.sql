-- Scans that complete their records, in fewer steps: a step costs as much as writing a tenth of a scan. Why STRAIGHT_JOIN,
-- see 0020: what a scan cost grew with the families of its village.

DELIMITER //

DROP PROCEDURE IF EXISTS loket_complete_applications //

-- Marks the applications whose last scan is among these (a JSON list of hashes), and answers their operations as a
-- JSON list. Each is written before its scans are counted: of two last scans that arrive at one moment, the second
-- one sees the first, on one server because it waits, in a cluster because it is done again. `p_code` is the office's.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_scans LONGTEXT, OUT p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
completing: BEGIN
  DECLARE v_concerned LONGTEXT;
  DECLARE v_completed LONGTEXT;
  DECLARE v_application CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE told CURSOR FOR
    SELECT families.application_id
    FROM JSON_TABLE(v_completed, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS completed
    STRAIGHT_JOIN families ON families.application_id = completed.id
    STRAIGHT_JOIN offices ON offices.code = families.village AND offices.id <> families.office_id
    ORDER BY offices.id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_operations = '[]';
  -- In the order of their ids, so that two lines never wait for each other crosswise.
  SELECT CONCAT('[', GROUP_CONCAT(DISTINCT JSON_QUOTE(applications.id) ORDER BY applications.id), ']')
  INTO v_concerned
  FROM JSON_TABLE(p_scans, '$[*]' COLUMNS (scan CHAR(64) PATH '$')) AS arrived
  STRAIGHT_JOIN pages ON pages.office_id = p_office AND pages.scan = arrived.scan
  STRAIGHT_JOIN applications ON applications.id = pages.application_id
  WHERE applications.complete_at IS NULL;
  IF v_concerned IS NULL THEN
    LEAVE completing;
  END IF;
  UPDATE JSON_TABLE(v_concerned, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS concerned
  STRAIGHT_JOIN applications ON applications.id = concerned.id
  SET applications.arrivals = applications.arrivals + 1;
  -- A statement of its own: within an UPDATE the scans would be locked as they are read, while another line that has
  -- one of them waits for this application. The second list has those as well that another line completed meanwhile.
  SELECT CONCAT('[', GROUP_CONCAT(IF(applications.complete_at IS NULL, JSON_QUOTE(applications.id), NULL)), ']'),
         COALESCE(JSON_ARRAYAGG(applications.operation_id), '[]')
  INTO v_completed, p_operations
  FROM JSON_TABLE(v_concerned, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS concerned
  STRAIGHT_JOIN applications ON applications.id = concerned.id
  WHERE NOT EXISTS (
    SELECT 1 FROM pages STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = applications.id AND scans.complete_at IS NULL);
  IF v_completed IS NULL THEN
    LEAVE completing;
  END IF;
  UPDATE JSON_TABLE(v_completed, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS completed
  STRAIGHT_JOIN applications ON applications.id = completed.id
  SET applications.complete_at = UTC_TIMESTAMP(3);

  -- A kelurahan's families all live in it.
  IF LENGTH(p_code) < 10 THEN
    OPEN told;
    telling: LOOP
      FETCH told INTO v_application;
      IF v_done THEN
        LEAVE telling;
      END IF;
      CALL loket_tell_complete(v_application);
      SET v_done = FALSE;
    END LOOP;
    CLOSE told;
  END IF;
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
  DECLARE v_code VARCHAR(10);
  DECLARE v_piece LONGTEXT;
  DECLARE v_scan CHAR(64);
  DECLARE v_begins_at BIGINT;
  DECLARE v_from BIGINT;
  DECLARE v_length BIGINT;
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
  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  WHILE v_number < JSON_LENGTH(p_pieces) DO
    SET v_piece = JSON_EXTRACT(p_pieces, CONCAT('$[', v_number, ']'));
    SET v_scan = JSON_UNQUOTE(JSON_EXTRACT(v_piece, '$[0]')), v_begins_at = JSON_EXTRACT(v_piece, '$[1]'),
        v_from = JSON_EXTRACT(v_piece, '$[2]'), v_length = JSON_EXTRACT(v_piece, '$[3]'), v_answer = 'held';
    IF v_begins_at = 0 THEN
      SET @loket_piece = SUBSTRING(@loket_bytes, v_from + 1, v_length);
      UPDATE scans SET bytes = @loket_piece, held = v_length, complete_at = UTC_TIMESTAMP(3)
      WHERE office_id = v_office AND hash = v_scan AND held = 0 AND byte_length = v_length
        AND complete_at IS NULL AND SHA2(@loket_piece, 256) = v_scan;
      IF ROW_COUNT() = 1 THEN
        SET v_answer = 'complete', v_held = v_length;
      END IF;
    END IF;
    IF v_answer <> 'complete' THEN
      CALL loket_take_piece(v_office, v_scan, v_begins_at, v_from, v_length, v_answer, v_held);
    END IF;
    SET v_answers = JSON_ARRAY_APPEND(v_answers, '$', JSON_ARRAY(v_scan, v_answer, CAST(v_held AS SIGNED)));
    IF v_answer = 'complete' THEN
      SET v_arrived = JSON_ARRAY_APPEND(v_arrived, '$', v_scan);
    END IF;
    SET v_number = v_number + 1;
  END WHILE;
  IF v_arrived <> '[]' THEN
    CALL loket_complete_applications(v_office, v_code, v_arrived, v_operations);
  END IF;
  COMMIT;
  SELECT v_answers AS pieces, v_operations AS completed;
END //

DELIMITER ;
