-- An office enters its own keys with its activation, once. Answers `entered`; `already` for the same entry
-- again; `used` where another computer has entered other keys with this activation; `superseded` where a
-- newer activation has been made since.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_enrol (IN p_entry TEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_code VARCHAR(10);
  DECLARE v_number INT;
  DECLARE v_standing TEXT;
  DECLARE v_verdict VARCHAR(12) DEFAULT 'entered';
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  START TRANSACTION;
  SELECT code, key_number INTO v_code, v_number
  FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1) FOR UPDATE;
  IF v_code IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  IF NOT JSON_VALID(p_entry)
     OR COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_entry, '$.certificate.office.code')), '') <> v_code
     OR COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_entry, '$.certificate.number')), '') <> CAST(v_number AS CHAR) THEN
    SET v_verdict = 'superseded';
  ELSE
    SELECT statement INTO v_standing
    FROM directory_statements WHERE office_code = v_code AND kind = 'entry' AND key_number = v_number;
    IF v_standing IS NULL THEN
      CALL loket_publish(v_code, 'entry', v_number, p_entry);
    ELSEIF v_standing = p_entry THEN
      SET v_verdict = 'already';
    ELSE
      SET v_verdict = 'used';
    END IF;
  END IF;
  COMMIT;
  SELECT v_verdict AS verdict;
END;
