import { type Connection, createConnection } from 'mysql2/promise'
import { connectToCentral } from '../../main/central/central-client.ts'
import { systemClock } from '../../main/store/clock.ts'
import { newId } from '../../main/store/identifiers.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { createSyncEngine } from '../../main/sync/sync.ts'
import type { CentreSettings } from '../../shared/office.ts'
import type { ApplicationRecord } from '../../shared/record.ts'
import { approvedRecord, jpegLike, keepScans, sha256 } from '../support/approved.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { openCounter } from '../support/counter.ts'
import { setUpMachine } from '../support/set-up-machine.ts'

const scanBytes = 200_000

/** Connections of the bare client: as many as the engine opens. */
const bareConnections = 4

/** One sitting with the centre: this many records in all, sent in turns so that a busy machine slows both. */
interface Load {
  records: number
  scansEach: number
  turns: number
}

const withScans: Load = { records: 300, scansEach: 2, turns: 3 }
const withoutScans: Load = { records: 5_000, scansEach: 0, turns: 2 }

interface Application {
  record: ApplicationRecord
  scans: Buffer[]
}

/**
 * From an office's encrypted outbox into a MariaDB with TLS and the server's own durability (a flush per
 * commit): 300 records with 2 scans of 200 kB, and 5,000 without scans, each a family of four with a letter
 * and an answered finding, as the specimens have (about 2.2 kB of JSON).
 *
 * Beside it the bare limit in the same run: the same rows and blobs by a plain mysql2 client over the same
 * TLS, prepared inserts on four connections, a commit per record, scans from memory, into the same tables
 * without the procedures, and so without their checks, their claims of NIKs and their verdicts. `ratio` and
 * `small_ratio`: our speed by the bare one; above 1 where ours is the quicker.
 */
export async function run(): Promise<Record<string, number>> {
  setUpMachine('mariadbd', 'openssl')
  await using centre = await startCentre()
  const sitting = await sit(centre, withScans)
  const small = await sit(centre, withoutScans)
  return {
    ratio: sitting.bare / sitting.ours,
    scans_mb_s: (withScans.records * withScans.scansEach * scanBytes) / 1e6 / sitting.ours,
    records_s: withScans.records / sitting.ours,
    small_ratio: small.bare / small.ours,
    small_records_s: withoutScans.records / small.ours,
    bare_small_records_s: withoutScans.records / small.bare,
    server_cpu_ms_a_small_record: small.serverMilliseconds / withoutScans.records,
    office_cpu_ms_a_small_record: small.officeMilliseconds / withoutScans.records,
  }
}

let serial = 0

function applications(count: number, scansEach: number): Application[] {
  return Array.from({ length: count }, () => {
    const scans = Array.from({ length: scansEach }, () => jpegLike(scanBytes))
    // Families come back after a while, as they do at a counter.
    serial = (serial % 2_400) + 1
    return { record: approvedRecord(serial, scans), scans }
  })
}

async function sit(centre: Centre, { records, scansEach, turns }: Load) {
  await sendBare(centre, applications(10, scansEach))
  await sendOurs(centre.settings, applications(10, scansEach))
  const spent = { ours: 0, bare: 0, serverMilliseconds: 0, officeMilliseconds: 0 }
  for (let turn = 0; turn < turns; turn++) {
    spent.bare += await sendBare(centre, applications(records / turns, scansEach))
    const server = centre.server.cpuMilliseconds()
    const office = process.cpuUsage()
    spent.ours += await sendOurs(centre.settings, applications(records / turns, scansEach))
    const { user, system } = process.cpuUsage(office)
    spent.officeMilliseconds += (user + system) / 1000
    spent.serverMilliseconds += centre.server.cpuMilliseconds() - server
  }
  return spent
}

/** Seconds from the first look at the outbox to the last mark in it. */
async function sendOurs(settings: CentreSettings, sent: Application[]): Promise<number> {
  await using counter = await openCounter()
  const { store, journal } = counter
  writeSetting(store, 'centre', settings)
  store
    .transaction(() => {
      for (const { record, scans } of sent) {
        keepScans(store, scans)
        journal.queue(record)
      }
    })
    .immediate()
  const sync = createSyncEngine({ store, clock: systemClock, training: false })
  const start = performance.now()
  const { delivered } = await sync.runOnce()
  const seconds = (performance.now() - start) / 1000
  if (delivered !== sent.length) throw new Error(`only ${delivered} of ${sent.length} records were delivered`)
  return seconds
}

/** Seconds for the same rows, with a device of its own. */
async function sendBare({ server, rows, settings }: Centre, sent: Application[]): Promise<number> {
  const device = newId()
  const line = await connectToCentral(settings)
  await line.hello(device, new Date())
  await line.close()
  const office = String(
    (await rows('SELECT id FROM offices WHERE code = ?', [settings.user.slice(6)]))[0]?.id,
  )
  const start = performance.now()
  const connections = await Promise.all(
    Array.from({ length: bareConnections }, () =>
      createConnection({
        host: server.host,
        port: server.port,
        user: 'root',
        database: settings.database,
        ssl: { ca: settings.certificateAuthority, rejectUnauthorized: true, verifyIdentity: true },
      }),
    ),
  )
  const waiting = sent.entries()
  await Promise.all(
    connections.map(async (connection) => {
      for (const [index, application] of waiting) {
        await insertApplication(connection, application, { office, device, sequence: index + 1 })
      }
      await connection.end()
    }),
  )
  return (performance.now() - start) / 1000
}

async function insertApplication(
  connection: Connection,
  { record, scans }: Application,
  { office, device, sequence }: { office: string; device: string; sequence: number },
): Promise<void> {
  const insert = (table: string, columns: Record<string, string | number | boolean | null | Buffer>) =>
    connection.execute(
      `INSERT INTO ${table} (${Object.keys(columns).join(', ')})
       VALUES (${Object.keys(columns)
         .map(() => '?')
         .join(', ')})`,
      Object.values(columns),
    )
  const { id, family, submittedBy, decidedBy } = record
  const payload = JSON.stringify(record)
  const operation = newId()
  const now = moment(new Date().toISOString())
  const common = { application_id: id, office_id: office }
  await connection.query('START TRANSACTION')
  await insert('operations', {
    id: operation,
    office_id: office,
    device_id: device,
    sequence,
    application_id: id,
    payload_hash: sha256(payload),
    payload,
    received_at: now,
  })
  await insert('applications', {
    id,
    office_id: office,
    operation_id: operation,
    number: record.number,
    kind: record.kind,
    submitted_by: submittedBy.id,
    submitter_name: submittedBy.name,
    submitted_at: moment(record.submittedAt),
    decided_by: decidedBy.id,
    decider_name: decidedBy.name,
    decided_at: moment(record.decidedAt),
    reason: record.reason,
    complete_at: now,
  })
  await insert('families', { ...common, ...inColumns(family) })
  for (const [index, member] of record.members.entries()) {
    await insert('members', {
      ...common,
      id: member.id,
      position: index + 1,
      proposed: member.proposed,
      name: member.name,
      nik: member.nik,
      birth_date: member.birthDate,
      member: JSON.stringify(member),
    })
  }
  for (const [index, page] of record.pages.entries()) {
    const bytes = scans[index] ?? Buffer.alloc(0)
    await insert('scans', {
      office_id: office,
      hash: page.scan,
      byte_length: bytes.length,
      received: bytes.length,
      bytes,
      complete_at: now,
    })
    await insert('pages', { ...common, ...inColumns(page) })
  }
  await connection.query('COMMIT')
}

const moment = (iso: string): string => iso.replace('T', ' ').replace('Z', '')

/** `birthDate` in the record is `birth_date` in the registry. */
const inColumns = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
