import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { systemClock } from '../../main/store/clock.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { createSyncEngine } from '../../main/sync/sync.ts'
import type { CentreSettings, Office } from '../../shared/office.ts'
import { approvedRecord, jpegLike, keepScans } from '../support/approved.ts'
import { compareWithCentre } from '../support/compare-with-centre.ts'
import { openCounter } from '../support/counter.ts'
import { homeVillage } from '../support/family.ts'
import { type GaleraCentre, startGaleraCentre } from '../support/galera-centre.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { setUpMachine } from '../support/set-up-machine.ts'

/**
 * `npm run faults:galera`: a kelurahan, its neighbour and their kecamatan replicate to a Galera cluster of
 * three servers, of which one is killed with SIGKILL while they do, comes back and catches up, again and
 * again. In the end every record is on every server exactly once, with every row and every scan, and the
 * kelurahan has been told of every decision that the kecamatan took, once and in order.
 *
 *   npm run faults:galera -- [--kills 20] [--seed 1]
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(values.kills)
const random = seededRandom(Number(values.seed))
const recordsPerKill = 25
const places: readonly Office[] = [
  { code: homeVillage, name: 'Kelurahan Sempur' },
  { code: '3271031007', name: 'Kelurahan Tetangga' },
  { code: '327103', name: 'Kecamatan' },
]

setUpMachine('mariadbd', 'rsync', 'openssl')
const began = performance.now()
await using centre = await startGaleraCentre()
const offices = await Promise.all(
  places.map(async (office, index) =>
    openOffice(office, index === 0 ? centre.settings : await centre.add(office.code)),
  ),
)
let serial = 0
let midway = 0
try {
  for (let kill = 1; kill <= kills; kill++) await killOnce(kill)
  await allDelivered()
  // The kelurahan pulls once more when nothing is on its way to it any more.
  for (const { sync } of offices) await sync.stop()
  for (const { sync } of offices) await sync.runOnce()
  const wrong = await findViolations(centre)
  for (const line of wrong.slice(0, 50)) console.error(line)
  const records = offices.reduce((sum, office) => sum + office.queued(), 0)
  console.log(
    `${kills} kills of servers of a cluster, seed ${values.seed}: ${midway} in the middle of a synchronisation, ` +
      `${records} records on 3 servers, ${wrong.length} lost, doubled or differing ` +
      `(${Math.round((performance.now() - began) / 1000)} s)`,
  )
  process.exitCode = wrong.length === 0 && midway > 0 ? 0 : 1
} finally {
  for (const office of offices) await office.close()
}

async function openOffice(office: Office, settings: CentreSettings) {
  const counter = await openCounter({ office })
  const { store, journal } = counter
  writeSetting(store, 'centre', settings)
  const sync = createSyncEngine({
    store,
    clock: systemClock,
    training: false,
    interval: 20,
    pullInterval: 500,
  })
  sync.start()
  return {
    store,
    sync,
    code: office.code,
    approve(): void {
      for (let count = 0; count < recordsPerKill; count++) {
        serial += 1
        const scans = [jpegLike(Math.ceil(random() * 60_000)), jpegLike(3_000)]
        const record = approvedRecord(serial, scans)
        // The kecamatan decides on what is the home village's.
        const village = office.code.length === 10 ? office.code : homeVillage
        keepScans(store, scans)
        const placed = { ...record, family: { ...record.family, village } }
        store.transaction(() => journal.queue(placed)).immediate()
      }
    },
    queued: () => store.prepare<[], number>('SELECT COUNT(*) FROM outbox').pluck().get() ?? 0,
    async close() {
      await sync.stop()
      await counter[Symbol.asyncDispose]()
    },
  }
}

function waiting(): number {
  return offices.reduce((sum, { sync }) => sum + sync.status().waiting, 0)
}

/** Two of three kills meet the server that the offices are on. */
async function killOnce(kill: number): Promise<void> {
  for (const office of offices) office.approve()
  await pause(random() * 400)
  const busy = await busiest()
  const index = random() < 2 / 3 ? busy : Math.floor(random() * 3)
  const victim = centre.galera.nodes[index]
  if (waiting() > 0) midway += 1
  const left = waiting()
  await victim?.kill()
  for (const { sync } of offices) sync.now()
  await pause(random() * 4_000)
  await victim?.resume()
  console.log(`kill ${kill}: server ${index}, ${left} records were under way`)
}

/** The server with most lines of offices. */
async function busiest(): Promise<number> {
  const counts: number[] = []
  for (const node of centre.galera.nodes.keys()) {
    const [row] = await centre.rows(
      node,
      "SELECT COUNT(*) AS lines_open FROM information_schema.processlist WHERE user LIKE 'loket_%'",
    )
    counts.push(Number(row?.lines_open))
  }
  return counts.indexOf(Math.max(...counts))
}

async function allDelivered(): Promise<void> {
  for (const end = performance.now() + 180_000; waiting() > 0; await pause(100)) {
    if (performance.now() > end) throw new Error(`${waiting()} records were not delivered in time`)
  }
}

async function findViolations({ galera, administrator }: GaleraCentre): Promise<string[]> {
  const wrong: string[] = []
  for (const node of galera.nodes.keys()) {
    await using opened = await administrator(node)
    await opened.connection.query('USE solid_loket')
    // The first question waits until the server shows all that the others have; the thousands after it need
    // not.
    await opened.connection.query('SELECT COUNT(*) FROM operations')
    await opened.connection.query('SET SESSION wsrep_sync_wait = 0')
    for (const office of offices) {
      const { mismatches } = await compareWithCentre(office.store, opened.connection)
      wrong.push(...mismatches.map((what) => `server ${node}, ${office.code}: ${what}`))
      for (const table of ['applications', 'operations']) {
        const [row] = await centre.rows(
          node,
          `SELECT COUNT(*) AS number FROM ${table} WHERE office_id = (SELECT id FROM offices WHERE code = ?)`,
          [office.code],
        )
        if (Number(row?.number) !== office.queued()) {
          wrong.push(`server ${node}, ${office.code}: ${row?.number} ${table} for ${office.queued()} records`)
        }
      }
    }
  }
  return [...wrong, ...findFeedViolations()]
}

/** Compares the changes that the kelurahan has applied with the decisions of its kecamatan. */
function findFeedViolations(): string[] {
  const [home, , kecamatan] = offices
  if (home === undefined || kecamatan === undefined) return ['an office is missing']
  const applied = home.store
    .prepare<[string], string>(
      "SELECT json_extract(payload, '$.application') FROM changes WHERE kind = ? ORDER BY position",
    )
    .pluck()
  const decided = kecamatan.store
    .prepare<[], string>('SELECT application_id FROM outbox')
    .pluck()
    .all()
    .toSorted()
  const wrong = ['decision', 'record-complete'].flatMap((kind) =>
    JSON.stringify(applied.all(kind).toSorted()) === JSON.stringify(decided)
      ? []
      : [`${kind}s told and taken differ`],
  )
  const positions = home.store
    .prepare<[], number>('SELECT position FROM changes ORDER BY position')
    .pluck()
    .all()
  if (positions.some((position, index) => position !== index + 1)) wrong.push('the feed has a gap')
  return wrong
}
