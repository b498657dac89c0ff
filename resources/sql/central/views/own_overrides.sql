-- Answered findings that the calling office sent.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_overrides AS
SELECT application_id, position, member_id, code, reason
FROM overrides
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
