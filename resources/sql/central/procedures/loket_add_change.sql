-- Appends a change to an office's feed, within the caller's transaction. A caller that notifies several
-- offices does it in the order of their ids, which makes deadlocks rare.
--
-- AUTO_INCREMENT numbers are assigned when a row is inserted and seen when its transaction commits: a reader
-- that has seen 8 skips a 7 that is committed after it. Here a transaction takes an office's next position
-- from a row that it then keeps locked until it commits, so that positions are seen in their order and
-- without a gap.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_add_change (
  IN p_office CHAR(36), IN p_kind VARCHAR(40), IN p_payload LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_position BIGINT;

  INSERT INTO feed_positions (office_id, position, pruned_to) VALUES (p_office, 1, 0)
  ON DUPLICATE KEY UPDATE position = position + 1;
  SELECT position INTO v_position FROM feed_positions WHERE office_id = p_office;
  INSERT INTO changes (office_id, position, id, kind, payload, at)
  VALUES (p_office, v_position, UUID(), p_kind, p_payload, UTC_TIMESTAMP(3));
END;
