import type { AccessAction } from '../../shared/contract/call.ts'
import type { LogEntry } from '../../shared/contract/office-calls.ts'
import { type Clock, moment } from '../store/clock.ts'
import { type Store, transact } from '../store/store.ts'

/**
 * Logs who read whose data (UU 27/2022 art. 31). The subject is an application's id, or empty for a search,
 * because the search text would itself be personal data.
 */
export function createAccessLog(
  store: Store,
  clock: Clock,
): (actor: string, action: AccessAction, subject: string) => void {
  const insert = store.prepare<[string, string, string, string]>(
    'INSERT INTO access_log (at, actor, action, subject) VALUES (?, ?, ?, ?)',
  )
  return (actor, action, subject) => {
    transact(store, () => insert.run(moment(clock), actor, action, subject))
  }
}

/**
 * The newest entries before `before` (or the very newest), newest first, with names and registration numbers.
 */
export function latestAccess(store: Store, before: number | null): LogEntry[] {
  return store
    .prepare<[number], LogEntry>(
      `SELECT sequence, at, COALESCE(accounts.name, actor) AS actor, action,
              COALESCE(applications.number, subject) AS subject
       FROM access_log
       LEFT JOIN accounts ON accounts.id = access_log.actor
       LEFT JOIN applications ON applications.id = access_log.subject
       WHERE sequence < ? ORDER BY sequence DESC LIMIT 100`,
    )
    .all(before ?? Number.MAX_SAFE_INTEGER)
}
