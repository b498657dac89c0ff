-- First word of an office's computer: who it is and what time it thinks it is. Answers the office that the account
-- belongs to and the version of the procedures, so that neither side sends what the other cannot read. Without a
-- computer (NULL) it only answers, as when an administrator tries the line.

DELIMITER //

DROP PROCEDURE IF EXISTS loket_hello //

CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_hello (IN p_device CHAR(36), IN p_time DATETIME(3))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_ahead BIGINT DEFAULT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), p_time) DIV 1000;

  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  IF p_device IS NOT NULL THEN
    INSERT INTO devices (office_id, id, first_seen_at, last_seen_at, clock_ahead_ms)
    VALUES (v_office, p_device, v_now, v_now, v_ahead)
    ON DUPLICATE KEY UPDATE last_seen_at = v_now, clock_ahead_ms = v_ahead;
  END IF;
  SELECT v_code AS office, 1 AS version, VERSION() AS server;
END //

DELIMITER ;
