-- Notifies the office of the family's kelurahan of what another office, its kecamatan, did to an application.
CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_notify_village (
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
END;
