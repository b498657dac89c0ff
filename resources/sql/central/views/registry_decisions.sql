-- Decisions of the calling office's area; see registry_families.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_decisions AS
SELECT decisions.application_id, decider_name, decided_at, reason
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN decisions ON decisions.application_id = families.application_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);
