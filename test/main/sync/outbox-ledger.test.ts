import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../main/store/clock.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { createOutboxLedger, type OutboxLedger } from '../../../main/sync/outbox-ledger.ts'
import { type Counter, openCounter } from '../../support/counter.ts'

/** An office that has worked for years: 100,000 delivered records, and a few that wait. */
let counter: Counter
let ledger: OutboxLedger
beforeAll(async () => {
  counter = await openCounter()
  const { store } = counter
  const insert = store.prepare<[string, string, string]>(
    `INSERT INTO outbox (id, application_id, payload_hash, state, queued_at, delivered_at, refusal, attempts)
     VALUES (?, ?, '', ?, '2026-11-21T01:00:00.000Z', '2026-11-21T01:05:00.000Z', '', 1)`,
  )
  const insertScan = store.prepare<[string]>(`INSERT INTO outbox_scans VALUES (?, 'one', 1000, 0)`)
  store.transaction(() => {
    for (let sequence = 1; sequence <= 100_000; sequence++) insert.run(newId(), newId(), 'delivered')
    for (let sequence = 1; sequence <= 30; sequence++) {
      const id = newId()
      insert.run(id, newId(), 'pending')
      insertScan.run(id)
    }
    store.exec(`INSERT INTO outbox_payloads SELECT sequence, '{}' FROM outbox`)
  })()
  ledger = createOutboxLedger(store, systemClock)
})
afterAll(() => counter[Symbol.asyncDispose]())

/**
 * Processor time of the quickest of a few runs, in milliseconds: what it costs, not how busy the machine is.
 */
function cost(act: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    act()
    return process.cpuUsage(start).user / 1000
  })
  return Math.min(...times)
}

describe('after 100,000 delivered records', () => {
  test('finds waiting operations and counts as fast as before', () => {
    expect(ledger.waitingAfter(0, 100)).toHaveLength(30)
    expect(ledger.counts()).toEqual({
      waiting: 30,
      refused: 0,
      delivered: 100_000,
      bytesSent: 0,
      bytesTotal: 30_000,
      lastDeliveredAt: '2026-11-21T01:05:00.000Z',
    })
    expect(cost(() => ledger.waitingAfter(0, 100))).toBeLessThan(5)
    expect(cost(() => ledger.newestWaiting())).toBeLessThan(2)
    expect(cost(() => ledger.counts())).toBeLessThan(20)
    expect(cost(() => ledger.records(null, 0))).toBeLessThan(20)
  })

  test('lists pages, newest first', () => {
    const first = ledger.records(null, 0)
    expect(first.total).toBe(100_030)
    expect(first.records).toHaveLength(100)
    expect(first.records.slice(0, 30).every(({ state }) => state === 'pending')).toBe(true)
    const ids = [...first.records, ...ledger.records(null, 100).records].map(({ id }) => id)
    expect(new Set(ids).size).toBe(200)
  })

  test('lists records and events with their kind', () => {
    const [newest, next] = ledger.records(null, 0).records
    counter.store
      .prepare<[string]>(
        `UPDATE outbox_payloads SET payload = '{"type":"withdrawal"}'
         WHERE sequence = (SELECT sequence FROM outbox WHERE id = ?)`,
      )
      .run(newest?.id ?? '')
    expect(
      ledger
        .records(null, 0)
        .records.slice(0, 2)
        .map(({ id, kind }) => [id, kind]),
    ).toEqual([
      [newest?.id, 'withdrawal'],
      [next?.id, 'record'],
    ])
  })
})

describe('updates', () => {
  test('are idempotent, and a delivered operation stays delivered', () => {
    const [one, two] = ledger.waitingAfter(0, 2)
    if (one === undefined || two === undefined) throw new Error('thirty wait')
    const settled = { delivered: [one.id], refused: [{ operation: two.id, code: 'area-foreign' }] }
    ledger.recordOutcomes(settled)
    const before = ledger.counts()
    ledger.recordOutcomes(settled)
    // Another process hears of the same operation in another moment.
    ledger.recordOutcomes({ delivered: [], refused: [{ operation: one.id, code: 'area-foreign' }] })
    expect(ledger.counts()).toMatchObject({ ...before, lastDeliveredAt: expect.any(String) })
    expect(ledger.counts()).toMatchObject({ waiting: 28, refused: 1, delivered: 100_001 })
    expect(ledger.records('refused', 0).records).toMatchObject([
      { id: two.id, refusal: 'area-foreign', attempts: 2 },
    ])
    expect(ledger.retry(one.id)).toBe(false)
    expect(ledger.retry(two.id)).toBe(true)
    expect(ledger.counts()).toMatchObject({ waiting: 29, refused: 0 })
  })
})
