-- Letters that the calling office sent.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_letters AS
SELECT application_id, position, kind, number, dated
FROM letters
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
