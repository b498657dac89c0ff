-- The caller's changes after `p_after`, which is the last one that this computer has applied, with its id
-- `p_last` ('' for none); `p_token` is the session token of this start of the program and `p_former_token`
-- the one that the centre last knew.
--
-- Answers first
--   `copied`: this computer shows a token that was replaced since: its store is a copy, and it gets no
--   changes; `rewound`: the centre does not know `p_last`: it was restored from a backup, and sends again all
--   that it has; `gap`: what came right after `p_after` is no longer kept;
-- and then the changes in order. Idempotent for the same values.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_pull (
  IN p_device CHAR(36), IN p_former_token CHAR(36), IN p_token CHAR(36), IN p_after BIGINT, IN p_last CHAR(36),
  IN p_limit INT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_pruned BIGINT DEFAULT 0;
  DECLARE v_token CHAR(36);
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
  SELECT session_token, position INTO v_token, v_applied
  FROM feed_cursors WHERE office_id = v_office AND device_id = p_device;
  SET v_copied = COALESCE(v_token NOT IN (p_token, p_former_token), FALSE);
  IF NOT v_copied THEN
    SELECT pruned_to INTO v_pruned FROM feed_positions WHERE office_id = v_office;
    IF p_after > v_pruned
       AND NOT EXISTS (SELECT 1 FROM changes WHERE office_id = v_office AND position = p_after AND id = p_last) THEN
      SET v_rewound = TRUE, v_from = 0;
    END IF;
    -- Nothing is written where nothing is new, which is what most requests find.
    IF v_token IS NULL OR v_token <> p_token OR v_applied <> v_from THEN
      INSERT INTO feed_cursors (office_id, device_id, position, session_token)
      VALUES (v_office, p_device, v_from, p_token)
      ON DUPLICATE KEY UPDATE position = v_from, session_token = p_token;
      CALL loket_prune_changes(v_office);
    END IF;
  END IF;
  COMMIT;

  SELECT v_copied AS copied, v_rewound AS rewound, p_after > 0 AND NOT v_rewound AND p_after < v_pruned AS gap;
  SELECT position, id, kind, payload, CONCAT(LEFT(DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z') AS at
  FROM changes WHERE office_id = v_office AND position > v_from AND NOT v_copied
  ORDER BY position LIMIT p_limit;
END;
