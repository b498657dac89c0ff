-- A person's row has in columns of its own what the registry looks for; the others are read from the member's
-- JSON. JSON_VALUE: MySQL 8.0.21+, MariaDB.
CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW people AS
SELECT application_id, id, office_id, position, proposed, name, nik, birth_date,
       JSON_VALUE(member, '$.sex') AS sex,
       JSON_VALUE(member, '$.birthPlace') AS birth_place,
       JSON_VALUE(member, '$.religion') AS religion,
       JSON_VALUE(member, '$.education') AS education,
       JSON_VALUE(member, '$.occupation') AS occupation,
       JSON_VALUE(member, '$.bloodType') AS blood_type,
       JSON_VALUE(member, '$.maritalStatus') AS marital_status,
       CAST(JSON_VALUE(member, '$.marriageDate') AS DATE) AS marriage_date,
       JSON_VALUE(member, '$.relationship') AS relationship,
       JSON_VALUE(member, '$.citizenship') AS citizenship,
       JSON_VALUE(member, '$.passportNumber') AS passport_number,
       JSON_VALUE(member, '$.kitapNumber') AS kitap_number,
       JSON_VALUE(member, '$.fatherName') AS father_name,
       JSON_VALUE(member, '$.motherName') AS mother_name
FROM members;
