-- What an office may read of its area, whoever sent it: a kelurahan what was registered for its people, a kecamatan
-- that of its kelurahan. An office's area is every village whose code begins with the office's own; ':' follows '9',
-- which makes the area a range that an index answers.

SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'families' AND index_name = 'families_by_village'),
  'DO 0',
  'CREATE INDEX families_by_village ON families (village)');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

DROP VIEW IF EXISTS registry_families;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_families AS
SELECT families.application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);

DROP VIEW IF EXISTS registry_applications;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_applications AS
SELECT applications.id, sender.code AS office, operation_id, number, kind, submitter_name, submitted_at, decided_at,
       complete_at
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN applications ON applications.id = families.application_id
JOIN offices AS sender ON sender.id = applications.office_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);

DROP VIEW IF EXISTS registry_people;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_people AS
SELECT people.application_id, people.id, position, proposed, people.name, nik, sex, birth_place, birth_date, religion,
       education, occupation, blood_type, marital_status, marriage_date, relationship, citizenship, passport_number,
       kitap_number, father_name, mother_name
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN people ON people.application_id = families.application_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);

DROP VIEW IF EXISTS registry_decisions;
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_decisions AS
SELECT decisions.application_id, decider_name, decided_at, reason
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN decisions ON decisions.application_id = families.application_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);
