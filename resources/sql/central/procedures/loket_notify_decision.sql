-- Notifies the kelurahan's office of the decision that another office took on its application.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_notify_decision (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_payload LONGTEXT;
  DECLARE v_complete BOOLEAN;

  SELECT applications.complete_at IS NOT NULL, JSON_OBJECT(
    'version', 1, 'application', applications.id, 'number', applications.number, 'outcome', 'setuju',
    'office', offices.code, 'reason', decisions.reason,
    'officer', JSON_OBJECT('id', decisions.decided_by, 'name', decisions.decider_name),
    'decidedAt', CONCAT(LEFT(DATE_FORMAT(decisions.decided_at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
  INTO v_complete, v_payload
  FROM applications
  JOIN offices ON offices.id = applications.office_id
  JOIN decisions ON decisions.application_id = applications.id
  WHERE applications.id = p_application;
  CALL loket_notify_village(p_application, 'decision', v_payload);
  IF v_complete THEN
    CALL loket_notify_complete(p_application);
  END IF;
END;
