-- Writes the pages and scans of records whose applications loket_store_records has written (`p_operations`:
-- JSON list of the operations' ids), inside the caller's transaction, and marks those as complete whose scans
-- are all here already.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_pages (IN p_office CHAR(36), IN p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_unequal INT;
  DECLARE v_longest BIGINT;

  -- In the order of the hashes, so that two records with the same scans never deadlock.
  INSERT INTO scans (office_id, hash, byte_length, received, bytes, complete_at)
  SELECT p_office, hash, MAX(page.byte_length), 0, '', NULL
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.pages[*]' COLUMNS (
    hash VARCHAR(65) PATH '$.scan',
    byte_length VARCHAR(20) PATH '$.byteLength')) AS page
  GROUP BY hash
  ORDER BY hash
  ON DUPLICATE KEY UPDATE hash = scans.hash;

  INSERT INTO pages (application_id, id, office_id, document, member_id, position, scan, media_type, byte_length,
                     width, height)
  SELECT application_id, page.id, p_office, document, NULLIF(member_id, 'null'), position, scan, media_type,
         byte_length, width, height
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.pages[*]' COLUMNS (
    id VARCHAR(37) PATH '$.id',
    document VARCHAR(41) PATH '$.document',
    member_id VARCHAR(37) PATH '$.memberId',
    position VARCHAR(20) PATH '$.position',
    scan VARCHAR(65) PATH '$.scan',
    media_type VARCHAR(41) PATH '$.mediaType',
    byte_length VARCHAR(20) PATH '$.byteLength',
    width VARCHAR(20) PATH '$.width',
    height VARCHAR(20) PATH '$.height')) AS page;

  SELECT COALESCE(SUM(scans.byte_length <> pages.byte_length), 0), COALESCE(MAX(pages.byte_length), 0)
  INTO v_unequal, v_longest
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN applications ON applications.operation_id = batch.id
  STRAIGHT_JOIN pages ON pages.application_id = applications.id
  STRAIGHT_JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan;
  IF v_unequal > 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF v_longest > @@max_allowed_packet - 65536 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'scan-too-large';
  END IF;
  UPDATE JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN applications ON applications.operation_id = batch.id
  SET applications.complete_at = UTC_TIMESTAMP(3)
  WHERE applications.complete_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = applications.id AND scans.complete_at IS NULL);
END;
