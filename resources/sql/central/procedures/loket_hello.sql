-- Handshake of an office's computer: who it is and what time it has; the sign-in is recorded. Answers the
-- office that the account belongs to, the version of the procedures, so that neither side sends what the
-- other cannot read, the last position of the directory of keys, so that an office with nothing to do asks
-- for nothing, and the highest number of an operation that this office has here: an office that has delivered
-- higher ones knows by it that the centre was restored from a backup, or is another one, and sends again.
-- Without a computer (NULL) it only answers, as when an administrator tests the connection.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_hello (IN p_device CHAR(36), IN p_time DATETIME(3))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_account VARCHAR(32) DEFAULT SUBSTRING_INDEX(USER(), '@', 1);
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_ahead BIGINT DEFAULT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), p_time) DIV 1000;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SELECT id, code INTO v_office, v_code FROM offices WHERE account = v_account;
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  START TRANSACTION;
  INSERT INTO sign_ins (day, account, device_id, host, first_at, last_at, times)
  VALUES (DATE(v_now), v_account, COALESCE(p_device, ''), SUBSTRING_INDEX(USER(), '@', -1), v_now, v_now, 1)
  ON DUPLICATE KEY UPDATE last_at = v_now, times = times + 1;
  IF p_device IS NOT NULL THEN
    INSERT INTO devices (office_id, id, first_seen_at, last_seen_at, clock_ahead_ms)
    VALUES (v_office, p_device, v_now, v_now, v_ahead)
    ON DUPLICATE KEY UPDATE last_seen_at = v_now, clock_ahead_ms = v_ahead;
  END IF;
  COMMIT;
  -- By computer first, because the index answers that at once however many operations there are.
  SELECT v_code AS office, 2 AS version, VERSION() AS server,
         (SELECT position FROM directory_head WHERE only_row = 1) AS directory,
         (SELECT COALESCE(MAX(highest), 0)
          FROM (SELECT MAX(sequence) AS highest FROM operations WHERE office_id = v_office GROUP BY device_id)
            AS of_devices) AS newest;
END;
