-- The letters of the cases that Dinas Sosial takes over.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_letters AS
SELECT letters.application_id, letters.position, letters.kind, letters.number, dated
FROM agency_families AS case_family
JOIN letters ON letters.application_id = case_family.application_id;
