-- People of the calling office's area; see registry_families.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW registry_people AS
SELECT people.application_id, people.id, position, proposed, people.name, nik, sex, birth_place, birth_date, religion,
       education, occupation, blood_type, marital_status, marriage_date, relationship, citizenship, passport_number,
       kitap_number, father_name, mother_name
FROM offices AS reader
JOIN families ON village >= reader.code AND village < CONCAT(reader.code, ':')
JOIN people ON people.application_id = families.application_id
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1);
