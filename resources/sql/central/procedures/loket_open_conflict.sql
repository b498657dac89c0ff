-- Records a conflict that is not open yet, and notifies both offices.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_open_conflict (
  IN p_nik CHAR(16), IN p_office CHAR(36), IN p_application CHAR(36), IN p_member CHAR(36),
  IN p_other_office CHAR(36), IN p_other_application CHAR(36), IN p_other_member CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_ours_first BOOLEAN DEFAULT p_application < p_other_application;
  DECLARE v_id CHAR(36) DEFAULT UUID();
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_side LONGTEXT;
  DECLARE v_other_side LONGTEXT;
  DECLARE v_payload LONGTEXT;

  IF NOT EXISTS (
    SELECT 1 FROM conflicts
    WHERE first_application = IF(v_ours_first, p_application, p_other_application)
      AND first_member = IF(v_ours_first, p_member, p_other_member)
      AND second_application = IF(v_ours_first, p_other_application, p_application)
      AND second_member = IF(v_ours_first, p_other_member, p_member)
      AND settled_at IS NULL) THEN
    INSERT INTO conflicts (id, nik, first_office, first_application, first_member, second_office, second_application,
                           second_member, found_at)
    VALUES (v_id, p_nik,
            IF(v_ours_first, p_office, p_other_office), IF(v_ours_first, p_application, p_other_application),
            IF(v_ours_first, p_member, p_other_member), IF(v_ours_first, p_other_office, p_office),
            IF(v_ours_first, p_other_application, p_application), IF(v_ours_first, p_other_member, p_member), v_now);
    CALL loket_conflict_side(p_application, p_member, v_side);
    CALL loket_conflict_side(p_other_application, p_other_member, v_other_side);
    SET v_payload = JSON_OBJECT(
      'version', 1, 'conflict', v_id, 'nik', p_nik,
      'foundAt', CONCAT(LEFT(DATE_FORMAT(v_now, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'),
      'sides', JSON_ARRAY(JSON_EXTRACT(v_side, '$'), JSON_EXTRACT(v_other_side, '$')));
    CALL loket_add_change(LEAST(p_office, p_other_office), 'conflict', v_payload);
    CALL loket_add_change(GREATEST(p_office, p_other_office), 'conflict', v_payload);
  END IF;
END;
