-- What an office may read back: its own rows, told by the account it came in by. Scans without their bytes.

DROP VIEW IF EXISTS own_applications;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_applications AS
SELECT id, operation_id, number, kind, submitted_by, submitter_name, submitted_at, decided_at, complete_at
FROM applications
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_families;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_families AS
SELECT application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM families
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_people AS
SELECT application_id, id, position, proposed, name, nik, sex, birth_place, birth_date, religion, education,
       occupation, blood_type, marital_status, marriage_date, relationship, citizenship, passport_number,
       kitap_number, father_name, mother_name
FROM people
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_decisions;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_decisions AS
SELECT application_id, decided_by, decider_name, decided_at, reason
FROM decisions
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_letters;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_letters AS
SELECT application_id, position, kind, number, dated
FROM letters
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_overrides;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_overrides AS
SELECT application_id, position, member_id, code, reason
FROM overrides
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_pages;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_pages AS
SELECT application_id, id, document, member_id, position, scan, media_type, byte_length, width, height
FROM pages
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));

DROP VIEW IF EXISTS own_scans;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_scans AS
SELECT hash, byte_length, held, complete_at
FROM scans
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
