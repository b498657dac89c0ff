-- Appends a statement to the directory of keys, inside the caller's transaction.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_publish (
  IN p_office VARCHAR(10), IN p_kind VARCHAR(10), IN p_number INT, IN p_statement TEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  UPDATE directory_head SET position = position + 1 WHERE only_row = 1;
  INSERT INTO directory_statements (position, office_code, kind, key_number, statement, published_at)
  SELECT position, p_office, p_kind, p_number, p_statement, UTC_TIMESTAMP(3) FROM directory_head WHERE only_row = 1;
END;
