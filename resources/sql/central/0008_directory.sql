-- Offices that have a name, keys and perhaps no way in any more; and the directory of the offices' public keys. The
-- centre keeps the directory and cannot forge it: every entry is signed by a key that Diskominfo's administrator
-- certified, and offices verify that themselves (shared/directory.ts).

-- MySQL has no ADD COLUMN IF NOT EXISTS.
SET @loket_statement = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'offices' AND column_name = 'revoked_at'),
  'DO 0',
  'ALTER TABLE offices
     -- Empty for an office that was let in without an activation file.
     ADD COLUMN name VARCHAR(100) NOT NULL DEFAULT '''',
     -- Number of the keys that its latest activation file lets it enter; 0 before the first one.
     ADD COLUMN key_number INT NOT NULL DEFAULT 0,
     ADD COLUMN revoked_at DATETIME(3) NULL');
PREPARE loket_statement FROM @loket_statement;
EXECUTE loket_statement;
DEALLOCATE PREPARE loket_statement;

-- NULL while the office is revoked. Every procedure and every view finds its caller by this name, so that none of
-- them knows the caller from that moment, whichever connection is still open on whichever server of a cluster.
ALTER TABLE offices MODIFY COLUMN account VARCHAR(32) NULL;

-- Public half of the administrator's directory key, so that no second one is brought into use by mistake.
CREATE TABLE IF NOT EXISTS directory_key (
  only_row TINYINT NOT NULL,
  public_key CHAR(43) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (only_row),
  CONSTRAINT one_directory_key CHECK (only_row = 1)
) ENGINE = InnoDB;

-- What offices have been told of each other's keys, in the order in which it became known. A position is taken from
-- `directory_head` in the transaction that uses it, so that whoever has read up to one has missed none below it.
CREATE TABLE IF NOT EXISTS directory_statements (
  position BIGINT NOT NULL,
  office_code VARCHAR(10) NOT NULL,
  kind VARCHAR(10) NOT NULL,
  -- Of an entry, the keys' own number; of a revocation, the highest that counts no more.
  key_number INT NOT NULL,
  -- JSON of DirectoryEntry or Revocation.
  statement TEXT NOT NULL,
  published_at DATETIME(3) NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY directory_statements_once (office_code, kind, key_number),
  CONSTRAINT statement_kind CHECK (kind IN ('entry', 'revocation'))
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS directory_head (
  only_row TINYINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (only_row),
  CONSTRAINT one_directory_head CHECK (only_row = 1)
) ENGINE = InnoDB;
INSERT IGNORE INTO directory_head (only_row, position) VALUES (1, 0);

DELIMITER //

DROP PROCEDURE IF EXISTS loket_publish //

-- Adds a statement to the directory, inside the caller's transaction.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_publish (
  IN p_office VARCHAR(10), IN p_kind VARCHAR(10), IN p_number INT, IN p_statement TEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  UPDATE directory_head SET position = position + 1 WHERE only_row = 1;
  INSERT INTO directory_statements (position, office_code, kind, key_number, statement, published_at)
  SELECT position, p_office, p_kind, p_number, p_statement, UTC_TIMESTAMP(3) FROM directory_head WHERE only_row = 1;
END //

DROP PROCEDURE IF EXISTS loket_enrol //

-- An office enters its own keys with its activation, once. Answers `entered`; `already` for the same entry again;
-- `used` where another computer has entered other keys with this activation; `superseded` where a newer activation
-- has been made since.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_enrol (IN p_entry TEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_code VARCHAR(10);
  DECLARE v_number INT;
  DECLARE v_standing TEXT;
  DECLARE v_verdict VARCHAR(12) DEFAULT 'entered';
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  START TRANSACTION;
  SELECT code, key_number INTO v_code, v_number
  FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1) FOR UPDATE;
  IF v_code IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1045, MESSAGE_TEXT = 'office-unknown';
  END IF;
  IF NOT JSON_VALID(p_entry)
     OR COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_entry, '$.certificate.office.code')), '') <> v_code
     OR COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_entry, '$.certificate.number')), '') <> CAST(v_number AS CHAR) THEN
    SET v_verdict = 'superseded';
  ELSE
    SELECT statement INTO v_standing
    FROM directory_statements WHERE office_code = v_code AND kind = 'entry' AND key_number = v_number;
    IF v_standing IS NULL THEN
      CALL loket_publish(v_code, 'entry', v_number, p_entry);
    ELSEIF v_standing = p_entry THEN
      SET v_verdict = 'already';
    ELSE
      SET v_verdict = 'used';
    END IF;
  END IF;
  COMMIT;
  SELECT v_verdict AS verdict;
END //

DROP PROCEDURE IF EXISTS loket_directory //

-- What the directory says after this position, at most 200 statements at a time.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_directory (IN p_after BIGINT)
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT position, kind, statement
  FROM directory_statements
  WHERE position > p_after
    AND EXISTS (SELECT 1 FROM offices WHERE account = SUBSTRING_INDEX(USER(), '@', 1))
  ORDER BY position LIMIT 200;
END //

DELIMITER ;
