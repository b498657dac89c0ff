-- Opens a conflict for every proposed person of these applications (JSON list of ids) whose NIK another
-- office proposes too, and answers the applications concerned as a JSON list. Their NIKs have been locked
-- before, so that what another transaction stores of the same NIK is either seen here or sees this.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_find_conflicts (
  IN p_applications LONGTEXT, OUT p_concerned LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_nik CHAR(16);
  DECLARE v_office CHAR(36);
  DECLARE v_application CHAR(36);
  DECLARE v_member CHAR(36);
  DECLARE v_other_office CHAR(36);
  DECLARE v_other_application CHAR(36);
  DECLARE v_other_member CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE found CURSOR FOR
    SELECT members.nik, members.office_id, members.application_id, members.id,
           other.office_id, other.application_id, other.id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed
    STRAIGHT_JOIN members ON members.application_id = listed.id
    STRAIGHT_JOIN members AS other ON other.nik = members.nik
    WHERE members.proposed AND other.proposed = TRUE AND other.office_id <> members.office_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_concerned = '[]';
  OPEN found;
  opening: LOOP
    FETCH found INTO v_nik, v_office, v_application, v_member, v_other_office, v_other_application, v_other_member;
    IF v_done THEN
      LEAVE opening;
    END IF;
    CALL loket_open_conflict(v_nik, v_office, v_application, v_member,
                             v_other_office, v_other_application, v_other_member);
    SET p_concerned = JSON_ARRAY_APPEND(p_concerned, '$', v_application);
    SET v_done = FALSE;
  END LOOP;
  CLOSE found;
END;
