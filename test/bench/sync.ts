import { createConnection } from 'mysql2/promise'
import { openLine } from '../../main/central/central.ts'
import { systemClock } from '../../main/store/clock.ts'
import { newId } from '../../main/store/identifiers.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { createSync } from '../../main/sync/sync.ts'
import type { CentreSettings } from '../../shared/office.ts'
import type { ApplicationRecord } from '../../shared/record.ts'
import { approvedRecord, jpegLike, keepScans, sha256 } from '../support/approved.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { openCounter } from '../support/counter.ts'
import { setUpMachine } from '../support/set-up-machine.ts'

const records = 300
const scanBytes = 200_000

interface Application {
  record: ApplicationRecord
  scans: Buffer[]
}

/**
 * 300 records with 2 scans of 200 kB, from an office's encrypted outbox into a MariaDB with TLS and the server's
 * own durability (a flush per commit); beside it the bare limit in the same run: the same rows and blobs by a plain
 * mysql2 client over the same TLS, prepared inserts on one connection, a commit per record, scans from memory, into
 * the same tables without the procedures. Bare goes on one connection because that is what a plain program does;
 * the two take turns, half of the records each time, so that a busy machine slows both.
 */
export async function run(): Promise<Record<string, number>> {
  setUpMachine('mariadbd', 'openssl')
  await using centre = await startCentre()
  const seconds = { ours: 0, bare: 0 }
  await sendBare(centre, applications(1, 10))
  await sendOurs(centre.settings, applications(11, 10))
  for (let round = 0; round < 2; round++) {
    const first = 100 + round * records
    const half = records / 2
    seconds.bare += await sendBare(centre, applications(first, half))
    seconds.ours += await sendOurs(centre.settings, applications(first + half, half))
  }
  return {
    records_s: records / seconds.ours,
    scans_mb_s: (records * 2 * scanBytes) / 1e6 / seconds.ours,
    ratio: seconds.bare / seconds.ours,
  }
}

function applications(first: number, count: number): Application[] {
  return Array.from({ length: count }, (_, index) => {
    const scans = [jpegLike(scanBytes), jpegLike(scanBytes)]
    return { record: approvedRecord(first + index, scans), scans }
  })
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
  const sync = createSync({ store, clock: systemClock, training: false })
  const start = performance.now()
  const { delivered } = await sync.runOnce()
  const seconds = (performance.now() - start) / 1000
  if (delivered !== sent.length) throw new Error(`only ${delivered} of ${sent.length} records were delivered`)
  return seconds
}

/** Seconds for the same rows, with a device of its own. */
async function sendBare({ server, rows, settings }: Centre, sent: Application[]): Promise<number> {
  const device = newId()
  const line = await openLine(settings)
  await line.hello(device, new Date())
  await line.close()
  const office = String(
    (await rows('SELECT id FROM offices WHERE code = ?', [settings.user.slice(6)]))[0]?.id,
  )
  const start = performance.now()
  const connection = await createConnection({
    ...{ host: server.host, port: server.port, user: 'root', database: settings.database },
    ssl: { ca: settings.certificateAuthority, rejectUnauthorized: true, verifyIdentity: true },
  })
  const insert = (table: string, values: (string | number | boolean | null | Buffer)[]) =>
    connection.execute(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, values)
  const moment = (iso: string) => iso.replace('T', ' ').replace('Z', '')
  for (const [index, { record, scans }] of sent.entries()) {
    const { id, family, submittedBy, decidedBy } = record
    const payload = JSON.stringify(record)
    const operation = newId()
    const now = moment(new Date().toISOString())
    await connection.query('START TRANSACTION')
    await insert('operations', [operation, office, device, index, id, sha256(payload), payload, now])
    await insert('applications', [
      ...[id, office, operation, record.number, record.kind, submittedBy.id, submittedBy.name],
      ...[moment(record.submittedAt), moment(record.decidedAt), now],
    ])
    await insert('families', [
      ...[id, office, family.noKk, family.headName, family.address, family.rt, family.rw],
      ...[family.village, family.postalCode, family.phone],
    ])
    for (const [position, member] of record.members.entries()) {
      const { id: memberId, proposed, ...rest } = member
      await insert('people', [id, memberId, office, position + 1, proposed, ...Object.values(rest)])
    }
    await insert('decisions', [
      id,
      office,
      decidedBy.id,
      decidedBy.name,
      moment(record.decidedAt),
      record.reason,
    ])
    for (const [position, letter] of record.letters.entries()) {
      await insert('letters', [id, position + 1, office, letter.kind, letter.number, letter.date])
    }
    for (const [position, given] of record.overrides.entries()) {
      await insert('overrides', [id, position + 1, office, given.memberId, given.code, given.reason])
    }
    for (const [position, page] of record.pages.entries()) {
      const bytes = scans[position] ?? Buffer.alloc(0)
      await insert('scans', [office, page.scan, bytes.length, bytes.length, bytes, now])
      const { id: pageId, document, memberId, ...rest } = page
      await insert('pages', [id, pageId, office, document, memberId, ...Object.values(rest)])
    }
    await connection.query('COMMIT')
  }
  const seconds = (performance.now() - start) / 1000
  await connection.end()
  return seconds
}
