import { createHash } from 'node:crypto'
import type { LogEntry } from '../../shared/contract/office-calls.ts'
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

/** The previous hash of the first link. */
const genesisHash = '0'.repeat(64)

const linkHash = (previous: string, row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, row.sequence, row.at, row.actor, row.action, row.subject, row.detail]))
    .digest('hex')

/** How many links were ever appended, whatever the table holds now. */
const countLinks = (store: Store) =>
  store.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").pluck()

/**
 * Hash chain: appends links. The last one is read in the same transaction, so that no two have the same
 * predecessor.
 */
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
      insert.run({ ...link, hash: linkHash(last.get() ?? genesisHash, link) })
    })
  }
}

/**
 * Verifies the hash chain from the start, in batches, so that the event loop is free in between. Answers the
 * number of rows and the sequence of the first invalid link, or null where all are valid.
 */
export async function findBrokenLink(store: Store): Promise<{ rows: number; brokenAt: number | null }> {
  const batch = store.prepare<[number], AuditRow>(
    'SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT 500',
  )
  let previous = { sequence: 0, hash: genesisHash }
  // From below the first: a row may have been inserted before it.
  let rows = batch.all(Number.MIN_SAFE_INTEGER)
  while (rows.length > 0) {
    for (const row of rows) {
      if (row.sequence !== previous.sequence + 1 || row.hash !== linkHash(previous.hash, row)) {
        return brokenAfter(previous)
      }
      previous = row
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
    rows = batch.all(previous.sequence)
  }
  const whole = previous.sequence === (countLinks(store).get() ?? 0)
  return whole ? { rows: previous.sequence, brokenAt: null } : brokenAfter(previous)
}

/** Broken after the last valid link. */
const brokenAfter = ({ sequence }: { sequence: number }) => ({ rows: sequence, brokenAt: sequence + 1 })

/**
 * The newest links before `before` (or the very newest), newest first, with names and registration numbers.
 */
export function latestAudit(store: Store, before: number | null): LogEntry[] {
  return store
    .prepare<[number], LogEntry>(
      `SELECT sequence, at, COALESCE(accounts.name, actor) AS actor, action,
              COALESCE(applications.number, subject) AS subject
       FROM audit
       LEFT JOIN accounts ON accounts.id = audit.actor
       LEFT JOIN applications ON applications.id = audit.subject
       WHERE sequence < ? ORDER BY sequence DESC LIMIT 100`,
    )
    .all(before ?? Number.MAX_SAFE_INTEGER)
}
