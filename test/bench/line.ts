import { connectToCentral } from '../../main/central/central-client.ts'
import { systemClock } from '../../main/store/clock.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { createSyncEngine, type SyncEngine } from '../../main/sync/sync.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { approvedRecord, jpegLike, keepScans } from '../support/approved.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { type Counter, openCounter } from '../support/counter.ts'
import { type CutProxy, type LinkCondition, startCutProxy } from '../support/cut-proxy.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { setUpMachine } from '../support/set-up-machine.ts'

/** Scans of a page at 150 dpi, as the test of the peers had (50 records with 2 each). */
const scanBytes = 150 * 1024

/** The fat and long line: 10 Mbit/s, 300 ms there and back. */
const longLine: LinkCondition = { shape: { bytesPerSecond: 1_250_000, latencyMs: 150 } }

/** The thin and lossy one: 256 kbit/s, 5 % of the packets lost. */
const thinLine: LinkCondition = { shape: { bytesPerSecond: 32_000, latencyMs: 50, loss: 0.05 } }

/**
 * An office on bad lines, played by a proxy before a real MariaDB with TLS (this machine's kernel has no
 * netem):
 *
 * - `used_10mbit`: the share of 10 Mbit/s at 300 ms that carried scans, from the first connection to the last
 *   mark,
 *   for 40 MB;
 * - `small_behind_large_s`: seconds until a record without scans is at the centre that is approved while
 *   large scans
 *   go up by 256 kbit/s with 5 % loss; the scans must arrive as well;
 * - `amplification_N`: bytes that went up for each byte of scans, where every connection is cut after N
 *   bytes;
 * - `delivered`: the share of all records of all lines that arrived.
 */
export async function run(): Promise<Record<string, number>> {
  setUpMachine('mariadbd', 'openssl')
  await using centre = await startCentre()
  const counts = { approved: 0, delivered: 0 }
  const figures: Record<string, number> = {}

  await onLine(centre, longLine, async ({ counter, sync, proxy }) => {
    const records = 130
    approve(counter, records, () => [jpegLike(scanBytes), jpegLike(scanBytes)])
    const start = performance.now()
    const { delivered } = await sync.runOnce()
    const seconds = (performance.now() - start) / 1000
    note(counts, records, delivered)
    figures.used_10mbit = (records * 2 * scanBytes) / seconds / 1_250_000
    figures.amplification_10mbit = proxy.counted.bytesUp / (records * 2 * scanBytes)
  })

  await onLine(centre, thinLine, async ({ counter, sync }) => {
    approve(counter, 2, () => [jpegLike(scanBytes), jpegLike(scanBytes)])
    sync.start()
    await until(() => sync.status().bytesSent > 0)
    approve(counter, 1, () => [])
    const start = performance.now()
    await until(() => sync.status().delivered > 0)
    figures.small_behind_large_s = (performance.now() - start) / 1000
    await until(() => sync.status().delivered === 3)
    note(counts, 3, sync.status().delivered)
  })

  for (const [name, cutAfterBytes] of Object.entries(distances)) {
    await onLine(centre, { cutAfterBytes }, async ({ counter, sync, proxy }) => {
      const records = 50
      approve(counter, records, () => [jpegLike(scanBytes), jpegLike(scanBytes)])
      const { delivered } = await sync.runOnce()
      note(counts, records, delivered)
      figures[`amplification_${name}`] = proxy.counted.bytesUp / (records * 2 * scanBytes)
    })
  }
  return { ...figures, delivered: counts.delivered / counts.approved }
}

const distances = { '4m': 4_000_000, '1m': 1_000_000, '256k': 256_000, '64k': 64_000 }

interface OfficeOnLine {
  counter: Counter
  sync: SyncEngine
  proxy: CutProxy
}

async function onLine(centre: Centre, line: LinkCondition, act: (office: OfficeOnLine) => Promise<void>) {
  await using proxy = await startCutProxy(centre.server.port, line, seededRandom(1))
  await using counter = await openCounter()
  const settings: CentreSettings = { ...centre.settings, port: proxy.port }
  writeSetting(counter.store, 'centre', settings)
  const sync = createSyncEngine({
    store: counter.store,
    clock: systemClock,
    training: false,
    connect: connectToCentral,
  })
  try {
    await act({ counter, sync, proxy })
  } finally {
    await sync.stop()
  }
}

let serial = 0

function approve({ store, journal }: Counter, count: number, scans: () => Buffer[]): void {
  for (let record = 0; record < count; record++) {
    const bytes = scans()
    serial += 1
    keepScans(store, bytes)
    store.transaction(() => journal.queue(approvedRecord(serial, bytes))).immediate()
  }
}

function note(counts: { approved: number; delivered: number }, approved: number, delivered: number): void {
  counts.approved += approved
  counts.delivered += delivered
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
}
