-- Packets that wait for the caller, the oldest first, at most 100 at a time.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_packets ()
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT packets.id, packets.byte_length AS byteLength
  FROM packets JOIN offices ON offices.id = packets.to_office
  WHERE offices.account = SUBSTRING_INDEX(USER(), '@', 1)
    AND packets.posted_at IS NOT NULL AND packets.acknowledged_at IS NULL
  ORDER BY packets.posted_at, packets.id LIMIT 100;
END;
