import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Administrator, connectAdministrator } from '../../../main/central/administrator.ts'
import { addOffice, renewOffice } from '../../../main/central/offices.ts'
import { install } from '../../../main/central/schema.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { CentreSettings } from '../../../shared/office.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord } from '../../support/approved.ts'
import { startMariaDB } from '../../support/mariadb.ts'
import { percentile } from '../../support/percentile.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { setUpMachine } from '../../support/set-up-machine.ts'
import { createLightOffice, createScans, type Timings } from './light-office.ts'
import { createProvince, daySeconds, generateDay, type SimulatedApproval } from './province.ts'
import { readCounts, readSizes } from './server-figures.ts'

/**
 * `npm run simulate`: plays a province on the centre's schema. Offices without a store send what real ones
 * send on their days, in less time than a day has; meanwhile each of them asks for news every minute of the
 * real time.
 *
 *   npm run simulate -- [--offices 74] [--days 1] [--peak 50] [--seconds 60] [--seed 1] [--json]
 *     --peak     applications of a kelurahan in a day; without it 3 to 10
 *     --seconds  in which a day is played
 *     --url mysql://USER:PASSWORD@HOST:PORT/DATABASE --ca FILE   on a server of yours instead of its own;
 *                adds its offices or renews their passwords there: not for a centre that is in use
 */
const { values } = parseArgs({
  options: {
    offices: { type: 'string', default: '74' },
    days: { type: 'string', default: '1' },
    peak: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string' },
    ca: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const days = Number(values.days)
const seconds = Number(values.seconds)
const peak = values.peak === undefined ? undefined : Number(values.peak)
const random = seededRandom(Number(values.seed))
const feedInterval = 60_000
const offices = createProvince(Number(values.offices))

await using stack = new AsyncDisposableStack()
const { administrator, certificateAuthority, address, serverCpu } = await openCentre()
await install(administrator)
const version = await serverVersion(administrator)
console.log(
  `${offices.length} offices, ${days} days of ${seconds} s each, on ${values.url === undefined ? 'a server of its own' : 'the server of --url'}: ` +
    `${version}, ${os.availableParallelism()} processors, load ${cpuLoad()}`,
)

const timings: Timings = { push: [], announce: [], chunk: [], news: [] }
const officesByCode = new Map<string, ReturnType<typeof createLightOffice>>()
for (const { code } of offices) {
  const account = (await addOffice(administrator, code)) ?? (await renewOffice(administrator, code))
  const settings = CentreSettings.parse({ ...address, ...account, certificateAuthority })
  officesByCode.set(code, createLightOffice(settings, timings))
}
let serial = Math.floor(Date.now() / 1000) * 10_000
let records = 0
let scanBytes = 0

const before = {
  counts: await readCounts(administrator),
  sizes: await readSizes(administrator),
  cpu: serverCpu(),
}
const startedAt = performance.now()
for (let day = 0; day < days; day++) await simulateOffice(generateDay(offices, peak, random))
const elapsedSeconds = (performance.now() - startedAt) / 1000
const after = {
  counts: await readCounts(administrator),
  sizes: await readSizes(administrator),
  cpu: serverCpu(),
}

const grown = [...after.sizes].map(([table, bytes]) => ({
  table,
  bytes: bytes - (before.sizes.get(table) ?? 0),
}))
const scanTables = new Set(['scans', 'scan_parts'])
const sum = (tables: typeof grown) => tables.reduce((total, { bytes }) => total + bytes, 0)
const shares = { p50: 0.5, p95: 0.95, max: 1 }
const percentilesOf = (name: keyof Timings) =>
  Object.entries(shares).map(([share, at]) => [
    `${name}_${share}_ms`,
    Math.round(percentile(timings[name], at)),
  ])
const figures = {
  offices: offices.length,
  days,
  records,
  scans_mb: Math.round(scanBytes / 1e6),
  played_s: Math.round(elapsedSeconds),
  times_as_dense: Math.round((days * daySeconds) / elapsedSeconds),
  ...Object.fromEntries((['push', 'announce', 'chunk', 'news'] as const).flatMap(percentilesOf)),
  news_asked: timings.news.length,
  lock_waits: after.counts.lockWaits - before.counts.lockWaits,
  lock_wait_ms: after.counts.lockWaitMilliseconds - before.counts.lockWaitMilliseconds,
  longest_lock_wait_ms: after.counts.longestLockWaitMilliseconds,
  deadlocks: after.counts.deadlocks - before.counts.deadlocks,
  registry_bytes_per_record: Math.round(sum(grown.filter(({ table }) => !scanTables.has(table))) / records),
  scan_bytes_stored_per_byte:
    Math.round((100 * sum(grown.filter(({ table }) => scanTables.has(table)))) / scanBytes) / 100,
  server_cpu_ms_per_record: Math.round((after.cpu - before.cpu) / records),
  processors: os.availableParallelism(),
  cpuLoad: cpuLoad(),
  server: version,
}
for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)}${value}`)
for (const { table, bytes } of grown.toSorted((one, other) => other.bytes - one.bytes).slice(0, 8)) {
  console.log(`  ${table.padEnd(26)}${Math.round(bytes / 1000)} kB`)
}
if (values.json) console.log(JSON.stringify(figures))

async function simulateOffice(signings: readonly SimulatedApproval[]): Promise<void> {
  const start = performance.now()
  const work: Promise<void>[] = []
  let isOver = false
  const news = [...officesByCode.values()].map(async (office) => {
    for (let next = start + random() * feedInterval; !isOver; await pause(100)) {
      if (performance.now() < next) continue
      await office.askForNews()
      next += feedInterval
    }
  })
  for (const signing of signings) {
    await pause(Math.max(0, start + (signing.at / daySeconds) * seconds * 1000 - performance.now()))
    const scans = signing.records.map(createScans)
    const signed = scans.map((bytes) => createRecord(signing.village, bytes))
    const sent = officesByCode.get(signing.office)?.sign(signed, scans)
    if (sent !== undefined) work.push(sent)
    const [first] = signed
    if (signing.isDisputed && first !== undefined) work.push(createDispute(first, signing.office))
  }
  await Promise.all(work)
  isOver = true
  await Promise.all(news)
}

/** A family of four that nobody registered before; the centre takes any 16 digits for a NIK. */
function createRecord(village: string, scans: readonly Buffer[]): ApplicationRecord {
  const record = approvedRecord(1, scans)
  records += 1
  scanBytes += scans.reduce((bytes, { length }) => bytes + length, 0)
  return {
    ...record,
    family: { ...record.family, village },
    members: record.members.map((member) => {
      serial += 1
      return { ...member, nik: String(serial).padStart(16, '0') }
    }),
  }
}

/** The neighbour proposes the same people. */
async function createDispute(record: ApplicationRecord, office: string): Promise<void> {
  const other = offices.find(({ code, kind }) => kind === 'kelurahan' && code !== office)
  if (other === undefined) return
  records += 1
  const copy = { ...record, id: newId(), pages: [], family: { ...record.family, village: other.code } }
  await officesByCode.get(other.code)?.sign([copy], [[]])
}

/** A server of its own, set as the guide says for a centre, or the one that --url names. */
async function openCentre() {
  if (values.url === undefined) {
    setUpMachine('mariadbd', 'openssl')
    const server = stack.use(await startMariaDB({ tls: true, options: ['--innodb-buffer-pool-size=1G'] }))
    const { host, port, ca = '' } = server
    const own = { host, port, user: 'root', password: '', database: 'solid_loket' }
    const opened = await connectAdministrator({ ...own, certificateAuthority: ca })
    stack.defer(() => opened.connection.destroy())
    return {
      administrator: opened,
      certificateAuthority: ca,
      address: own,
      serverCpu: server.cpuMilliseconds,
    }
  }
  const url = new URL(values.url)
  const named = {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'solid_loket',
  }
  if (values.ca === undefined) throw new Error('--ca FILE: the authority of the server’s certificate')
  const certificateAuthority = await readFile(values.ca, 'utf8')
  const opened = await connectAdministrator({ ...named, certificateAuthority })
  stack.defer(() => opened.connection.destroy())
  return { administrator: opened, certificateAuthority, address: named, serverCpu: () => Number.NaN }
}

async function serverVersion({ connection }: Administrator): Promise<string> {
  const [rows] = await connection.query('SELECT VERSION() AS version')
  return z.array(z.object({ version: z.string() })).parse(rows)[0]?.version ?? ''
}

function cpuLoad(): string {
  return (os.loadavg()[0] ?? 0).toFixed(1)
}
