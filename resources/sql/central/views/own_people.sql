-- People that the calling office sent, found through its applications.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_people AS
SELECT application_id, people.id, position, proposed, name, nik, sex, birth_place, birth_date, religion, education,
       occupation, blood_type, marital_status, marriage_date, relationship, citizenship, passport_number,
       kitap_number, father_name, mother_name
FROM applications JOIN people ON people.application_id = applications.id
WHERE applications.office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
