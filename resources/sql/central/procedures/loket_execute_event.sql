-- Executes an event on the registry's rows; its application is there and its office's own.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_execute_event (IN p_event CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_type VARCHAR(20);
  DECLARE v_member CHAR(36);
  DECLARE v_number CHAR(16);
  DECLARE v_former CHAR(16);
  DECLARE v_concerned LONGTEXT;
  DECLARE v_payload LONGTEXT;

  SELECT application_id, type, member_id, number INTO v_application, v_type, v_member, v_number
  FROM application_events WHERE operation_id = p_event;
  CASE v_type
    WHEN 'withdrawal' THEN
      UPDATE people SET proposed = FALSE WHERE application_id = v_application AND id = COALESCE(v_member, id);
    WHEN 'nik-correction' THEN
      SELECT nik INTO v_former FROM people WHERE application_id = v_application AND id = v_member;
      UPDATE people SET nik = v_number WHERE application_id = v_application AND id = v_member;
    WHEN 'no-kk-correction' THEN
      SELECT no_kk INTO v_former FROM families WHERE application_id = v_application;
      UPDATE families SET no_kk = v_number WHERE application_id = v_application;
  END CASE;
  UPDATE application_events SET former = COALESCE(former, v_former) WHERE operation_id = p_event;
  CALL loket_settle_conflicts(p_event);
  IF v_type = 'nik-correction' THEN
    CALL loket_claim_niks(JSON_ARRAY(v_application));
    CALL loket_find_conflicts(JSON_ARRAY(v_application), v_concerned);
  END IF;
  SELECT JSON_OBJECT(
    'version', 1, 'operation', operation_id, 'application', application_id, 'type', type, 'member', member_id,
    'number', number, 'reason', reason, 'officer', officer_name,
    'at', CONCAT(LEFT(DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
  INTO v_payload
  FROM application_events WHERE operation_id = p_event;
  CALL loket_notify_village(v_application, IF(v_type = 'withdrawal', 'withdrawal', 'correction'), v_payload);
END;
