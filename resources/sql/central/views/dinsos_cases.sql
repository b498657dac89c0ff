-- Dinas Sosial takes over the verified cases: all that was decided on, and by which officer.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinsos_cases AS
SELECT case_family.application_id, offices.code AS office, number, kind, submitted_at, case_family.decided_at,
       decider_name, reason, complete_at, no_kk, head_name, address, rt, rw, village, postal_code, phone
FROM agency_families AS case_family
JOIN offices ON offices.id = case_family.office_id
JOIN decisions ON decisions.application_id = case_family.application_id;
