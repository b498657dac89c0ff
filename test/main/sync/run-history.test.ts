import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRunHistory, type RunHistory } from '../../../main/sync/run-history.ts'
import type { SyncRun } from '../../../shared/contract/sync-calls.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { openSendingOffice } from './office.ts'

const idle: SyncRun = {
  beganAt: '2026-11-21T01:00:00.000Z',
  endedAt: '2026-11-21T01:00:01.000Z',
  delivered: 0,
  refused: 0,
  bytesSent: 0,
  received: 0,
  problem: null,
}
const cut: SyncRun = { ...idle, problem: 'centre-unreachable' }

describe('what is stored', () => {
  let counter: Counter
  let history: RunHistory
  beforeEach(async () => {
    counter = await openCounter()
    history = createRunHistory(counter.store)
  })
  afterEach(() => counter[Symbol.asyncDispose]())

  test('stores a run that moved something, and no idle run', () => {
    history.record(idle)
    history.record({ ...idle, delivered: 2, bytesSent: 400_000 })
    history.record(idle)
    expect(history.list(0)).toEqual({ runs: [{ ...idle, delivered: 2, bytesSent: 400_000 }], total: 1 })
  })

  test('stores one run for a night without the centre, and one for its return', () => {
    for (let attempt = 0; attempt < 50; attempt++) history.record(cut)
    history.record(idle)
    history.record(idle)
    expect(history.list(0).runs.map(({ problem }) => problem)).toEqual([null, 'centre-unreachable'])
  })

  test('keeps the newest thousand, listed in pages of a hundred', () => {
    for (let delivered = 1; delivered <= 1_100; delivered++) history.record({ ...idle, delivered })
    expect(history.list(0).total).toBe(1_000)
    expect(history.list(0).runs.map(({ delivered }) => delivered)).toEqual(
      Array.from({ length: 100 }, (_, index) => 1_100 - index),
    )
    expect(history.list(900).runs.at(-1)?.delivered).toBe(101)
  })
})

describe('at a centre', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre[Symbol.asyncDispose]())

  test('records what a run delivered and its bytes, or why it could not connect', async () => {
    await using office = await openSendingOffice(centre.settings)
    office.approve(3)
    await office.sync.runOnce()
    const [run] = office.sync.history(0).runs
    expect(run).toMatchObject({ delivered: 3, refused: 0, bytesSent: 3 * 5_000, problem: null })
    expect(Date.parse(run?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(run?.beganAt ?? ''))

    // A disk that takes no more: the history stops, replication does not.
    const reported: unknown[] = []
    const withoutRoom = office.another({ report: (error) => reported.push(error) })
    office.counter.store.exec('DROP TABLE sync_runs')
    office.approve(1)
    expect(await withoutRoom.runOnce()).toMatchObject({ delivered: 1, problem: null })
    expect(reported).toHaveLength(1)

    await using away = await openSendingOffice({ ...centre.settings, port: 1 })
    await away.sync.runOnce()
    expect(away.sync.history(0).runs.map(({ problem }) => problem)).toEqual(['centre-unreachable'])
  })
})
