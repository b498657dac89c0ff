-- Pages that the calling office sent.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_pages AS
SELECT application_id, id, document, member_id, position, scan, media_type, byte_length, width, height
FROM pages
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
