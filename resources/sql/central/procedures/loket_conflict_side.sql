-- What the other office needs to see of one side of a conflict, and no more, as JSON.
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
END;
