-- The caller has received these packets (a JSON list of ids): their bytes are deleted here.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_acknowledge_packets (IN p_ids LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_from CHAR(36);
  DECLARE v_id CHAR(36);
  DECLARE v_hash CHAR(64);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE acknowledged CURSOR FOR
    SELECT packets.id, packets.from_office, packets.hash
    FROM JSON_TABLE(p_ids, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS named
    JOIN packets ON packets.id = named.id
    WHERE packets.to_office = v_office AND packets.posted_at IS NOT NULL AND packets.acknowledged_at IS NULL
    ORDER BY packets.from_office, packets.hash;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id INTO v_office FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  SET v_done = FALSE;
  OPEN acknowledged;
  deleting: LOOP
    FETCH acknowledged INTO v_id, v_from, v_hash;
    IF v_done THEN
      LEAVE deleting;
    END IF;
    UPDATE packets SET acknowledged_at = UTC_TIMESTAMP(3) WHERE id = v_id;
    DELETE FROM scan_parts WHERE office_id = v_from AND hash = v_hash;
    DELETE FROM scans WHERE office_id = v_from AND hash = v_hash
      AND NOT EXISTS (SELECT 1 FROM pages WHERE pages.office_id = v_from AND pages.scan = v_hash)
      AND NOT EXISTS (SELECT 1 FROM packets WHERE packets.from_office = v_from AND packets.hash = v_hash
                      AND packets.acknowledged_at IS NULL);
  END LOOP;
  CLOSE acknowledged;
  COMMIT;
END;
