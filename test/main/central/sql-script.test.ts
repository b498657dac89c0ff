import { expect, test } from 'vitest'
import { splitScript } from '../../../main/central/sql-script.ts'

test('splits a script at its delimiters, as the mysql client does', () => {
  const script = `-- What it is for.

CREATE TABLE a (n INT); -- no end of a line
DROP TABLE a;

DELIMITER //
CREATE PROCEDURE p ()
BEGIN
  SELECT 1; -- stays inside

  SELECT 2;
END //
DELIMITER ;
SELECT 3;
`
  expect(splitScript(script)).toEqual([
    'CREATE TABLE a (n INT); -- no end of a line\nDROP TABLE a',
    'CREATE PROCEDURE p ()\nBEGIN\n  SELECT 1; -- stays inside\n\n  SELECT 2;\nEND',
    'SELECT 3',
  ])
  expect(splitScript('SELECT 1;\r\nSELECT 2;\r\n')).toEqual(['SELECT 1', 'SELECT 2'])
  expect(splitScript('')).toEqual([])
  expect(() => splitScript('SELECT 1')).toThrow('in the middle of a statement')
})
