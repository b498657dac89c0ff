-- Settles the conflicts that an event resolves: the open ones of its member (of all members where it names
-- none) whose NIK that member no longer proposes. Both offices are told who settled it and how.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_settle_conflicts (IN p_event CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_conflict CHAR(36);
  DECLARE v_first_office CHAR(36);
  DECLARE v_second_office CHAR(36);
  DECLARE v_payload LONGTEXT;
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE open_ones CURSOR FOR
    SELECT conflicts.id, first_office, second_office
    FROM application_events
    JOIN conflicts ON first_application = application_events.application_id
    JOIN people ON people.application_id = first_application AND people.id = first_member
    WHERE application_events.operation_id = p_event AND settled_at IS NULL
      AND first_member = COALESCE(application_events.member_id, first_member)
      AND (NOT proposed OR COALESCE(people.nik, '') <> conflicts.nik)
    UNION ALL
    SELECT conflicts.id, first_office, second_office
    FROM application_events
    JOIN conflicts ON second_application = application_events.application_id
    JOIN people ON people.application_id = second_application AND people.id = second_member
    WHERE application_events.operation_id = p_event AND settled_at IS NULL
      AND second_member = COALESCE(application_events.member_id, second_member)
      AND (NOT proposed OR COALESCE(people.nik, '') <> conflicts.nik);
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  OPEN open_ones;
  settling: LOOP
    FETCH open_ones INTO v_conflict, v_first_office, v_second_office;
    IF v_done THEN
      LEAVE settling;
    END IF;
    -- Both sides at one moment: the second one waits here, and finds it settled.
    UPDATE conflicts SET settled_by = p_event, settled_at = v_now WHERE id = v_conflict AND settled_at IS NULL;
    IF ROW_COUNT() > 0 THEN
      SELECT JSON_OBJECT(
        'version', 1, 'conflict', v_conflict, 'operation', operation_id, 'office', offices.code,
        'application', application_id, 'member', member_id, 'type', type, 'number', number, 'reason', reason,
        'settledAt', CONCAT(LEFT(DATE_FORMAT(v_now, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
      INTO v_payload
      FROM application_events JOIN offices ON offices.id = application_events.office_id
      WHERE operation_id = p_event;
      CALL loket_add_change(LEAST(v_first_office, v_second_office), 'conflict-settled', v_payload);
      CALL loket_add_change(GREATEST(v_first_office, v_second_office), 'conflict-settled', v_payload);
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE open_ones;
END;
