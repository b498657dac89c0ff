-- Applies @loket_payload, an operation that is no record (shared/application-event.ts), inside the caller's
-- transaction; the operation's own row is written. What the event lacks violates a NOT NULL or a CHECK.
-- Refuses by SIGNAL '45000' with the refusal's code; `later` where the record has not arrived.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_event (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_operation CHAR(36), IN p_type VARCHAR(40))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_owner CHAR(36);
  DECLARE v_member CHAR(36);
  DECLARE v_conflict CHAR(36);
  DECLARE v_effective BOOLEAN DEFAULT TRUE;

  IF p_type NOT IN ('withdrawal', 'nik-correction', 'no-kk-correction') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'version-unknown';
  END IF;
  INSERT INTO application_events (operation_id, office_id, application_id, type, member_id, number, conflict_id,
                                  effective, reason, officer_id, officer_name, at)
  SELECT p_operation, p_office, application, p_type, NULLIF(member, 'null'),
         COALESCE(NULLIF(nik, 'null'), NULLIF(no_kk, 'null')), NULLIF(conflict, 'null'), TRUE, reason, officer_id,
         officer_name, REPLACE(REPLACE(at, 'T', ' '), 'Z', '')
  FROM JSON_TABLE(@loket_payload, '$' COLUMNS (
    application TEXT PATH '$.application',
    member TEXT PATH '$.member',
    nik TEXT PATH '$.nik',
    no_kk TEXT PATH '$.noKk',
    conflict TEXT PATH '$.conflict',
    reason TEXT PATH '$.reason',
    officer_id TEXT PATH '$.by.id',
    officer_name TEXT PATH '$.by.name',
    at TEXT PATH '$.at')) AS event;
  SELECT application_id, member_id, conflict_id INTO v_application, v_member, v_conflict
  FROM application_events WHERE operation_id = p_operation;
  SELECT office_id INTO v_owner FROM applications WHERE id = v_application FOR UPDATE;
  IF v_owner IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'later';
  END IF;
  IF v_owner <> p_office THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application-foreign';
  END IF;
  IF v_member IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM people WHERE application_id = v_application AND id = v_member) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  -- Both sides settle at one moment: the second one waits here, finds it settled, and changes nothing.
  IF v_conflict IS NOT NULL THEN
    SELECT settled_at IS NULL INTO v_effective FROM conflicts WHERE id = v_conflict FOR UPDATE;
  END IF;
  IF v_effective THEN
    CALL loket_execute_event(p_operation);
  ELSE
    UPDATE application_events SET effective = FALSE WHERE operation_id = p_operation;
  END IF;
END;
