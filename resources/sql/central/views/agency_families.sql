-- The families that the calling agency may see on this connection. No account is granted this view itself. An
-- agency's area is every village whose code begins with its own; ':' follows '9', which makes the area a
-- range of the index. Nothing of an application counts before all its scans are there.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW agency_families AS
SELECT families.application_id, no_kk, head_name, address, rt, rw, village, postal_code, phone,
       applications.number, applications.kind, applications.office_id, submitted_at, decided_at, complete_at
FROM agencies AS reader
JOIN families ON village >= reader.area AND village < CONCAT(reader.area, ':')
JOIN applications ON applications.id = families.application_id AND applications.complete_at IS NOT NULL
WHERE reader.account = SUBSTRING_INDEX(USER(), '@', 1)
  AND EXISTS (SELECT 1 FROM agency_visits
              WHERE account = SUBSTRING_INDEX(USER(), '@', 1) AND connection_id = CONNECTION_ID()
                AND entered_at > UTC_TIMESTAMP(3) - INTERVAL 12 HOUR);
