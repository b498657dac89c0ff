-- Families that the calling office sent, found through its applications.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_families AS
SELECT application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM applications JOIN families ON families.application_id = applications.id
WHERE applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
