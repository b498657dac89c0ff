-- Fast path of loket_submit_batch: applies @loket_operations as records that are new here, in one
-- transaction, or fails. `p_scans`: whether any of them has pages. A payload is not parsed for this, only
-- compared with the one form in which offices write it; one that is written in another way takes the slow
-- path.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_new_records (
  IN p_device CHAR(36), IN p_scans BOOLEAN)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_applications LONGTEXT DEFAULT JSON_EXTRACT(@loket_operations, '$[*][1]');
  DECLARE v_lists VARCHAR(40) DEFAULT IF(p_scans, ',"pages":[', ',"pages":[],"members":[{');
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  INSERT INTO operations (id, office_id, device_id, sequence, application_id, payload_hash, payload, received_at)
  SELECT id, v_office, p_device, sequence, application, hash,
         CONVERT(SUBSTRING(packed.payloads, payload_offset + 1, length) USING utf8mb4), UTC_TIMESTAMP(3)
  -- From a derived row: a variable would be copied whole for each SUBSTRING. LIMIT keeps the optimiser from
  -- merging it.
  FROM (SELECT @loket_payloads AS payloads LIMIT 1) AS packed
  JOIN JSON_TABLE(@loket_operations, '$[*]' COLUMNS (
    id CHAR(36) PATH '$[0]', application VARCHAR(37) PATH '$[1]', sequence BIGINT PATH '$[2]',
    hash CHAR(64) PATH '$[3]', payload_offset INT PATH '$[4]', length INT PATH '$[5]')) AS batch
  WHERE SUBSTRING(packed.payloads, payload_offset + 1, 57) = CONCAT('{"version":1,"id":"', application, '",')
    AND LOCATE(CONVERT(v_lists USING binary), SUBSTRING(packed.payloads, payload_offset + 1, length)) > 0
    AND SHA2(SUBSTRING(packed.payloads, payload_offset + 1, length), 256) = hash;
  IF ROW_COUNT() <> JSON_LENGTH(@loket_operations) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unusual';
  END IF;
  CALL loket_store_records(
    v_office, v_code, JSON_EXTRACT(@loket_operations, '$[*][0]'), v_applications, p_scans);
  CALL loket_follow_up_records(v_code, v_applications);
  COMMIT;
END;
