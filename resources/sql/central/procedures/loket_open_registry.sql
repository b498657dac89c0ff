-- Opens the agency's views to this connection for twelve hours, and records for what purpose (UU 27/2022 art.
-- 31). Answers which agency the account belongs to.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_open_registry (IN p_purpose VARCHAR(500))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_account VARCHAR(32) DEFAULT SUBSTRING_INDEX(USER(), '@', 1);
  IF NOT EXISTS (SELECT 1 FROM agencies WHERE account = v_account) THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'agency-unknown';
  END IF;
  IF CHAR_LENGTH(TRIM(p_purpose)) < 10 OR p_purpose IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'purpose-missing';
  END IF;
  INSERT INTO agency_visits (account, host, connection_id, purpose, entered_at)
  VALUES (v_account, SUBSTRING_INDEX(USER(), '@', -1), CONNECTION_ID(), TRIM(p_purpose), UTC_TIMESTAMP(3));
  SELECT kind, area, name FROM agencies WHERE account = v_account;
END;
