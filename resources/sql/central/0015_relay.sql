-- The relay of sealed packets between offices. A packet's bytes are a scan of the office that sends it: announced,
-- sent in pieces and verified like every scan, and let go once the receiver has it. The centre knows from whom to
-- whom and how long, and can read none of it.

CREATE TABLE IF NOT EXISTS packets (
  id CHAR(36) NOT NULL,
  from_office CHAR(36) NOT NULL,
  to_office CHAR(36) NOT NULL,
  hash CHAR(64) NOT NULL,
  byte_length BIGINT NOT NULL,
  announced_at DATETIME(3) NOT NULL,
  -- When all of it was here and the receiver was told.
  posted_at DATETIME(3) NULL,
  -- When the receiver had it; its bytes are gone since.
  taken_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY packets_by_receiver (to_office, taken_at, posted_at),
  KEY packets_by_sender (from_office, hash),
  CONSTRAINT packet_sender FOREIGN KEY (from_office) REFERENCES offices (id),
  CONSTRAINT packet_receiver FOREIGN KEY (to_office) REFERENCES offices (id)
) ENGINE = InnoDB;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_announce_packet //

-- Tells of a packet for the office of a code, and asks how much of it is here. Said once more when its last piece has
-- arrived, it is posted: the receiver is told by its feed. Answers as loket_submit does. One that was taken half a day
-- ago or longer, and is announced again, goes once more: its receipt has not come.
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
  SELECT from_office, hash, posted_at, taken_at INTO v_from, v_hash, v_posted, v_taken
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
    INSERT INTO scans (office_id, hash, byte_length, held, bytes, complete_at)
    VALUES (v_office, p_hash, p_length, 0, '', NULL)
    ON DUPLICATE KEY UPDATE hash = scans.hash;
    SELECT byte_length, complete_at INTO v_length, v_complete
    FROM scans WHERE office_id = v_office AND hash = p_hash;
    IF v_length <> p_length THEN
      SET v_refusal = 'packet-conflict';
    ELSE
      IF v_from IS NULL THEN
        INSERT INTO packets (id, from_office, to_office, hash, byte_length, announced_at, posted_at, taken_at)
        VALUES (p_id, v_office, v_to, p_hash, p_length, UTC_TIMESTAMP(3), NULL, NULL);
      ELSEIF v_taken IS NOT NULL THEN
        SET v_posted = NULL;
        UPDATE packets SET posted_at = NULL, taken_at = NULL WHERE id = p_id;
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
    INSERT INTO refusals (at, account, operation_id, code)
    VALUES (UTC_TIMESTAMP(3), SUBSTRING_INDEX(USER(), '@', 1), p_id, v_refusal);
    SELECT 'refused' AS verdict, v_refusal AS refusal, FALSE AS complete;
    SELECT hash, held FROM scans WHERE FALSE;
  ELSE
    COMMIT;
    SELECT IF(v_from IS NULL, 'applied', 'already') AS verdict, '' AS refusal, v_done AS complete;
    SELECT hash, held FROM scans WHERE office_id = v_office AND hash = p_hash AND NOT v_done;
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_packets //

-- What lies here for the caller, the oldest first, at most 100 at a time.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_packets ()
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT packets.id, packets.byte_length AS byteLength
  FROM packets JOIN offices ON offices.id = packets.to_office
  WHERE offices.account = SUBSTRING_INDEX(USER(), '@', 1)
    AND packets.posted_at IS NOT NULL AND packets.taken_at IS NULL
  ORDER BY packets.posted_at, packets.id LIMIT 100;
END //

DROP PROCEDURE IF EXISTS loket_read_packet //

-- Bytes of a packet for the caller, from an offset (from 0) on; nothing where there is no such packet for them.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_read_packet (
  IN p_id CHAR(36), IN p_begins_at BIGINT, IN p_length BIGINT)
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT SUBSTRING(scans.bytes, p_begins_at + 1, p_length) AS bytes
  FROM packets
  JOIN offices ON offices.id = packets.to_office
  JOIN scans ON scans.office_id = packets.from_office AND scans.hash = packets.hash
  WHERE packets.id = p_id AND offices.account = SUBSTRING_INDEX(USER(), '@', 1)
    AND packets.posted_at IS NOT NULL AND packets.taken_at IS NULL;
END //

DROP PROCEDURE IF EXISTS loket_acknowledge_packets //

-- The caller has these packets (a JSON list of ids): their bytes leave the centre.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_acknowledge_packets (IN p_ids LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_office CHAR(36);
  DECLARE v_from CHAR(36);
  DECLARE v_id CHAR(36);
  DECLARE v_hash CHAR(64);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE acknowledged CURSOR FOR
    SELECT packets.id, packets.from_office, packets.hash
    FROM JSON_TABLE(p_ids, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS named
    JOIN packets ON packets.id = named.id
    WHERE packets.to_office = v_office AND packets.posted_at IS NOT NULL AND packets.taken_at IS NULL
    ORDER BY packets.from_office, packets.hash;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id INTO v_office FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1);
  SET v_done = FALSE;
  OPEN acknowledged;
  letting_go: LOOP
    FETCH acknowledged INTO v_id, v_from, v_hash;
    IF v_done THEN
      LEAVE letting_go;
    END IF;
    UPDATE packets SET taken_at = UTC_TIMESTAMP(3) WHERE id = v_id;
    DELETE FROM scan_chunks WHERE office_id = v_from AND hash = v_hash;
    DELETE FROM scans WHERE office_id = v_from AND hash = v_hash
      AND NOT EXISTS (SELECT 1 FROM pages WHERE pages.office_id = v_from AND pages.scan = v_hash)
      AND NOT EXISTS (SELECT 1 FROM packets WHERE packets.from_office = v_from AND packets.hash = v_hash
                      AND packets.taken_at IS NULL);
  END LOOP;
  CLOSE acknowledged;
  COMMIT;
END //

DELIMITER ;
