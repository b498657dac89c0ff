import { systemClock } from '../../../main/store/clock.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { createSyncEngine, type SyncEngine, type SyncOptions } from '../../../main/sync/sync.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord, jpegLike, keepScans } from '../../support/approved.ts'
import type { Centre } from '../../support/centre.ts'
import { type Counter, openCounter } from '../../support/counter.ts'

/** An office with a full outbox and a way to the centre. */
export interface SendingOffice extends AsyncDisposable {
  readonly counter: Counter
  readonly sync: SyncEngine
  /** Approves applications with these scans each; answers their records. */
  approve(count: number, scans?: () => Uint8Array[]): ApplicationRecord[]
  /** Another engine over the same outbox, as a second process would be. */
  another(options?: Partial<SyncOptions>): SyncEngine
}

let serial = 0

export async function openSendingOffice(
  settings: CentreSettings | null,
  options: Partial<SyncOptions> = {},
): Promise<SendingOffice> {
  const counter = await openCounter()
  const { store, journal } = counter
  writeSetting(store, 'centre', settings)
  const engines: SyncEngine[] = []
  const another = (more: Partial<SyncOptions> = {}) => {
    const engine = createSyncEngine({
      store,
      clock: systemClock,
      training: false,
      interval: 10,
      ...options,
      ...more,
    })
    engines.push(engine)
    return engine
  }
  return {
    counter,
    sync: another(),
    another,
    approve(count, scans = () => [jpegLike(2_000), jpegLike(3_000)]) {
      return Array.from({ length: count }, () => {
        const bytes = scans()
        serial += 1
        const record = approvedRecord(serial, bytes)
        keepScans(store, bytes)
        store.transaction(() => journal.queue(record)).immediate()
        return record
      })
    },
    async [Symbol.asyncDispose]() {
      for (const engine of engines) await engine.stop()
      await counter[Symbol.asyncDispose]()
    },
  }
}

/** What differs between the records and the centre: nothing, where each is there exactly once and whole. */
export async function differences(centre: Centre, records: readonly ApplicationRecord[]): Promise<string[]> {
  const found: string[] = []
  for (const record of records) {
    const [application] = await centre.rows(
      `SELECT operations.payload, applications.complete_at IS NOT NULL AS complete,
              (SELECT COUNT(*) FROM operations AS o WHERE o.application_id = applications.id) AS operations,
              (SELECT COUNT(*) FROM families AS f WHERE f.application_id = applications.id) AS families,
              (SELECT GROUP_CONCAT(nik ORDER BY position) FROM people AS p WHERE p.application_id = applications.id)
                AS niks,
              (SELECT GROUP_CONCAT(CONCAT(scan, SHA2(bytes, 256), LENGTH(bytes)) ORDER BY position)
               FROM pages AS g JOIN scans ON scans.office_id = g.office_id AND scans.hash = g.scan
               WHERE g.application_id = applications.id) AS scans
       FROM applications JOIN operations ON operations.id = applications.operation_id
       WHERE applications.id = ?`,
      [record.id],
    )
    const expected = {
      payload: JSON.stringify(record),
      complete: 1,
      operations: 1,
      families: 1,
      niks: record.members.map(({ nik }) => nik).join(','),
      scans: record.pages.map(({ scan, byteLength }) => `${scan}${scan}${byteLength}`).join(',') || null,
    }
    for (const [name, value] of Object.entries(expected)) {
      if (application?.[name] !== value) found.push(`${record.number}: ${name}`)
    }
  }
  return found
}

/** Waits until something holds, asked every few milliseconds; fails after `limit` milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, limit = 300_000): Promise<void> {
  for (const end = performance.now() + limit; performance.now() < end; ) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come about in time')
}
