-- The people of the cases that Dinas Sosial takes over.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_people AS
SELECT people.application_id, id, position, proposed, name, nik, sex, birth_place, birth_date, religion, education,
       occupation, blood_type, marital_status, marriage_date, relationship, citizenship, father_name, mother_name
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id;
