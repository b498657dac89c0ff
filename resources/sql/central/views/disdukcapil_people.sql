-- Disdukcapil matches deaths, moves and corrected numbers against the people of the registry.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW disdukcapil_people AS
SELECT people.application_id, people.id, no_kk, nik, name, sex, birth_place, birth_date, village
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id;
