import type { SyncRun } from '../../shared/contract/sync-calls.ts'
import { type Store, transact } from '../store/store.ts'

/** The log of past synchronisations, to look up later how the connection was. */
export interface RunHistory {
  /** Stores a run that moved something, or that ended unlike the one before; most runs find nothing to do. */
  record(run: SyncRun): void
  /** Newest first, a page of 100 from `offset`. */
  list(offset: number): { runs: SyncRun[]; total: number }
}

const pageSize = 100

/** Some weeks of a bad connection; a good one has a few runs a day. */
const maxRuns = 1_000

export function createRunHistory(store: Store): RunHistory {
  const insert = store.prepare<SyncRun>(
    `INSERT INTO sync_runs (began_at, ended_at, delivered, refused, bytes_sent, received, problem)
     VALUES (:beganAt, :endedAt, :delivered, :refused, :bytesSent, :received, COALESCE(:problem, ''))`,
  )
  const deleteOldest = store.prepare('DELETE FROM sync_runs WHERE id <= (SELECT MAX(id) FROM sync_runs) - ?')
  const newestProblem = store
    .prepare<[], string>('SELECT problem FROM sync_runs ORDER BY id DESC LIMIT 1')
    .pluck()
  const page = store.prepare<[number], SyncRun>(
    `SELECT began_at AS beganAt, ended_at AS endedAt, delivered, refused, bytes_sent AS bytesSent, received,
            NULLIF(problem, '') AS problem
     FROM sync_runs ORDER BY id DESC LIMIT ${pageSize} OFFSET ?`,
  )
  const total = store.prepare<[], number>('SELECT COUNT(*) FROM sync_runs').pluck()

  return {
    record(run) {
      const moved = run.delivered + run.refused + run.bytesSent + run.received > 0
      if (!moved && (newestProblem.get() ?? '') === (run.problem ?? '')) return
      transact(store, () => {
        insert.run(run)
        deleteOldest.run(maxRuns)
      })
    },
    list: (offset) => ({ runs: page.all(offset), total: total.get() ?? 0 }),
  }
}
