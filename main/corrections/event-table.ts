import type { EventView } from '../../shared/contract/correction-calls.ts'
import type { Store } from '../store/store.ts'

export type EventRow = EventView & { applicationId: string }

/** The statements on events after approval, prepared once. */
export function createEventTable(store: Store) {
  const insert = store.prepare<EventRow>(
    `INSERT INTO application_events (id, application_id, type, member_id, former, number, reason, officer, at)
     VALUES (:id, :applicationId, :type, :memberId, :former, :number, :reason, :officer, :at)
     ON CONFLICT DO NOTHING`,
  )
  const find = store.prepare<[string], 1>('SELECT 1 FROM application_events WHERE id = ?')
  const list = store.prepare<[string], EventView>(
    `SELECT id, type, member_id AS memberId, former, number, reason, officer, at
     FROM application_events WHERE application_id = ? ORDER BY at DESC, id DESC`,
  )
  // A record that another office delivered can be corrected by that office only.
  const sentByUs = store.prepare<[string], 1>(
    `SELECT 1 FROM outbox JOIN outbox_payloads USING (sequence)
     WHERE application_id = ? AND json_extract(payload, '$.type') IS NULL`,
  )
  const complete = store.prepare<[string, string]>('UPDATE applications SET complete_at = ? WHERE id = ?')
  return {
    insert: (row: EventRow): void => void insert.run(row),
    has: (id: string): boolean => find.get(id) !== undefined,
    list: (applicationId: string): EventView[] => list.all(applicationId),
    isSentByUs: (applicationId: string): boolean => sentByUs.get(applicationId) !== undefined,
    /** The centre has all scans of an application that another office delivered for us. */
    complete: (applicationId: string, at: string): void => void complete.run(at, applicationId),
  }
}
