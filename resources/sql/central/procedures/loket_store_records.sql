-- Writes the rows of records whose operations are written (`p_operations`: JSON list of their ids,
-- `p_applications` of the applications they are about), inside the caller's transaction. `p_scans`: whether
-- any of them has pages. The caller has checked that these are records of this version, each of its
-- operation's own application, with a list of pages.
--
-- What a record lacks or has in the wrong form violates a NOT NULL, a CHECK or a column's type. JSON values
-- are read as text, because only the column's own strict type tells 'abc' from 0; in JSON_TABLE one letter
-- longer than the column, so that it refuses what is too long; NULLIF, because a JSON null may arrive as the
-- word. JSON_VALUE stops where it has found its value, JSON_TABLE reads on to the end: it is an error there
-- that tells what is no JSON. Most of the time goes into finding values in JSON, so that each is read once.
--
-- STRAIGHT_JOIN, here and in other procedures: the optimiser does not know how short a JSON list is. Without
-- it, it begins with the table of offices, goes on with all families that ever lived in one of their
-- villages, and looks each of them up in the list.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_store_records (
  IN p_office CHAR(36), IN p_area VARCHAR(10), IN p_operations LONGTEXT, IN p_applications LONGTEXT,
  IN p_scans BOOLEAN)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO applications (id, office_id, operation_id, number, kind, submitted_by, submitter_name, submitted_at,
                            decided_by, decider_name, decided_at, reason, complete_at)
  SELECT application_id, p_office, operations.id, JSON_VALUE(payload, '$.number'), JSON_VALUE(payload, '$.kind'),
         JSON_VALUE(payload, '$.submittedBy.id'), JSON_VALUE(payload, '$.submittedBy.name'),
         REPLACE(REPLACE(JSON_VALUE(payload, '$.submittedAt'), 'T', ' '), 'Z', ''),
         JSON_VALUE(payload, '$.decidedBy.id'), JSON_VALUE(payload, '$.decidedBy.name'),
         REPLACE(REPLACE(JSON_VALUE(payload, '$.decidedAt'), 'T', ' '), 'Z', ''),
         JSON_VALUE(payload, '$.reason'), IF(p_scans, NULL, UTC_TIMESTAMP(3))
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id;

  INSERT INTO families (application_id, office_id, no_kk, head_name, address, rt, rw, village, postal_code, phone)
  SELECT application_id, p_office, no_kk, head_name, address, rt, rw, village, postal_code, phone
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.family' COLUMNS (
    no_kk VARCHAR(17) PATH '$.noKk',
    head_name VARCHAR(501) PATH '$.headName',
    address VARCHAR(501) PATH '$.address',
    rt VARCHAR(501) PATH '$.rt',
    rw VARCHAR(501) PATH '$.rw',
    village VARCHAR(11) PATH '$.village',
    postal_code VARCHAR(501) PATH '$.postalCode',
    phone VARCHAR(501) PATH '$.phone')) AS family
  WHERE village LIKE CONCAT(p_area, '%');
  IF ROW_COUNT() <> JSON_LENGTH(p_operations) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;

  INSERT INTO members (application_id, id, office_id, position, proposed, name, nik, birth_date, member)
  SELECT application_id, person.id, p_office, position, proposed = 'true', name, NULLIF(nik, 'null'), birth_date,
         member
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS batch
  STRAIGHT_JOIN operations ON operations.id = batch.id
  JOIN JSON_TABLE(operations.payload, '$.members[*]' COLUMNS (
    position FOR ORDINALITY,
    id VARCHAR(37) PATH '$.id',
    proposed VARCHAR(5) PATH '$.proposed',
    name VARCHAR(501) PATH '$.name',
    nik VARCHAR(17) PATH '$.nik',
    birth_date VARCHAR(30) PATH '$.birthDate',
    member JSON PATH '$')) AS person;

  IF EXISTS (
    SELECT 1 FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed
    WHERE NOT EXISTS (SELECT 1 FROM members WHERE members.application_id = listed.id)) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  IF p_scans THEN
    CALL loket_store_pages(p_office, p_operations);
  END IF;
END;
