-- What an office may read of its area, no matter which office sent it: a kelurahan what was registered for
-- its people, a kecamatan that of its kelurahan. An office's area is every village whose code begins with the
-- office's own; ':' follows '9', which makes the area a range of the index.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_families AS
SELECT families.application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);
