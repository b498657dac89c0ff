-- Decisions are columns of their application.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW decisions AS
SELECT id AS application_id, office_id, decided_by, decider_name, decided_at, reason FROM applications;
