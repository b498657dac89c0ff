-- Scans that the calling office sent, without their bytes.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_scans AS
SELECT hash, byte_length, received, complete_at
FROM scans
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
