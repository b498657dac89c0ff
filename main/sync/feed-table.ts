import type { Change } from '../central/pull.ts'
import type { Store } from '../store/store.ts'

/** How far this computer has come, and what it shows of itself. */
export interface FeedState {
  device: string
  position: number
  lastId: string
  mark: string
  confirmedMark: string
}

/** The statements on the feed's tables, prepared once. */
export function createFeedTable(store: Store) {
  const state = store.prepare<[], FeedState>(
    `SELECT office.device_id AS device, position, last_id AS lastId, session_token AS mark, confirmed_token AS confirmedMark
     FROM feed, office`,
  )
  const begin = store.prepare(
    `INSERT INTO feed (only_row, position, last_id, session_token, confirmed_token) VALUES (1, 0, '', '', '')
     ON CONFLICT DO NOTHING`,
  )
  const move = store.prepare<[number, string]>('UPDATE feed SET position = ?, last_id = ?')
  const mark = store.prepare<[string]>('UPDATE feed SET session_token = ?')
  const confirm = store.prepare(
    'UPDATE feed SET confirmed_token = session_token WHERE confirmed_token <> session_token',
  )
  const copied = store.prepare<[string]>(
    "UPDATE feed SET copied_at = ?, session_token = '', confirmed_token = ''",
  )
  const gap = store.prepare<[string]>('UPDATE feed SET gap_at = ?')
  const insert = store.prepare<Change>(
    `INSERT INTO changes (id, position, kind, payload, at, applied_at)
     VALUES (:id, :position, :kind, :payload, :at, NULL) ON CONFLICT DO NOTHING`,
  )
  const applied = store.prepare<[string, string]>(
    "UPDATE changes SET payload = '', applied_at = ? WHERE id = ?",
  )
  const deferred = store.prepare<[], Change>(
    'SELECT id, position, kind, payload, at FROM changes WHERE applied_at IS NULL ORDER BY position, id',
  )
  return {
    /** Makes the row of a store that never pulled. */
    begin: (): void => void begin.run(),
    state(): FeedState {
      const row = state.get()
      if (row === undefined) throw new Error('the feed has not begun')
      return row
    },
    move: (position: number, lastId: string): void => void move.run(position, lastId),
    mark: (value: string): void => void mark.run(value),
    /** The centre has seen this start's mark. */
    confirm: (): void => void confirm.run(),
    copied: (at: string): void => void copied.run(at),
    gap: (at: string): void => void gap.run(at),
    /** Keeps a change until it is applied; false where it was taken in before. */
    keep: (change: Change): boolean => insert.run(change).changes === 1,
    applied: (id: string, at: string): void => void applied.run(at, id),
    deferred: (): Change[] => deferred.all(),
  }
}
