import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJournal, type Journal } from '../../../main/journal/journal.ts'
import { openStore, type Store, transact } from '../../../main/store/store.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let folder: TempFolder
let store: Store
let journal: Journal

beforeEach(async () => {
  folder = await makeTempFolder('outbox')
  store = openStore(folder.path, randomBytes(32))
  journal = createJournal(store, createManualClock().now)
})

afterEach(async () => {
  store.close()
  await folder.remove()
})

interface OutboxRow {
  id: string
  payload: string
}

const queued = () =>
  store
    .prepare<[], OutboxRow>('SELECT * FROM outbox JOIN outbox_payloads USING (sequence) ORDER BY sequence')
    .all()

test('queues an approved record with the hash that the centre verifies', () => {
  const scans = [jpegLike(500), jpegLike(700)]
  const record = approvedRecord(7, scans)
  transact(store, () => journal.queue(record))
  const [row] = queued()
  expect(row).toMatchObject({
    sequence: 1,
    application_id: record.id,
    payload_hash: sha256(row?.payload ?? ''),
    state: 'pending',
    queued_at: '2026-11-21T01:14:00.000Z',
    delivered_at: null,
    refusal: '',
    attempts: 0,
  })
  expect(JSON.parse(row?.payload ?? '')).toEqual(record)
  const waiting = store.prepare('SELECT outbox_id, scan, byte_length, bytes_sent FROM outbox_scans').all()
  const expected = scans.map((bytes) => ({
    outbox_id: row?.id,
    scan: sha256(bytes),
    byte_length: bytes.length,
    bytes_sent: 0,
  }))
  expect(waiting).toHaveLength(2)
  expect(waiting).toEqual(expect.arrayContaining(expected))
})

test('sends a scan of two pages once', () => {
  const bytes = jpegLike(500)
  transact(store, () => journal.queue(approvedRecord(7, [bytes, bytes])))
  expect(store.prepare('SELECT scan FROM outbox_scans').pluck().all()).toEqual([sha256(bytes)])
})

test('numbers operations without a gap, also after a rolled-back change', () => {
  const queue = (serial: number) => transact(store, () => journal.queue(approvedRecord(serial)))
  queue(1)
  const failing = () =>
    transact(store, () => {
      journal.queue(approvedRecord(2, [jpegLike(10)]))
      throw new Error('half way')
    })
  expect(failing).toThrow('half way')
  queue(3)
  expect(queued()).toMatchObject([{ sequence: 1 }, { sequence: 2 }])
  expect(store.prepare('SELECT * FROM outbox_scans').all()).toEqual([])
})
