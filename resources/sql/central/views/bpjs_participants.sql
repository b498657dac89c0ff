-- BPJS Kesehatan registers the participants: the columns of its registration sheet that the registry holds.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW bpjs_participants AS
SELECT people.application_id, people.id, kind, decided_at, no_kk, nik, name, relationship, birth_place, birth_date,
       sex, marital_status, address, rt, rw, postal_code, village, phone, citizenship, mother_name
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id AND proposed;
