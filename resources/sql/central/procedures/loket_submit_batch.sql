-- Applies operations of one computer, in the order of their numbers. `p_operations`: JSON `[[id, application,
-- sequence, hash, offset, length], ...]`; their payloads one after the other as COMPRESS makes it, handed
-- over as `LENGTH(@loket_packed := ?)`. Answers a row for each, in the same order: verdict, refusal's code,
-- whether it is complete; then the scans that are missing, by the operation's position in the list (from 1),
-- and how many bytes of each have been received.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_submit_batch (
  IN p_device CHAR(36), IN p_operations LONGTEXT, IN p_length INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_quick BOOLEAN DEFAULT TRUE;
  DECLARE v_scans BOOLEAN;
  DECLARE v_number INT DEFAULT 0;
  DECLARE v_operation LONGTEXT;
  DECLARE v_verdict VARCHAR(10);
  DECLARE v_refusal VARCHAR(40);
  DECLARE v_id CHAR(36);
  DECLARE v_hash CHAR(64);

  SET @loket_operations = p_operations, @loket_payloads = UNCOMPRESS(@loket_packed), @loket_verdicts = '[]';
  -- As a key: within a text the quotes would be escaped.
  SET v_scans = LOCATE(CONVERT('"scan":' USING binary), @loket_payloads) > 0;
  BEGIN
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET v_quick = FALSE;
    CALL loket_apply_new_records(p_device, v_scans);
  END;
  WHILE NOT v_quick AND v_number < JSON_LENGTH(@loket_operations) DO
    SET v_operation = JSON_EXTRACT(@loket_operations, CONCAT('$[', v_number, ']'));
    SET v_id = JSON_UNQUOTE(JSON_EXTRACT(v_operation, '$[0]')),
        v_hash = JSON_UNQUOTE(JSON_EXTRACT(v_operation, '$[3]'));
    SET @loket_payload = CONVERT(SUBSTRING(
      @loket_payloads, JSON_EXTRACT(v_operation, '$[4]') + 1, JSON_EXTRACT(v_operation, '$[5]')) USING utf8mb4);
    CALL loket_apply_operation(
      v_id, p_device, JSON_EXTRACT(v_operation, '$[2]'), v_hash, v_verdict, v_refusal);
    SET @loket_verdicts = JSON_ARRAY_APPEND(@loket_verdicts, '$', JSON_ARRAY(v_verdict, v_refusal));
    SET v_number = v_number + 1;
  END WHILE;

  IF v_quick AND NOT v_scans THEN
    SELECT 'applied' AS verdict, '' AS refusal, 1 AS complete
    FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY)) AS listed;
    SELECT 0 AS number, '' AS hash, 0 AS received FROM DUAL WHERE FALSE;
  ELSE
    SELECT COALESCE(verdict, 'applied') AS verdict, COALESCE(refusal, '') AS refusal,
           COALESCE(verdict, '') NOT IN ('refused', 'later') AND NOT EXISTS (
             SELECT 1 FROM applications WHERE operation_id = listed.id AND complete_at IS NULL) AS complete
    FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY, id CHAR(36) PATH '$[0]')) AS listed
    LEFT JOIN JSON_TABLE(@loket_verdicts, '$[*]' COLUMNS (
      number FOR ORDINALITY, verdict VARCHAR(10) PATH '$[0]', refusal VARCHAR(40) PATH '$[1]')) AS judged
      ON judged.number = listed.number
    ORDER BY listed.number;
    SELECT DISTINCT listed.number, scans.hash, scans.received
    FROM JSON_TABLE(@loket_operations, '$[*]' COLUMNS (number FOR ORDINALITY, id CHAR(36) PATH '$[0]')) AS listed
    STRAIGHT_JOIN applications ON applications.operation_id = listed.id
    STRAIGHT_JOIN pages ON pages.application_id = applications.id
    STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE applications.complete_at IS NULL AND scans.complete_at IS NULL
      AND applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
  END IF;
END;
