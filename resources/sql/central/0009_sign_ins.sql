-- Who came in, from which address and computer, each day; and the first word of an office's computer, which now also
-- hears how far the directory of keys has come, so that an office with nothing to do asks for nothing.

CREATE TABLE IF NOT EXISTS sign_ins (
  day DATE NOT NULL,
  account VARCHAR(32) NOT NULL,
  -- Empty where somebody only tried the line.
  device_id VARCHAR(36) NOT NULL,
  host VARCHAR(255) NOT NULL,
  first_at DATETIME(3) NOT NULL,
  last_at DATETIME(3) NOT NULL,
  times INT NOT NULL,
  PRIMARY KEY (day, account, device_id, host)
) ENGINE = InnoDB;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_hello //

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
  SELECT v_code AS office, 2 AS version, VERSION() AS server,
         (SELECT position FROM directory_head WHERE only_row = 1) AS directory;
END //

DELIMITER ;
