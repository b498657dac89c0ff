import type { Change } from '../central/pull.ts'
import type { Store } from '../store/store.ts'

/**
 * The cursor of this computer in the change feed, and the tokens by which the centre detects a copied store.
 */
export interface FeedState {
  device: string
  position: number
  lastId: string
  sessionToken: string
  confirmedToken: string
}

/** The prepared statements on the feed's tables. */
export function createFeedTable(store: Store) {
  const state = store.prepare<[], FeedState>(
    `SELECT office.device_id AS device, position, last_id AS lastId, session_token AS sessionToken,
            confirmed_token AS confirmedToken
     FROM feed, office`,
  )
  const ensureRow = store.prepare(
    `INSERT INTO feed (only_row, position, last_id, session_token, confirmed_token) VALUES (1, 0, '', '', '')
     ON CONFLICT DO NOTHING`,
  )
  const moveCursor = store.prepare<[number, string]>('UPDATE feed SET position = ?, last_id = ?')
  const setSessionToken = store.prepare<[string]>('UPDATE feed SET session_token = ?')
  const confirmToken = store.prepare(
    'UPDATE feed SET confirmed_token = session_token WHERE confirmed_token <> session_token',
  )
  const recordCopied = store.prepare<[string]>(
    "UPDATE feed SET copied_at = ?, session_token = '', confirmed_token = ''",
  )
  const recordGap = store.prepare<[string]>('UPDATE feed SET gap_at = ?')
  const insert = store.prepare<Change>(
    `INSERT INTO changes (id, position, kind, payload, at, applied_at)
     VALUES (:id, :position, :kind, :payload, :at, NULL) ON CONFLICT DO NOTHING`,
  )
  const markApplied = store.prepare<[string, string]>(
    "UPDATE changes SET payload = '', applied_at = ? WHERE id = ?",
  )
  const findDeferred = store.prepare<[], Change>(
    'SELECT id, position, kind, payload, at FROM changes WHERE applied_at IS NULL ORDER BY position, id',
  )
  return {
    /** Inserts the row of a store that has never pulled. */
    ensureRow: (): void => void ensureRow.run(),
    state(): FeedState {
      const row = state.get()
      if (row === undefined) throw new Error('the feed has not begun')
      return row
    },
    moveCursor: (position: number, lastId: string): void => void moveCursor.run(position, lastId),
    setSessionToken: (value: string): void => void setSessionToken.run(value),
    /** The centre has seen the token of this start. */
    confirmToken: (): void => void confirmToken.run(),
    recordCopied: (at: string): void => void recordCopied.run(at),
    recordGap: (at: string): void => void recordGap.run(at),
    /** Stores a change until it is applied; false where it was stored before. */
    insert: (change: Change): boolean => insert.run(change).changes === 1,
    markApplied: (id: string, at: string): void => void markApplied.run(at, id),
    findDeferred: (): Change[] => findDeferred.all(),
  }
}
