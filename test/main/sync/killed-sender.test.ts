import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJournal } from '../../../main/journal/journal.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { insertOffice } from '../../../main/store/office.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { openStore } from '../../../main/store/store.ts'
import { approvedRecord, jpegLike, keepScans } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { differences } from './office.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

/** `npm run faults -- --full` does it a thousand times; here the same few moments every time. */
const kills = 6

test('powersync-308: killed repeatedly during uploads, everything arrives once', async () => {
  await using folder = await makeTempFolder('killed-sender')
  const key = randomBytes(32)
  const store = openStore(folder.path, key)
  const office = { code: homeVillage, name: 'Kelurahan Sempur' }
  insertOffice(store, { office, device: 'A01', deviceId: newId(), training: false }, new Date().toISOString())
  writeSetting(store, 'centre', centre.settings)
  const journal = createJournal(store, systemClock)
  const records = Array.from({ length: 120 }, (_, index) => {
    const scans = [jpegLike(120_000), jpegLike(60_000)]
    const record = approvedRecord(index + 1, scans)
    keepScans(store, scans)
    store.transaction(() => journal.queue(record)).immediate()
    return record
  })
  store.close()

  const random = seededRandom(308)
  let killed = 0
  for (let start = 0; start < kills; start++) {
    const child = send(folder.path, key)
    await once(child.stdout, 'data')
    await pause(30 + random() * 150)
    if (child.kill('SIGKILL')) killed += 1
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  expect(killed).toBeGreaterThan(1)
  const last = send(folder.path, key)
  expect(await once(last, 'exit')).toEqual([0, null])
  expect(await differences(centre, records)).toEqual([])
})

function send(folder: string, key: Buffer) {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'sender-in-child.ts'), folder], {
    env: { ...process.env, TEST_KEY: key.toString('hex') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
