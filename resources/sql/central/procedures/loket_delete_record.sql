-- Deletes an application's rows before a later decision's rows are inserted; its operations and scans stay.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_delete_record (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DELETE FROM pages WHERE application_id = p_application;
  DELETE FROM members WHERE application_id = p_application;
  DELETE FROM families WHERE application_id = p_application;
  DELETE FROM applications WHERE id = p_application;
END;
