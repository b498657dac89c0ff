-- Deletes changes that are older than 90 days and that every computer of the office has applied; one that has
-- been silent for half a year is not waited for, and is told of the gap when it comes back. At most 500 at a
-- time.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_prune_changes (IN p_office CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_applied BIGINT;
  DECLARE v_to BIGINT;

  SELECT MIN(feed_cursors.position) INTO v_applied
  FROM feed_cursors
  JOIN devices ON devices.office_id = feed_cursors.office_id AND devices.id = feed_cursors.device_id
  WHERE feed_cursors.office_id = p_office AND devices.last_seen_at > UTC_TIMESTAMP(3) - INTERVAL 180 DAY;
  SELECT MAX(position) INTO v_to
  FROM (SELECT position, at FROM changes WHERE office_id = p_office ORDER BY position LIMIT 500) AS oldest
  WHERE at < UTC_TIMESTAMP(3) - INTERVAL 90 DAY AND position <= v_applied;
  IF v_to IS NOT NULL THEN
    UPDATE feed_positions SET pruned_to = v_to WHERE office_id = p_office;
    DELETE FROM changes WHERE office_id = p_office AND position <= v_to;
  END IF;
END;
