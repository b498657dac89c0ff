import { afterAll, beforeAll, expect, test } from 'vitest'
import { jpegLike } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { startCutProxy } from '../../support/cut-proxy.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import type { LinkShape } from '../../support/shaped-link.ts'
import { differences, openSendingOffice } from './office.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

const links: [string, LinkShape][] = [
  ['2 s there and 2 s back', { latencyMs: 2_000 }],
  ['5 % of the packets lost', { latencyMs: 50, loss: 0.05 }],
  ['64 kbit/s', { bytesPerSecond: 8_000, latencyMs: 50 }],
  ['64 kbit/s, 1 s either way and 5 % lost', { bytesPerSecond: 8_000, latencyMs: 1_000, loss: 0.05 }],
]

test.concurrent.each(links)('%s: everything arrives exactly once', async (_name, shape) => {
  await using proxy = await startCutProxy(centre.server.port, { shape }, seededRandom(4))
  await using office = await openSendingOffice({ ...centre.settings, port: proxy.port })
  const records = office.approve(3, () => [jpegLike(12_000), jpegLike(4_000)])
  const summary = await office.sync.runOnce()
  expect(summary).toMatchObject({ problem: null, waiting: 0, refused: 0 })
  expect(await differences(centre, records)).toEqual([])
})
