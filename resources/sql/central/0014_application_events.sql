-- What happens to an application after its approval, and people who are proposed by two offices at once.
--
-- Withdrawals and corrections are events of the office that sent the record. They are kept beside the registry's rows
-- and brought to bear on them again whenever the record is stored anew; one that comes ahead of its record is answered
-- `later`, so that it does not matter in which order an office's operations arrive.

CREATE TABLE IF NOT EXISTS application_events (
  operation_id CHAR(36) NOT NULL,
  office_id CHAR(36) NOT NULL,
  application_id CHAR(36) NOT NULL,
  type VARCHAR(20) NOT NULL,
  -- The member it is about; NULL where it is about the family as a whole.
  member_id CHAR(36) NULL,
  -- The NIK or No. KK that is right; NULL of a withdrawal.
  number CHAR(16) NULL,
  -- The one that it took the place of, so that it stays findable.
  former CHAR(16) NULL,
  -- The conflict that the office settled by it, where it did.
  conflict_id CHAR(36) NULL,
  -- FALSE where the other side had settled that conflict before: kept, and changes nothing.
  effective BOOLEAN NOT NULL,
  reason VARCHAR(500) NOT NULL,
  officer_id CHAR(36) NOT NULL,
  officer_name VARCHAR(500) NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (operation_id),
  KEY events_by_application (application_id, at),
  KEY events_by_former (former),
  CONSTRAINT event_operation FOREIGN KEY (operation_id) REFERENCES operations (id),
  CONSTRAINT event_type CHECK (
    (type = 'withdrawal' AND number IS NULL)
    OR (type = 'nik-correction' AND number IS NOT NULL AND member_id IS NOT NULL)
    OR (type = 'no-kk-correction' AND number IS NOT NULL AND member_id IS NULL)),
  CONSTRAINT event_number CHECK (number IS NULL OR number REGEXP '^[0-9]{16}$'),
  CONSTRAINT event_reason CHECK (reason <> '')
) ENGINE = InnoDB;

-- A lock for each NIK that was ever proposed, under the beginning of its SHA-256: two records with one NIK that
-- arrive at one moment must not both overlook each other, neither on one server (the second waits for the first) nor
-- on two of a cluster (one of them is certified and the other tried again). It says nothing of people and is no key
-- to them.
CREATE TABLE IF NOT EXISTS nik_claims (
  claim BINARY(16) NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (claim)
) ENGINE = InnoDB;
INSERT IGNORE INTO nik_claims (claim, times)
SELECT DISTINCT UNHEX(LEFT(SHA2(nik, 256), 32)), 1 FROM people WHERE proposed AND nik IS NOT NULL;

-- The same NIK proposed in applications of two offices, until one of them withdraws or corrects its own. `first` is
-- the application with the lower id, whichever came first.
CREATE TABLE IF NOT EXISTS conflicts (
  id CHAR(36) NOT NULL,
  nik CHAR(16) NOT NULL,
  first_office CHAR(36) NOT NULL,
  first_application CHAR(36) NOT NULL,
  first_member CHAR(36) NOT NULL,
  second_office CHAR(36) NOT NULL,
  second_application CHAR(36) NOT NULL,
  second_member CHAR(36) NOT NULL,
  found_at DATETIME(3) NOT NULL,
  -- The event that settled it, NULL while it is open.
  settled_by CHAR(36) NULL,
  settled_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY conflicts_by_first (first_application, first_member),
  KEY conflicts_by_second (second_application, second_member),
  KEY open_conflicts (settled_at, found_at),
  CONSTRAINT conflict_event FOREIGN KEY (settled_by) REFERENCES application_events (operation_id)
) ENGINE = InnoDB;

DELIMITER //

DROP PROCEDURE IF EXISTS loket_claim_niks //

-- Takes the locks of the proposed people's NIKs in these applications (JSON list of ids), in one order for all.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_claim_niks (IN p_applications LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  INSERT INTO nik_claims (claim, times)
  SELECT UNHEX(LEFT(SHA2(people.nik, 256), 32)), 1
  FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
  JOIN people ON people.application_id = stored.id
  WHERE people.proposed AND people.nik IS NOT NULL
  ORDER BY 1
  ON DUPLICATE KEY UPDATE times = times + 1;
END //

DROP PROCEDURE IF EXISTS loket_conflict_side //

-- What the other office needs to see of one side, and no more, as JSON.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_conflict_side (
  IN p_application CHAR(36), IN p_member CHAR(36), OUT p_side LONGTEXT)
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
  SELECT JSON_OBJECT(
    'office', offices.code, 'application', applications.id, 'member', people.id, 'number', applications.number,
    'village', families.village, 'noKk', families.no_kk, 'headName', families.head_name, 'name', people.name,
    'sex', people.sex, 'birthPlace', people.birth_place, 'birthDate', CAST(people.birth_date AS CHAR),
    'motherName', people.mother_name,
    'decidedAt', CONCAT(LEFT(DATE_FORMAT(applications.decided_at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
  INTO p_side
  FROM people
  JOIN applications ON applications.id = people.application_id
  JOIN families ON families.application_id = people.application_id
  JOIN offices ON offices.id = people.office_id
  WHERE people.application_id = p_application AND people.id = p_member;
END //

DROP PROCEDURE IF EXISTS loket_open_conflict //

-- Notes a conflict that is not open yet, and tells both offices.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_open_conflict (
  IN p_nik CHAR(16), IN p_office CHAR(36), IN p_application CHAR(36), IN p_member CHAR(36),
  IN p_other_office CHAR(36), IN p_other_application CHAR(36), IN p_other_member CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_ours_first BOOLEAN DEFAULT p_application < p_other_application;
  DECLARE v_id CHAR(36) DEFAULT UUID();
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_side LONGTEXT;
  DECLARE v_other_side LONGTEXT;
  DECLARE v_payload LONGTEXT;

  IF NOT EXISTS (
    SELECT 1 FROM conflicts
    WHERE first_application = IF(v_ours_first, p_application, p_other_application)
      AND first_member = IF(v_ours_first, p_member, p_other_member)
      AND second_application = IF(v_ours_first, p_other_application, p_application)
      AND second_member = IF(v_ours_first, p_other_member, p_member)
      AND settled_at IS NULL) THEN
    INSERT INTO conflicts (id, nik, first_office, first_application, first_member, second_office, second_application,
                           second_member, found_at)
    VALUES (v_id, p_nik,
            IF(v_ours_first, p_office, p_other_office), IF(v_ours_first, p_application, p_other_application),
            IF(v_ours_first, p_member, p_other_member), IF(v_ours_first, p_other_office, p_office),
            IF(v_ours_first, p_other_application, p_application), IF(v_ours_first, p_other_member, p_member), v_now);
    CALL loket_conflict_side(p_application, p_member, v_side);
    CALL loket_conflict_side(p_other_application, p_other_member, v_other_side);
    SET v_payload = JSON_OBJECT(
      'version', 1, 'conflict', v_id, 'nik', p_nik,
      'foundAt', CONCAT(LEFT(DATE_FORMAT(v_now, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'),
      'sides', JSON_ARRAY(JSON_EXTRACT(v_side, '$'), JSON_EXTRACT(v_other_side, '$')));
    CALL loket_add_change(LEAST(p_office, p_other_office), 'conflict', v_payload);
    CALL loket_add_change(GREATEST(p_office, p_other_office), 'conflict', v_payload);
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_find_conflicts //

-- Opens a conflict for every proposed person of these applications (JSON list of ids) whose NIK another office
-- proposes too, and answers the applications concerned as a JSON list. Their NIKs have been claimed before, so that
-- what another transaction stores of the same NIK is either seen here or sees this.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_find_conflicts (
  IN p_applications LONGTEXT, OUT p_concerned LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_nik CHAR(16);
  DECLARE v_office CHAR(36);
  DECLARE v_application CHAR(36);
  DECLARE v_member CHAR(36);
  DECLARE v_other_office CHAR(36);
  DECLARE v_other_application CHAR(36);
  DECLARE v_other_member CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE found CURSOR FOR
    SELECT people.nik, people.office_id, people.application_id, people.id,
           other.office_id, other.application_id, other.id
    FROM JSON_TABLE(p_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    JOIN people ON people.application_id = stored.id
    JOIN people AS other ON other.nik = people.nik
    WHERE people.proposed AND other.proposed AND other.office_id <> people.office_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_concerned = '[]';
  OPEN found;
  opening: LOOP
    FETCH found INTO v_nik, v_office, v_application, v_member, v_other_office, v_other_application, v_other_member;
    IF v_done THEN
      LEAVE opening;
    END IF;
    CALL loket_open_conflict(v_nik, v_office, v_application, v_member,
                             v_other_office, v_other_application, v_other_member);
    SET p_concerned = JSON_ARRAY_APPEND(p_concerned, '$', v_application);
    SET v_done = FALSE;
  END LOOP;
  CLOSE found;
END //

DROP PROCEDURE IF EXISTS loket_settle_conflicts //

-- Settles what an event puts right: the open conflicts of its member (of all members where it names none) whose NIK
-- that member no longer proposes. Both offices are told who settled it and how.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_settle_conflicts (IN p_event CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_conflict CHAR(36);
  DECLARE v_first_office CHAR(36);
  DECLARE v_second_office CHAR(36);
  DECLARE v_payload LONGTEXT;
  DECLARE v_now DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE open_ones CURSOR FOR
    SELECT conflicts.id, first_office, second_office
    FROM application_events
    JOIN conflicts ON first_application = application_events.application_id
    JOIN people ON people.application_id = first_application AND people.id = first_member
    WHERE application_events.operation_id = p_event AND settled_at IS NULL
      AND first_member = COALESCE(application_events.member_id, first_member)
      AND (NOT proposed OR COALESCE(people.nik, '') <> conflicts.nik)
    UNION ALL
    SELECT conflicts.id, first_office, second_office
    FROM application_events
    JOIN conflicts ON second_application = application_events.application_id
    JOIN people ON people.application_id = second_application AND people.id = second_member
    WHERE application_events.operation_id = p_event AND settled_at IS NULL
      AND second_member = COALESCE(application_events.member_id, second_member)
      AND (NOT proposed OR COALESCE(people.nik, '') <> conflicts.nik);
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  OPEN open_ones;
  settling: LOOP
    FETCH open_ones INTO v_conflict, v_first_office, v_second_office;
    IF v_done THEN
      LEAVE settling;
    END IF;
    -- Both sides at one moment: the second one waits here, and finds it settled.
    UPDATE conflicts SET settled_by = p_event, settled_at = v_now WHERE id = v_conflict AND settled_at IS NULL;
    IF ROW_COUNT() > 0 THEN
      SELECT JSON_OBJECT(
        'version', 1, 'conflict', v_conflict, 'operation', operation_id, 'office', offices.code,
        'application', application_id, 'member', member_id, 'type', type, 'number', number, 'reason', reason,
        'settledAt', CONCAT(LEFT(DATE_FORMAT(v_now, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
      INTO v_payload
      FROM application_events JOIN offices ON offices.id = application_events.office_id
      WHERE operation_id = p_event;
      CALL loket_add_change(LEAST(v_first_office, v_second_office), 'conflict-settled', v_payload);
      CALL loket_add_change(GREATEST(v_first_office, v_second_office), 'conflict-settled', v_payload);
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE open_ones;
END //

DROP PROCEDURE IF EXISTS loket_tell_village //

-- Tells the office of the family's kelurahan what another office, its kecamatan, did to an application.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_tell_village (
  IN p_application CHAR(36), IN p_kind VARCHAR(40), IN p_payload LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_village_office CHAR(36);

  SELECT offices.id INTO v_village_office
  FROM families JOIN offices ON offices.code = families.village
  WHERE families.application_id = p_application AND offices.id <> families.office_id;
  IF v_village_office IS NOT NULL THEN
    CALL loket_add_change(v_village_office, p_kind, p_payload);
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_carry_out_event //

-- Brings an event to bear on the registry's rows; its application is there and its office's own.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_carry_out_event (IN p_event CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_type VARCHAR(20);
  DECLARE v_member CHAR(36);
  DECLARE v_number CHAR(16);
  DECLARE v_former CHAR(16);
  DECLARE v_concerned LONGTEXT;
  DECLARE v_payload LONGTEXT;

  SELECT application_id, type, member_id, number INTO v_application, v_type, v_member, v_number
  FROM application_events WHERE operation_id = p_event;
  CASE v_type
    WHEN 'withdrawal' THEN
      UPDATE people SET proposed = FALSE WHERE application_id = v_application AND id = COALESCE(v_member, id);
    WHEN 'nik-correction' THEN
      SELECT nik INTO v_former FROM people WHERE application_id = v_application AND id = v_member;
      UPDATE people SET nik = v_number WHERE application_id = v_application AND id = v_member;
    WHEN 'no-kk-correction' THEN
      SELECT no_kk INTO v_former FROM families WHERE application_id = v_application;
      UPDATE families SET no_kk = v_number WHERE application_id = v_application;
  END CASE;
  UPDATE application_events SET former = COALESCE(former, v_former) WHERE operation_id = p_event;
  CALL loket_settle_conflicts(p_event);
  IF v_type = 'nik-correction' THEN
    CALL loket_claim_niks(JSON_ARRAY(v_application));
    CALL loket_find_conflicts(JSON_ARRAY(v_application), v_concerned);
  END IF;
  SELECT JSON_OBJECT(
    'version', 1, 'operation', operation_id, 'application', application_id, 'type', type, 'member', member_id,
    'number', number, 'reason', reason, 'officer', officer_name,
    'at', CONCAT(LEFT(DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
  INTO v_payload
  FROM application_events WHERE operation_id = p_event;
  CALL loket_tell_village(v_application, IF(v_type = 'withdrawal', 'withdrawal', 'correction'), v_payload);
END //

DROP PROCEDURE IF EXISTS loket_apply_event //

-- Takes in @loket_payload, an operation that is no record (shared/application-event.ts), inside the caller's
-- transaction; the operation's own row is there. What the event lacks meets a NOT NULL or a CHECK. Refuses by SIGNAL
-- '45000' with the refusal's code; `later` where the record has not arrived.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_apply_event (
  IN p_office CHAR(36), IN p_code VARCHAR(10), IN p_operation CHAR(36), IN p_type VARCHAR(40))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_owner CHAR(36);
  DECLARE v_member CHAR(36);
  DECLARE v_conflict CHAR(36);
  DECLARE v_effective BOOLEAN DEFAULT TRUE;

  IF p_type NOT IN ('withdrawal', 'nik-correction', 'no-kk-correction') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'version-unknown';
  END IF;
  INSERT INTO application_events (operation_id, office_id, application_id, type, member_id, number, conflict_id,
                                  effective, reason, officer_id, officer_name, at)
  SELECT p_operation, p_office, application, p_type, NULLIF(member, 'null'),
         COALESCE(NULLIF(nik, 'null'), NULLIF(no_kk, 'null')), NULLIF(conflict, 'null'), TRUE, reason, officer_id,
         officer_name, REPLACE(REPLACE(at, 'T', ' '), 'Z', '')
  FROM JSON_TABLE(@loket_payload, '$' COLUMNS (
    application TEXT PATH '$.application',
    member TEXT PATH '$.member',
    nik TEXT PATH '$.nik',
    no_kk TEXT PATH '$.noKk',
    conflict TEXT PATH '$.conflict',
    reason TEXT PATH '$.reason',
    officer_id TEXT PATH '$.by.id',
    officer_name TEXT PATH '$.by.name',
    at TEXT PATH '$.at')) AS event;
  SELECT application_id, member_id, conflict_id INTO v_application, v_member, v_conflict
  FROM application_events WHERE operation_id = p_operation;
  SELECT office_id INTO v_owner FROM applications WHERE id = v_application FOR UPDATE;
  IF v_owner IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'later';
  END IF;
  IF v_owner <> p_office THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application-foreign';
  END IF;
  IF v_member IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM people WHERE application_id = v_application AND id = v_member) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record-malformed';
  END IF;
  -- Both sides settle at one moment: the second one waits here, finds it settled, and changes nothing.
  IF v_conflict IS NOT NULL THEN
    SELECT settled_at IS NULL INTO v_effective FROM conflicts WHERE id = v_conflict FOR UPDATE;
  END IF;
  IF v_effective THEN
    CALL loket_carry_out_event(p_operation);
  ELSE
    UPDATE application_events SET effective = FALSE WHERE operation_id = p_operation;
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_tell_complete //

-- Tells the kelurahan's office of a record that is complete.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_tell_complete (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  CALL loket_tell_village(p_application, 'record-complete', JSON_OBJECT(
    'version', 1, 'application', p_application,
    'completeAt', CONCAT(LEFT(DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')));
END //

DROP PROCEDURE IF EXISTS loket_tell_decision //

-- Tells the kelurahan's office of the decision that another office took on its application.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_tell_decision (IN p_application CHAR(36))
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_payload LONGTEXT;
  DECLARE v_complete BOOLEAN;

  SELECT applications.complete_at IS NOT NULL, JSON_OBJECT(
    'version', 1, 'application', applications.id, 'number', applications.number, 'outcome', 'setuju',
    'office', offices.code, 'reason', decisions.reason,
    'officer', JSON_OBJECT('id', decisions.decided_by, 'name', decisions.decider_name),
    'decidedAt', CONCAT(LEFT(DATE_FORMAT(decisions.decided_at, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'))
  INTO v_complete, v_payload
  FROM applications
  JOIN offices ON offices.id = applications.office_id
  JOIN decisions ON decisions.application_id = applications.id
  WHERE applications.id = p_application;
  CALL loket_tell_village(p_application, 'decision', v_payload);
  IF v_complete THEN
    CALL loket_tell_complete(p_application);
  END IF;
END //

DROP PROCEDURE IF EXISTS loket_records_stored //

-- What follows from records that were stored in this transaction (JSON list of their operations): events that are known
-- of them are carried out again, the kelurahan of a family that another office registered hears of the decision, and
-- NIKs that another office proposes too become conflicts; the applications concerned are answered as a JSON list.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_records_stored (
  IN p_operations LONGTEXT, OUT p_concerned LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_applications LONGTEXT;
  DECLARE v_id CHAR(36);
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE decided CURSOR FOR
    SELECT stored.id
    FROM JSON_TABLE(v_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    JOIN families ON families.application_id = stored.id
    JOIN offices ON offices.code = families.village AND offices.id <> families.office_id
    ORDER BY offices.id;
  DECLARE known_events CURSOR FOR
    SELECT application_events.operation_id
    FROM JSON_TABLE(v_applications, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
    JOIN application_events ON application_events.application_id = stored.id
    WHERE application_events.effective
    ORDER BY application_events.at, application_events.operation_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SELECT COALESCE(JSON_ARRAYAGG(applications.id), '[]') INTO v_applications
  FROM JSON_TABLE(p_operations, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS stored
  JOIN applications ON applications.operation_id = stored.id;
  OPEN decided;
  telling: LOOP
    FETCH decided INTO v_id;
    IF v_done THEN
      LEAVE telling;
    END IF;
    CALL loket_tell_decision(v_id);
    SET v_done = FALSE;
  END LOOP;
  CLOSE decided;
  SET v_done = FALSE;
  OPEN known_events;
  carrying_out: LOOP
    FETCH known_events INTO v_id;
    IF v_done THEN
      LEAVE carrying_out;
    END IF;
    CALL loket_carry_out_event(v_id);
    SET v_done = FALSE;
  END LOOP;
  CLOSE known_events;
  CALL loket_claim_niks(v_applications);
  CALL loket_find_conflicts(v_applications, p_concerned);
END //

DROP PROCEDURE IF EXISTS loket_complete_applications //

-- Marks the applications whose last scan is among these (a JSON list of hashes), and answers their operations as a
-- JSON list. Each is locked before its scans are counted: of two last scans that arrive at one moment, the second
-- one sees the first.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_complete_applications (
  IN p_office CHAR(36), IN p_scans LONGTEXT, OUT p_operations LONGTEXT)
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
  DECLARE v_application CHAR(36);
  DECLARE v_operation CHAR(36);
  DECLARE v_missing INT;
  DECLARE v_done BOOLEAN DEFAULT FALSE;
  DECLARE waiting CURSOR FOR
    SELECT DISTINCT pages.application_id
    FROM JSON_TABLE(p_scans, '$[*]' COLUMNS (scan CHAR(64) PATH '$')) AS arrived
    JOIN pages ON pages.office_id = p_office AND pages.scan = arrived.scan
    JOIN applications ON applications.id = pages.application_id
    WHERE applications.complete_at IS NULL
    ORDER BY pages.application_id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

  SET p_operations = '[]';
  OPEN waiting;
  completing: LOOP
    FETCH waiting INTO v_application;
    IF v_done THEN
      LEAVE completing;
    END IF;
    SELECT operation_id INTO v_operation FROM applications WHERE id = v_application FOR UPDATE;
    SELECT COUNT(*) INTO v_missing
    FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
    WHERE pages.application_id = v_application AND scans.complete_at IS NULL;
    IF v_missing = 0 THEN
      UPDATE applications SET complete_at = UTC_TIMESTAMP(3) WHERE id = v_application;
      SET p_operations = JSON_ARRAY_APPEND(p_operations, '$', v_operation);
      CALL loket_tell_complete(v_application);
    END IF;
    SET v_done = FALSE;
  END LOOP;
  CLOSE waiting;
END //

DELIMITER ;
