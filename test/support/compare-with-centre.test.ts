import { expect, test } from 'vitest'
import { systemClock } from '../../main/store/clock.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { createSyncEngine } from '../../main/sync/sync.ts'
import { startCentre } from './centre.ts'
import { compareWithCentre } from './compare-with-centre.ts'
import { openCounter } from './counter.ts'
import { familyForm } from './family.ts'

test('detects one changed letter, one missing row and one changed byte at the centre', async () => {
  await using centre = await startCentre()
  await using counter = await openCounter()
  const { store, verification, verifier } = counter
  writeSetting(store, 'centre', centre.settings)
  const id = await counter.register(familyForm(1))
  verification.decide(verifier, id, 'setuju', '')
  await verification.sign(verifier, '', async () => undefined)
  await createSyncEngine({ store, clock: systemClock, training: false }).runOnce()

  const { connection } = centre.administrator
  await centre.rows('SELECT 1')
  const compare = async () =>
    (await compareWithCentre(store, connection)).mismatches.map((line) => line.split(' ')[1])
  expect(await compareWithCentre(store, connection)).toMatchObject({ records: 1, scans: 2, mismatches: [] })

  await connection.query("UPDATE people SET name = CONCAT(name, 'X') WHERE position = 1")
  expect(await compare()).toEqual(['people[0].name'])
  await connection.query('DELETE FROM people WHERE position = 1')
  expect(await compare()).toEqual(['people:'])
  await connection.query(
    "UPDATE scans SET bytes = CONCAT(SUBSTRING(bytes, 1, LENGTH(bytes) - 1), IF(RIGHT(bytes, 1) = 'X', 'Y', 'X')) LIMIT 1",
  )
  expect(await compare()).toHaveLength(2)
  await connection.query('UPDATE applications SET complete_at = NULL')
  expect(await compare()).toContain('is')
})
