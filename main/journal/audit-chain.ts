import { createHash } from 'node:crypto'
import type { LogLine } from '../../shared/contract/office-calls.ts'
import { type Clock, moment } from '../store/clock.ts'
import { type Store, transact } from '../store/store.ts'

/** Detail holds codes and counts, never personal data. */
export interface AuditEntry {
  actor: string
  action: string
  subject: string
  detail?: Record<string, string | number | boolean>
}

interface AuditRow {
  sequence: number
  at: string
  actor: string
  action: string
  subject: string
  detail: string
  hash: string
}

/** What the first link hangs on. */
const anchor = '0'.repeat(64)

const linkHash = (previous: string, row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, row.sequence, row.at, row.actor, row.action, row.subject, row.detail]))
    .digest('hex')

/** How many links were ever made, whatever the table holds now. */
const countLinks = (store: Store) =>
  store.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").pluck()

/** Appends links; the last one is read inside the same transaction, so that no two hang on one. */
export function createAuditChain(store: Store, clock: Clock): (entry: AuditEntry) => void {
  const count = countLinks(store)
  const last = store.prepare<[], string>('SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1').pluck()
  const insert = store.prepare<AuditRow>(
    `INSERT INTO audit (sequence, at, actor, action, subject, detail, hash)
     VALUES (:sequence, :at, :actor, :action, :subject, :detail, :hash)`,
  )
  return ({ actor, action, subject, detail = {} }) => {
    transact(store, () => {
      const link = {
        sequence: (count.get() ?? 0) + 1,
        at: moment(clock),
        actor,
        action,
        subject,
        detail: JSON.stringify(detail),
      }
      insert.run({ ...link, hash: linkHash(last.get() ?? anchor, link) })
    })
  }
}

/**
 * Walks the chain from the start, a batch at a time so that the screen is answered in between. Gives the
 * number of rows and the sequence of the first link that does not fit, or null where all fit.
 */
export async function brokenLink(store: Store): Promise<{ rows: number; brokenAt: number | null }> {
  const batch = store.prepare<[number], AuditRow>(
    'SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT 500',
  )
  let previous = { sequence: 0, hash: anchor }
  // From below the first: a row may have been put in before it.
  let rows = batch.all(Number.MIN_SAFE_INTEGER)
  while (rows.length > 0) {
    for (const row of rows) {
      if (row.sequence !== previous.sequence + 1 || row.hash !== linkHash(previous.hash, row)) {
        return broken(previous)
      }
      previous = row
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
    rows = batch.all(previous.sequence)
  }
  const whole = previous.sequence === (countLinks(store).get() ?? 0)
  return whole ? { rows: previous.sequence, brokenAt: null } : broken(previous)
}

/** After the last link that fits. */
const broken = ({ sequence }: { sequence: number }) => ({ rows: sequence, brokenAt: sequence + 1 })

/** The newest links before `before` (or the very newest), newest first, with names and registration numbers. */
export function latestAudit(store: Store, before: number | null): LogLine[] {
  return store
    .prepare<[number], LogLine>(
      `SELECT sequence, at, COALESCE(accounts.name, actor) AS actor, action,
              COALESCE(applications.number, subject) AS subject
       FROM audit
       LEFT JOIN accounts ON accounts.id = audit.actor
       LEFT JOIN applications ON applications.id = audit.subject
       WHERE sequence < ? ORDER BY sequence DESC LIMIT 100`,
    )
    .all(before ?? Number.MAX_SAFE_INTEGER)
}
