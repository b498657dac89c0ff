-- Findings that the office answered: this value is right although the rule says otherwise. They are read from
-- the operation that the application comes from. The member is NULL where the finding concerns the family.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW overrides AS
SELECT applications.id AS application_id, given.position, applications.office_id,
       NULLIF(given.member_id, 'null') AS member_id, given.code, given.reason
FROM applications
JOIN operations ON operations.id = applications.operation_id
JOIN JSON_TABLE(operations.payload, '$.overrides[*]' COLUMNS (
  position FOR ORDINALITY,
  member_id VARCHAR(36) PATH '$.memberId',
  code VARCHAR(60) PATH '$.code',
  reason VARCHAR(500) PATH '$.reason')) AS given;
