-- Announces a packet for the office of a code, and asks how much of it is here. Announced again when its last
-- part has arrived, it is posted: the receiver is notified by its feed. Answers as loket_submit does. A
-- packet that was acknowledged half a day ago or longer, and is announced again, is sent once more: its
-- receipt has not come.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_announce_packet (
  IN p_id CHAR(36), IN p_to VARCHAR(10), IN p_hash CHAR(64), IN p_length BIGINT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_code VARCHAR(10);
  DECLARE v_to CHAR(36);
  DECLARE v_from CHAR(36);
  DECLARE v_hash CHAR(64);
  DECLARE v_length BIGINT;
  DECLARE v_posted DATETIME(3);
  DECLARE v_taken DATETIME(3);
  DECLARE v_complete DATETIME(3);
  DECLARE v_refusal VARCHAR(40) DEFAULT '';
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id, code INTO v_office, v_code FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  IF v_office IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  SELECT id INTO v_to FROM offices WHERE code = p_to;
  SELECT from_office, hash, posted_at, acknowledged_at INTO v_from, v_hash, v_posted, v_taken
  FROM packets WHERE id = p_id FOR UPDATE;

  IF v_to IS NULL THEN
    SET v_refusal = 'office-unknown';
  ELSEIF p_length > @@max_allowed_packet - 65536 THEN
    SET v_refusal = 'scan-too-large';
  ELSEIF v_from IS NOT NULL AND (v_from <> v_office OR v_hash <> p_hash) THEN
    SET v_refusal = 'packet-conflict';
  ELSEIF v_taken > UTC_TIMESTAMP(3) - INTERVAL 12 HOUR THEN
    SET v_done = TRUE;
  ELSE
    INSERT INTO scans (office_id, hash, byte_length, received, bytes, complete_at)
    VALUES (v_office, p_hash, p_length, 0, '', NULL)
    ON DUPLICATE KEY UPDATE hash = scans.hash;
    SELECT byte_length, complete_at INTO v_length, v_complete
    FROM scans WHERE office_id = v_office AND hash = p_hash;
    IF v_length <> p_length THEN
      SET v_refusal = 'packet-conflict';
    ELSE
      IF v_from IS NULL THEN
        INSERT INTO packets (id, from_office, to_office, hash, byte_length, announced_at, posted_at, acknowledged_at)
        VALUES (p_id, v_office, v_to, p_hash, p_length, UTC_TIMESTAMP(3), NULL, NULL);
      ELSEIF v_taken IS NOT NULL THEN
        SET v_posted = NULL;
        UPDATE packets SET posted_at = NULL, acknowledged_at = NULL WHERE id = p_id;
      END IF;
      SET v_done = v_complete IS NOT NULL;
      IF v_done AND v_posted IS NULL THEN
        UPDATE packets SET posted_at = UTC_TIMESTAMP(3) WHERE id = p_id;
        CALL loket_add_change(v_to, 'packet', JSON_OBJECT('version', 1, 'id', p_id, 'from', v_code));
      END IF;
    END IF;
  END IF;
  IF v_refusal <> '' THEN
    ROLLBACK;
    CALL loket_refuse(p_id, v_refusal);
    SELECT 'refused' AS verdict, v_refusal AS refusal, FALSE AS complete;
    SELECT hash, received FROM scans WHERE FALSE;
  ELSE
    COMMIT;
    SELECT IF(v_from IS NULL, 'applied', 'already') AS verdict, '' AS refusal, v_done AS complete;
    SELECT hash, received FROM scans WHERE office_id = v_office AND hash = p_hash AND NOT v_done;
  END IF;
END;
