-- Locks the NIKs of the proposed people in these applications (JSON list of ids), in the same order in every
-- transaction.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_claim_niks (IN p_applications LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO nik_claims (claim, times)
  SELECT UNHEX(LEFT(SHA2(members.nik, 256), 32)), 1
  FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed
  STRAIGHT_JOIN members ON members.application_id = listed.id
  WHERE members.proposed AND members.nik IS NOT NULL
  ORDER BY 1
  ON DUPLICATE KEY UPDATE times = times + 1;
END;
