-- What follows from records that an office with this code stored in this transaction (`p_applications`: JSON
-- list of ids): the kelurahan of a family that another office registered is notified of the decision, events
-- that are known of the records are executed again, and NIKs that another office proposes too become
-- conflicts.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_follow_up_records (
  IN p_code VARCHAR(10), IN p_applications LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_id CHAR(36);
  DECLARE v_concerned LONGTEXT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE decided CURSOR FOR
    SELECT listed.id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed
    STRAIGHT_JOIN families ON families.application_id = listed.id
    STRAIGHT_JOIN offices ON offices.code = families.village AND offices.id <> families.office_id
    ORDER BY offices.id;
  DECLARE known_events CURSOR FOR
    SELECT application_events.operation_id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed
    STRAIGHT_JOIN application_events ON application_events.application_id = listed.id
    WHERE application_events.effective
    ORDER BY application_events.at, application_events.operation_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  -- A kelurahan's families all live in it.
  IF LENGTH(p_code) < 10 THEN
    OPEN decided;
    notifying: LOOP
      FETCH decided INTO v_id;
      IF v_done THEN
        LEAVE notifying;
      END IF;
      CALL loket_notify_decision(v_id);
      SET v_done = FALSE;
    END LOOP;
    CLOSE decided;
  END IF;
  SET v_done = FALSE;
  OPEN known_events;
  executing: LOOP
    FETCH known_events INTO v_id;
    IF v_done THEN
      LEAVE executing;
    END IF;
    CALL loket_execute_event(v_id);
    SET v_done = FALSE;
  END LOOP;
  CLOSE known_events;
  CALL loket_claim_niks(p_applications);
  CALL loket_find_conflicts(p_applications, v_concerned);
END;
