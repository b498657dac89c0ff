-- Letters are read from the operation that the application comes from.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW letters AS
SELECT applications.id AS application_id, letter.position, applications.office_id, letter.kind, letter.number,
       letter.dated
FROM applications
JOIN operations ON operations.id = applications.operation_id
JOIN JSON_TABLE(operations.payload, '$.letters[*]' COLUMNS (
  position FOR ORDINALITY,
  kind VARCHAR(40) PATH '$.kind',
  number VARCHAR(500) PATH '$.number',
  dated DATE PATH '$.date')) AS letter;
