import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { latestAccess } from '../../../main/journal/access-log.ts'
import { createJournal } from '../../../main/journal/journal.ts'
import { newestVersion } from '../../../main/store/migrate.ts'
import { openStore } from '../../../main/store/store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { fillStore } from '../store/filled-store.ts'

test('logs a read of personal data, and lists it with name and registration number', async () => {
  await using folder = await makeTempFolder('access')
  const store = openStore(folder.path, randomBytes(32))
  fillStore(store, newestVersion())
  store.exec('DELETE FROM access_log')
  const [rina, fajar] = ['accounts', 'applications'].map((table) =>
    String(store.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().get()),
  )
  const journal = createJournal(store, createManualClock().now)
  journal.access(rina ?? '', 'view', fajar ?? '')
  journal.access('nobody we know', 'search', '')
  const at = '2026-11-21T01:14:00.000Z'
  expect(latestAccess(store, null)).toEqual([
    { sequence: 2, at, actor: 'nobody we know', action: 'search', subject: '' },
    { sequence: 1, at, actor: 'Rina', action: 'view', subject: '3271031001-K7M-26-00001' },
  ])
  expect(latestAccess(store, 2).map((entry) => entry.sequence)).toEqual([1])
  store.close()
})
