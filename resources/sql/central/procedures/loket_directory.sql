-- Statements of the directory after this position, at most 200 at a time.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_directory (IN p_after BIGINT)
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT position, kind, statement
  FROM directory_statements
  WHERE position > p_after
    AND EXISTS (SELECT 1 FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1))
  ORDER BY position LIMIT 200;
END;
