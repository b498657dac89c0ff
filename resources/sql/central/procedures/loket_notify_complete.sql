-- Notifies the kelurahan's office of a record that is complete.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_notify_complete (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  CALL loket_notify_village(p_application, 'record-complete', JSON_OBJECT(
    'version', 1, 'application', p_application,
    'completeAt', CONCAT(LEFT(DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')));
END;
