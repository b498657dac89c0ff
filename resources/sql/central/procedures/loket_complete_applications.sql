-- Marks the applications whose last scan is among these (a JSON list of hashes), and answers their operations
-- as a JSON list. Each application is written before its scans are counted: of two last scans that arrive at
-- the same moment, the second one sees the first, on one server because it waits, in a cluster because it is
-- certified again. A row that is only locked is locked on one server. `p_code` is the office's.
--
-- STRAIGHT_JOIN: see loket_store_records. Without it the cost of a scan grew with the families of its
-- village.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_scans LONGTEXT, OUT p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
completing: BEGIN
  DECLARE v_concerned LONGTEXT;
  DECLARE v_completed LONGTEXT;
  DECLARE v_application CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE to_notify CURSOR FOR
    SELECT families.application_id
    FROM JSON_TABLE(v_completed, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS completed
    STRAIGHT_JOIN families ON families.application_id = completed.id
    STRAIGHT_JOIN offices ON offices.code = families.village AND offices.id <> families.office_id
    ORDER BY offices.id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_operations = '[]';
  -- In the order of their ids, so that two connections never deadlock.
  SELECT CONCAT('[', GROUP_CONCAT(DISTINCT JSON_QUOTE(applications.id) ORDER BY applications.id), ']')
  INTO v_concerned
  FROM JSON_TABLE(p_scans, '$[*]' COLUMNS (scan CHAR(64) PATH '$')) AS arrived
  STRAIGHT_JOIN pages ON pages.office_id = p_office AND pages.scan = arrived.scan
  STRAIGHT_JOIN applications ON applications.id = pages.application_id
  WHERE applications.complete_at IS NULL;
  IF v_concerned IS NULL THEN
    LEAVE completing;
  END IF;
  UPDATE JSON_TABLE(v_concerned, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS concerned
  STRAIGHT_JOIN applications ON applications.id = concerned.id
  SET applications.arrivals = applications.arrivals + 1;
  -- A statement of its own: within an UPDATE the scans would be locked as they are read, while another line
  -- that has one of them waits for this application. The second list has those as well that another line
  -- completed meanwhile.
  SELECT CONCAT('[', GROUP_CONCAT(IF(applications.complete_at IS NULL, JSON_QUOTE(applications.id), NULL)), ']'),
         COALESCE(JSON_ARRAYAGG(applications.operation_id), '[]')
  INTO v_completed, p_operations
  FROM JSON_TABLE(v_concerned, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS concerned
  STRAIGHT_JOIN applications ON applications.id = concerned.id
  WHERE NOT EXISTS (
    SELECT 1 FROM pages STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = applications.id AND scans.complete_at IS NULL);
  IF v_completed IS NULL THEN
    LEAVE completing;
  END IF;
  UPDATE JSON_TABLE(v_completed, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS completed
  STRAIGHT_JOIN applications ON applications.id = completed.id
  SET applications.complete_at = UTC_TIMESTAMP(3);

  -- A kelurahan's families all live in it.
  IF LENGTH(p_code) < 10 THEN
    OPEN to_notify;
    notifying: LOOP
      FETCH to_notify INTO v_application;
      IF v_done THEN
        LEAVE notifying;
      END IF;
      CALL loket_notify_complete(v_application);
      SET v_done = FALSE;
    END LOOP;
    CLOSE to_notify;
  END IF;
END;
