import { createServices } from '../../main/core/services.ts'
import { findBrokenLink } from '../../main/journal/audit-chain.ts'
import { systemClock } from '../../main/store/clock.ts'
import { getOffice } from '../../main/store/office.ts'
import type { Store } from '../../main/store/store.ts'
import type { Centre } from '../support/centre.ts'
import { compareWithCentre } from '../support/compare-with-centre.ts'
import { decodedPages } from '../support/counter.ts'

/** Violated invariants, each with the id of an application, an operation or a scan. */
export interface Violations {
  /** Acknowledged, and not in the store or not at the centre. */
  lost: string[]
  /** There more than once, or there without having been sent. */
  doubled: string[]
  /** Rows and scans that the centre has otherwise than the office. */
  differing: string[]
  /** A store, an audit chain or a synchronisation that does not work as it should. */
  unsound: string[]
}

/** What an office process acknowledged. */
export interface Acknowledged {
  /** Registration number by the application's id. */
  submitted: ReadonlyMap<string, string>
  /** Ids of applications. */
  approved: ReadonlySet<string>
}

/** Delivers what waits in a store, and compares what was queued after the number `after` with the centre. */
export async function findViolations(
  store: Store,
  centre: Centre,
  acknowledged: Acknowledged,
  after: number,
): Promise<Violations> {
  const unsound: string[] = []
  const { sync } = createServices({
    store,
    imaging: decodedPages,
    clock: systemClock,
    report: (error, where) => unsound.push(`${where}: ${String(error)}`),
  })
  const { waiting, refused, problem } = await sync.runOnce()
  if (waiting > 0 || refused > 0)
    unsound.push(`${waiting} records wait and ${refused} are refused in the end (${problem?.code})`)
  const { brokenAt } = await findBrokenLink(store)
  if (brokenAt !== null) unsound.push('the audit chain is broken')
  const { mismatches } = await compareWithCentre(store, centre.administrator.connection, after)
  return {
    lost: lostApplications(store, acknowledged),
    doubled: await doubledAtCentre(store, centre),
    differing: [...mismatches, ...(await halfScans(store, centre))],
    unsound,
  }
}

function lostApplications(store: Store, { submitted, approved }: Acknowledged): string[] {
  const find = store.prepare<[string], { number: string | null; pages: number; queued: number }>(
    `SELECT number,
            (SELECT COUNT(*) FROM pages JOIN scans ON scans.hash = pages.scan
             WHERE pages.application_id = applications.id) AS pages,
            (SELECT COUNT(*) FROM outbox WHERE outbox.application_id = applications.id) AS queued
     FROM applications WHERE id = ?`,
  )
  return [...submitted].flatMap(([id, number]) => {
    const row = find.get(id)
    if (row?.number !== number) return [`${id} was acknowledged as ${number} and is lost`]
    if (row.pages !== 2) return [`${id} has ${row.pages} pages, not 2`]
    return row.queued === 1 || !approved.has(id)
      ? []
      : [`${id} was approved and is queued ${row.queued} times`]
  })
}

const ofOffice = 'WHERE office_id = (SELECT id FROM offices WHERE code = ?)'

async function doubledAtCentre(store: Store, centre: Centre): Promise<string[]> {
  const { code } = getOffice(store).office
  const queued = store.prepare<[], number>('SELECT COUNT(*) FROM outbox').pluck().get() ?? 0
  const found: string[] = []
  for (const table of ['applications', 'operations']) {
    const [counted] = await centre.rows(`SELECT COUNT(*) AS number FROM ${table} ${ofOffice}`, [code])
    if (Number(counted?.number) !== queued) {
      found.push(`${code}: ${counted?.number} rows in ${table} for ${queued} operations`)
    }
  }
  const numbers = await centre.rows('SELECT number FROM applications GROUP BY number HAVING COUNT(*) > 1')
  return [...found, ...numbers.map(({ number }) => `number ${String(number)} was given twice`)]
}

/** Everything is delivered: no scan of this office may be half there. */
async function halfScans(store: Store, centre: Centre): Promise<string[]> {
  const half = await centre.rows(
    `SELECT hash FROM scans ${ofOffice} AND (complete_at IS NULL OR LENGTH(bytes) <> byte_length)`,
    [getOffice(store).office.code],
  )
  return half.map(({ hash }) => `scan ${String(hash)} is half there`)
}
