-- Records that an operation or a packet was refused, and which account sent it; never personal data.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_refuse (IN p_operation CHAR(36), IN p_code VARCHAR(40))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO refusals (at, account, operation_id, code)
  VALUES (UTC_TIMESTAMP(3), SUBSTRING_INDEX(USER(), '@', 1), p_operation, p_code);
END;
