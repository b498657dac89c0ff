-- Applications of the calling office's area; see registry_families.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_applications AS
SELECT applications.id, sender.code AS office, operation_id, number, kind, submitter_name, submitted_at, decided_at,
       complete_at
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN applications ON applications.id = families.application_id
JOIN offices AS sender ON sender.id = applications.office_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);
