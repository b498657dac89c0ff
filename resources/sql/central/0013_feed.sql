-- The change feed: what the centre has to tell an office, in an order in which nothing can be missed.
--
-- AUTO_INCREMENT numbers are given out when a row is inserted and seen when its transaction commits: a reader that
-- has seen 8 goes past a 7 that is committed after it. Here a transaction takes an office's next position from a row
-- that it then keeps locked until it commits, so that positions are seen in their order and without a gap.

CREATE TABLE IF NOT EXISTS feed_positions (
  office_id CHAR(36) NOT NULL,
  -- The last position given out.
  position BIGINT NOT NULL,
  -- Changes up to this one may be gone: all computers of the office have them.
  pruned_to BIGINT NOT NULL,
  PRIMARY KEY (office_id),
  CONSTRAINT feed_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS changes (
  office_id CHAR(36) NOT NULL,
  position BIGINT NOT NULL,
  id CHAR(36) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  -- JSON with its `version`; an office keeps what it does not know and applies it after an upgrade.
  payload LONGTEXT NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (office_id, position),
  CONSTRAINT change_feed FOREIGN KEY (office_id) REFERENCES feed_positions (office_id)
) ENGINE = InnoDB;

-- How far each computer of an office has come.
CREATE TABLE IF NOT EXISTS feed_cursors (
  office_id CHAR(36) NOT NULL,
  device_id CHAR(36) NOT NULL,
  -- It has applied every change up to this one.
  position BIGINT NOT NULL,
  -- Another one with every start of the program there: of two computers with one copied store, the second to come
  -- shows a mark that the first has replaced.
  mark CHAR(36) NOT NULL,
  PRIMARY KEY (office_id, device_id),
  CONSTRAINT cursor_office FOREIGN KEY (office_id) REFERENCES offices (id)
) ENGINE = InnoDB;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_add_change //

-- Tells an office something, within the caller's transaction. Whoever tells several offices does it in the order of
-- their ids, so that two transactions seldom wait for each other crosswise.
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
END //

DROP PROCEDURE IF EXISTS loket_prune_changes //

-- Lets go of changes that are older than 90 days and that every computer of the office has applied; one that has
-- been silent for half a year is not waited for, and is told of the gap when it comes back. At most 500 at a time.
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
END //

DROP PROCEDURE IF EXISTS loket_pull //

-- The caller's changes after `p_after`, which is the last one that this computer has applied, with its id `p_last`
-- ('' for none); `p_mark` is this start's mark and `p_former_mark` the one that the centre last knew.
--
-- Answers first
--   `copied`: this computer shows a mark that was replaced since: its store is a copy, and it is told nothing;
--   `rewound`: the centre does not know `p_last`: it was put back from a backup, and tells again all that it has;
--   `gap`: what came right after `p_after` is no longer kept;
-- and then the changes in order. Asking again with the same values is harmless.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_pull (
  IN p_device CHAR(36), IN p_former_mark CHAR(36), IN p_mark CHAR(36), IN p_after BIGINT, IN p_last CHAR(36),
  IN p_limit INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_pruned BIGINT DEFAULT 0;
  DECLARE v_mark CHAR(36);
  DECLARE v_applied BIGINT;
  DECLARE v_copied BOOLEAN DEFAULT FALSE;
  DECLARE v_rewound BOOLEAN DEFAULT FALSE;
  DECLARE v_from BIGINT DEFAULT p_after;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id INTO v_office FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  SELECT mark, position INTO v_mark, v_applied
  FROM feed_cursors WHERE office_id = v_office AND device_id = p_device;
  SET v_copied = COALESCE(v_mark NOT IN (p_mark, p_former_mark), FALSE);
  IF NOT v_copied THEN
    SELECT pruned_to INTO v_pruned FROM feed_positions WHERE office_id = v_office;
    IF p_after > v_pruned
       AND NOT EXISTS (SELECT 1 FROM changes WHERE office_id = v_office AND position = p_after AND id = p_last) THEN
      SET v_rewound = TRUE, v_from = 0;
    END IF;
    -- Nothing is written where nothing is new: most computers ask most of the time for nothing.
    IF v_mark IS NULL OR v_mark <> p_mark OR v_applied <> v_from THEN
      INSERT INTO feed_cursors (office_id, device_id, position, mark) VALUES (v_office, p_device, v_from, p_mark)
      ON DUPLICATE KEY UPDATE position = v_from, mark = p_mark;
      CALL loket_prune_changes(v_office);
    END IF;
  END IF;
  COMMIT;

  SELECT v_copied AS copied, v_rewound AS rewound, p_after > 0 AND NOT v_rewound AND p_after < v_pruned AS gap;
  SELECT position, id, kind, payload, CONCAT(LEFT(DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z') AS at
  FROM changes WHERE office_id = v_office AND position > v_from AND NOT v_copied
  ORDER BY position LIMIT p_limit;
END //

DELIMITER ;
