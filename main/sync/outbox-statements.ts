import type { SyncRecord } from '../../shared/contract/sync-calls.ts'
import type { DeliveryState } from '../../shared/status.ts'
import type { Operation } from '../central/central-client.ts'
import type { Store } from '../store/store.ts'

/** A row for each scan of a waiting operation, and one for an operation without scans. */
export interface WaitingRow {
  id: string
  sequence: number
  hash: string | null
  byteLength: number
  bytesSent: number
}

/** Records on one page of the list. */
const pageSize = 100

/** Statements that read operations to send; `operations` takes a JSON list of ids. */
export function prepareOutboxQueue(store: Store) {
  const waiting = store.prepare<[number, number], WaitingRow>(
    `SELECT waiting.id, sequence, scan AS hash, byte_length AS byteLength, bytes_sent AS bytesSent
     FROM (SELECT id, sequence FROM outbox WHERE state = 'pending' AND sequence > ? ORDER BY sequence LIMIT ?)
       AS waiting
     LEFT JOIN outbox_scans ON outbox_id = waiting.id
     ORDER BY sequence`,
  )
  const newestWaiting = store
    .prepare<[], number | null>(`SELECT MAX(sequence) FROM outbox WHERE state = 'pending'`)
    .pluck()
  const newestDelivered = store
    .prepare<[], number | null>(`SELECT MAX(sequence) FROM outbox WHERE state = 'delivered'`)
    .pluck()
  const operations = store.prepare<[string], Operation>(
    `SELECT outbox.id, application_id AS application, office.device_id AS device, sequence, payload, payload_hash AS payloadHash
     FROM outbox JOIN outbox_payloads USING (sequence), office
     WHERE outbox.id IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
  )
  return { waiting, newestWaiting, newestDelivered, operations }
}

/** Statements that write outcomes; lists of ids are JSON, because hundreds are delivered at a time. */
export function prepareOutboxUpdates(store: Store) {
  const markDelivered = store.prepare<[string, string]>(
    `UPDATE outbox SET state = 'delivered', delivered_at = ?, refusal = '', attempts = attempts + 1
     WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'delivered'`,
  )
  const markAllSent = store.prepare<[string]>(
    `UPDATE outbox_scans SET bytes_sent = byte_length
     WHERE outbox_id IN (SELECT value FROM json_each(?))`,
  )
  const markRefused = store.prepare<[string, string]>(
    `UPDATE outbox SET state = 'refused', refusal = ?, attempts = attempts + 1
     WHERE id = ? AND state = 'pending'`,
  )
  const markAttempt = store.prepare<[string]>(
    `UPDATE outbox SET attempts = attempts + 1 WHERE id = ? AND state = 'pending'`,
  )
  const markSent = store.prepare<[number, string, string]>(
    'UPDATE outbox_scans SET bytes_sent = ? WHERE outbox_id = ? AND scan = ?',
  )
  const markWaiting = store.prepare<[string]>(
    `UPDATE outbox SET state = 'pending', refusal = '' WHERE id = ? AND state = 'refused'`,
  )
  const markScansUnsent = store.prepare(
    `UPDATE outbox_scans SET bytes_sent = 0
     WHERE outbox_id IN (SELECT id FROM outbox WHERE state = 'delivered')`,
  )
  const markAllWaiting = store.prepare(
    `UPDATE outbox SET state = 'pending', delivered_at = NULL WHERE state = 'delivered'`,
  )
  return {
    markDelivered,
    markAllSent,
    markRefused,
    markAttempt,
    markSent,
    markWaiting,
    markScansUnsent,
    markAllWaiting,
  }
}

/** Statements for the counts and lists of the screen. */
export function prepareOutboxReports(store: Store) {
  const states = store.prepare<[], { state: DeliveryState; count: number }>(
    'SELECT state, COUNT(*) AS count FROM outbox GROUP BY state',
  )
  const newestDeliveredAt = store
    .prepare<[], string>(
      `SELECT delivered_at FROM outbox WHERE state = 'delivered' ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck()
  const bytes = store.prepare<[], { sent: number; total: number }>(
    `SELECT COALESCE(SUM(bytes_sent), 0) AS sent, COALESCE(SUM(byte_length), 0) AS total
     FROM outbox JOIN outbox_scans ON outbox_id = id WHERE state = 'pending'`,
  )
  const list = store.prepare<[{ state: string | null; offset: number }], SyncRecord>(
    `SELECT outbox.id, COALESCE(json_extract(payload, '$.type'), 'record') AS kind,
            outbox.application_id AS applicationId, COALESCE(number, '') AS number,
            COALESCE(head_name, '') AS headName, state, queued_at AS queuedAt, delivered_at AS deliveredAt,
            attempts, NULLIF(refusal, '') AS refusal,
            (SELECT COUNT(*) FROM outbox_scans WHERE outbox_id = outbox.id) AS scans,
            (SELECT COUNT(*) FROM outbox_scans WHERE outbox_id = outbox.id AND bytes_sent = byte_length)
              AS scansDelivered
     FROM outbox JOIN outbox_payloads USING (sequence)
     LEFT JOIN applications ON applications.id = outbox.application_id
     WHERE :state IS NULL OR state = :state
     ORDER BY sequence DESC LIMIT ${pageSize} OFFSET :offset`,
  )
  const total = store
    .prepare<[{ state: string | null }], number>(
      'SELECT COUNT(*) FROM outbox WHERE :state IS NULL OR state = :state',
    )
    .pluck()
  return { states, newestDeliveredAt, bytes, list, total }
}
