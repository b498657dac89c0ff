-- Applies one operation, whose payload is handed over as `LENGTH(@loket_payload := ?)`.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_submit (
  IN p_operation CHAR(36), IN p_device CHAR(36), IN p_sequence BIGINT, IN p_hash CHAR(64), IN p_length INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_verdict VARCHAR(10);
  DECLARE v_refusal VARCHAR(40);
  CALL loket_apply_operation(p_operation, p_device, p_sequence, p_hash, v_verdict, v_refusal);
  SELECT v_verdict AS verdict, v_refusal AS refusal,
         v_verdict <> 'refused' AND NOT EXISTS (
           SELECT 1 FROM applications WHERE operation_id = p_operation AND complete_at IS NULL) AS complete;
  SELECT DISTINCT scans.hash, scans.received
  FROM applications
  JOIN pages ON pages.application_id = applications.id
  JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
  WHERE applications.operation_id = p_operation AND v_verdict <> 'refused' AND scans.complete_at IS NULL;
END;
