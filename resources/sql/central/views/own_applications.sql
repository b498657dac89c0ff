-- Applications that the calling office sent, as far as the registry holds them.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_applications AS
SELECT id, operation_id, number, kind, submitted_by, submitter_name, submitted_at, decided_at, complete_at
FROM applications
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
