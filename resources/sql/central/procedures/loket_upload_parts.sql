-- Uploads parts of scans, all of them or none. `p_parts`: JSON `[[scan, offset in the scan, offset in the
-- bytes, length], ...]`, in the order of the scans' hashes, so that two connections never deadlock; the bytes
-- of all parts are handed over as `LENGTH(@loket_bytes := ?)`, for the reason given in loket_apply_operation.
-- Answers JSON: `parts` `[[scan, answer, received], ...]`, and `completed`, the operations whose records
-- these scans made complete.
--
-- Most scans arrive whole: such a one is verified and written by one statement, and only what that does not
-- store goes through loket_store_part. A statement costs more than its bytes.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_upload_parts (IN p_parts LONGTEXT, IN p_length BIGINT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_part LONGTEXT;
  DECLARE v_scan CHAR(64);
  DECLARE v_offset BIGINT;
  DECLARE v_from BIGINT;
  DECLARE v_length BIGINT;
  DECLARE v_answer VARCHAR(10);
  DECLARE v_received BIGINT;
  DECLARE v_number INT DEFAULT 0;
  DECLARE v_answers LONGTEXT DEFAULT '[]';
  DECLARE v_arrived LONGTEXT DEFAULT '[]';
  DECLARE v_operations LONGTEXT DEFAULT '[]';
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  -- A scan is put together from its parts whatever its length.
  SET SESSION group_concat_max_len = 1073741824;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  WHILE v_number < JSON_LENGTH(p_parts) DO
    SET v_part = JSON_EXTRACT(p_parts, CONCAT('$[', v_number, ']'));
    SET v_scan = JSON_UNQUOTE(JSON_EXTRACT(v_part, '$[0]')), v_offset = JSON_EXTRACT(v_part, '$[1]'),
        v_from = JSON_EXTRACT(v_part, '$[2]'), v_length = JSON_EXTRACT(v_part, '$[3]'), v_answer = 'received';
    IF v_offset = 0 THEN
      SET @loket_part = SUBSTRING(@loket_bytes, v_from + 1, v_length);
      UPDATE scans SET bytes = @loket_part, received = v_length, complete_at = UTC_TIMESTAMP(3)
      WHERE office_id = v_office AND hash = v_scan AND received = 0 AND byte_length = v_length
        AND complete_at IS NULL AND SHA2(@loket_part, 256) = v_scan;
      IF ROW_COUNT() = 1 THEN
        SET v_answer = 'complete', v_received = v_length;
      END IF;
    END IF;
    IF v_answer <> 'complete' THEN
      CALL loket_store_part(v_office, v_scan, v_offset, v_from, v_length, v_answer, v_received);
    END IF;
    SET v_answers = JSON_ARRAY_APPEND(v_answers, '$', JSON_ARRAY(v_scan, v_answer, CAST(v_received AS SIGNED)));
    IF v_answer = 'complete' THEN
      SET v_arrived = JSON_ARRAY_APPEND(v_arrived, '$', v_scan);
    END IF;
    SET v_number = v_number + 1;
  END WHILE;
  IF v_arrived <> '[]' THEN
    CALL loket_complete_applications(v_office, v_code, v_arrived, v_operations);
  END IF;
  COMMIT;
  SELECT v_answers AS parts, v_operations AS completed;
END;
