-- Stores one part inside the caller's transaction: bytes `p_from` (from 0) to `p_from + p_length` of
-- @loket_bytes are the scan's from `p_offset` on. The centre alone knows how much of a scan it has: a part
-- that begins elsewhere changes nothing and is answered with the offset to continue from, so that a part may
-- be sent twice. Answers `received` (continue from there), `complete`, `reset` (the bytes were not the
-- scan's: start again) or `unknown` (no record names it).
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_part (
  IN p_office CHAR(36), IN p_hash CHAR(64), IN p_offset BIGINT, IN p_from BIGINT, IN p_length BIGINT,
  OUT p_answer VARCHAR(10), OUT p_received BIGINT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_length BIGINT;
  DECLARE v_complete_at DATETIME(3);

  SELECT byte_length, received, complete_at INTO v_length, p_received, v_complete_at
  FROM scans WHERE office_id = p_office AND hash = p_hash FOR UPDATE;
  SET p_answer = 'received';
  IF v_length IS NULL THEN
    SET p_answer = 'unknown', p_received = 0;
  ELSEIF v_complete_at IS NOT NULL THEN
    SET p_answer = 'complete';
  ELSEIF p_received = p_offset AND p_length > 0 THEN
    SET p_received = p_received + p_length;
    SET @loket_part = SUBSTRING(@loket_bytes, p_from + 1, p_length);
    IF p_offset > 0 OR p_received < v_length THEN
      INSERT INTO scan_parts (office_id, hash, byte_offset, bytes)
      VALUES (p_office, p_hash, p_offset, @loket_part);
    END IF;
    IF p_received < v_length THEN
      UPDATE scans SET received = p_received WHERE office_id = p_office AND hash = p_hash;
    ELSE
      IF p_offset > 0 THEN
        SELECT GROUP_CONCAT(bytes ORDER BY byte_offset SEPARATOR '') INTO @loket_part
        FROM scan_parts WHERE office_id = p_office AND hash = p_hash;
        DELETE FROM scan_parts WHERE office_id = p_office AND hash = p_hash;
      END IF;
      IF p_received = v_length AND SHA2(@loket_part, 256) = p_hash THEN
        SET p_answer = 'complete';
        UPDATE scans SET bytes = @loket_part, received = p_received, complete_at = UTC_TIMESTAMP(3)
        WHERE office_id = p_office AND hash = p_hash;
      ELSE
        SET p_answer = 'reset', p_received = 0;
        UPDATE scans SET received = 0 WHERE office_id = p_office AND hash = p_hash;
      END IF;
    END IF;
  END IF;
END;
