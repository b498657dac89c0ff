import { afterAll, beforeAll, expect, test } from 'vitest'
import { testConnection } from '../../../main/central/central-client.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { type CutProxy, startCutProxy } from '../../support/cut-proxy.ts'
import { openSendingOffice } from './office.ts'

let centre: Centre
let proxy: CutProxy
beforeAll(async () => {
  centre = await startCentre()
  // Long enough that an answer never overlaps with what is said next.
  proxy = await startCutProxy(centre.server.port, { shape: { latencyMs: 20 } })
})
afterAll(async () => {
  await proxy.stop()
  await centre[Symbol.asyncDispose]()
})

/**
 * How often the office speaks and waits for an answer, and over how many connections, while something is
 * done: the least of a few times, because on a busy machine the handshake's own messages may fall apart.
 */
async function spoken(act: () => Promise<unknown>): Promise<{ turns: number; connections: number }> {
  const times = [await spokenOnce(act), await spokenOnce(act), await spokenOnce(act), await spokenOnce(act)]
  return times.reduce((least, one) => (one.turns < least.turns ? one : least))
}

async function spokenOnce(act: () => Promise<unknown>): Promise<{ turns: number; connections: number }> {
  const before = { ...proxy.counted }
  await act()
  // The farewell is on its way until the proxy has passed it on.
  await new Promise((resolve) => setTimeout(resolve, 100))
  const { turns, connections } = proxy.counted
  return { turns: turns - before.turns, connections: connections - before.connections }
}

test('an idle synchronisation takes two round trips after the handshake, however much was delivered', async () => {
  const settings = { ...centre.settings, port: proxy.port }
  await using office = await openSendingOffice(settings)
  // The first of all tells the centre of this computer.
  office.approve(1)
  await office.sync.runOnce()
  const oneCall = await spoken(() => testConnection(settings))
  const handshake = oneCall.turns - 1
  const empty = await spoken(() => office.sync.runOnce())

  const { store } = office.counter
  const insert = store.prepare<[string, string]>(
    `INSERT INTO outbox (id, application_id, payload_hash, state, queued_at, delivered_at, refusal, attempts)
     VALUES (?, ?, '', 'delivered', '2026-11-21T01:00:00.000Z', '2026-11-21T01:05:00.000Z', '', 1)`,
  )
  store.transaction(() => {
    for (let record = 0; record < 100_000; record++) insert.run(newId(), newId())
    store.exec(`INSERT INTO outbox_payloads SELECT sequence, '{}' FROM outbox WHERE sequence > 1`)
  })()
  // The centre has them all, as far as it says with its first word.
  await centre.rows('UPDATE operations SET sequence = 100001')
  const full = await spoken(() => office.sync.runOnce())

  const trips = { empty: empty.turns - handshake, full: full.turns - handshake }
  console.log(
    `round trips after the handshake: ${trips.empty}; with 100,000 delivered records: ${trips.full}`,
  )
  expect(trips.empty).toBeLessThanOrEqual(2)
  expect(trips.full).toBe(trips.empty)
  expect([empty.connections, full.connections]).toEqual([1, 1])
})
