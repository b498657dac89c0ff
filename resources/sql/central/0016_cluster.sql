-- For a centre that is a cluster. A row that is only locked is locked on one server: what two transactions on two
-- servers must not both overlook, both of them write, so that the cluster certifies one and lets the other try again.

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'applications' AND column_name = 'arrivals'),
  'DO 0',
  'ALTER TABLE applications
     -- How often scans of it have arrived: written by whoever brings one, read by nobody.
     ADD COLUMN arrivals INT NOT NULL DEFAULT 0');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_complete_applications //

-- Marks the applications whose last scan is among these (a JSON list of hashes), and answers their operations as a
-- JSON list. Each is written before its scans are counted: of two last scans that arrive at one moment, the second
-- one sees the first, on one server because it waits, in a cluster because it is done again.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_scans LONGTEXT, OUT p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_operation CHAR(36);
  DECLARE v_missing INT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE waiting CURSOR FOR
    SELECT DISTINCT pages.application_id
    FROM JSON_TABLE(p_scans, '$[*]' COLUMNS (scan CHAR(64) PATH '$')) AS arrived
    JOIN pages ON pages.office_id = p_office AND pages.scan = arrived.scan
    JOIN applications ON applications.id = pages.application_id
    WHERE applications.complete_at IS NULL
    ORDER BY pages.application_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_operations = '[]';
  OPEN waiting;
  completing: LOOP
    FETCH waiting INTO v_application;
    IF v_done THEN
      LEAVE completing;
    END IF;
    UPDATE applications SET arrivals = arrivals + 1 WHERE id = v_application;
    SELECT COUNT(*) INTO v_missing
    FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = v_application AND scans.complete_at IS NULL;
    IF v_missing = 0 THEN
      UPDATE applications SET complete_at = UTC_TIMESTAMP(3) WHERE id = v_application AND complete_at IS NULL;
      IF ROW_COUNT() > 0 THEN
        CALL loket_tell_complete(v_application);
      END IF;
      SELECT operation_id INTO v_operation FROM applications WHERE id = v_application;
      SET p_operations = JSON_ARRAY_APPEND(p_operations, '$', v_operation);
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE waiting;
END //

DELIMITER ;
