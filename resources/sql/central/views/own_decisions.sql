-- Decisions that the calling office sent.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW own_decisions AS
SELECT application_id, decided_by, decider_name, decided_at, reason
FROM decisions
WHERE office_id = (SELECT id FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1));
