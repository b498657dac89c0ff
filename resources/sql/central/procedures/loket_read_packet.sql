-- Bytes of a packet for the caller, from an offset (from 0) on; no row where there is no such packet for
-- them.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_read_packet (
  IN p_id CHAR(36), IN p_offset BIGINT, IN p_length BIGINT)
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT SUBSTRING(scans.bytes, p_offset + 1, p_length) AS bytes
  FROM packets
  JOIN offices ON offices.id = packets.to_office
  JOIN scans ON scans.office_id = packets.from_office AND scans.hash = packets.hash
  WHERE packets.id = p_id AND offices.account = SUBSTRING_INDEX(USER(), '@', 1)
    AND packets.posted_at IS NOT NULL AND packets.acknowledged_at IS NULL;
END;
