-- Dinas Kesehatan proposes the participants whom the region pays for: who they are and where they live.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW dinkes_participants AS
SELECT people.application_id, people.id, number, kind, decided_at, no_kk, nik, name, sex, birth_date, relationship,
       address, rt, rw, village
FROM agency_families AS case_family
JOIN people ON people.application_id = case_family.application_id AND proposed;
