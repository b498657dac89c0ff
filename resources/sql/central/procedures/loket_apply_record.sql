-- Applies a record, in the caller's transaction and with its payload in @loket_payload; its operation is
-- written already.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_record (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_operation CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36) DEFAULT JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.id'));
  DECLARE v_decided_at DATETIME(3) DEFAULT
    REPLACE(REPLACE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.decidedAt')), 'T', ' '), 'Z', '');
  DECLARE v_standing_decided_at DATETIME(3);
  DECLARE v_owner CHAR(36);

  -- A record of nobody, and columns that JSON_TABLE would silently fill with nothing.
  IF COALESCE(JSON_LENGTH(@loket_payload, '$.members'), 0) = 0
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.family')), '') <> 'OBJECT'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.members')), '') <> 'ARRAY'
     OR COALESCE(JSON_TYPE(JSON_EXTRACT(@loket_payload, '$.pages')), '') <> 'ARRAY'
     OR v_decided_at IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF COALESCE(JSON_UNQUOTE(JSON_EXTRACT(@loket_payload, '$.family.village')), '') NOT LIKE CONCAT(p_code, '%') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'area-foreign';
  END IF;

  SELECT office_id, decided_at INTO v_owner, v_standing_decided_at
  FROM applications WHERE id = v_application FOR UPDATE;
  IF v_owner <> p_office THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application-foreign';
  END IF;
  -- A decision that was overtaken on the way by a later one is kept as an operation and changes nothing.
  IF v_standing_decided_at IS NULL OR v_standing_decided_at <= v_decided_at THEN
    IF v_owner IS NOT NULL THEN
      CALL loket_delete_record(v_application);
    END IF;
    CALL loket_store_records(p_office, p_code, JSON_ARRAY(p_operation), JSON_ARRAY(v_application),
                             JSON_LENGTH(@loket_payload, '$.pages') > 0);
    CALL loket_follow_up_records(p_code, JSON_ARRAY(v_application));
  END IF;
END;
