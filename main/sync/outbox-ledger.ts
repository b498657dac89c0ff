import type { SyncRecord } from '../../shared/contract/sync-calls.ts'
import type { DeliveryState } from '../../shared/status.ts'
import type { Operation } from '../central/central-client.ts'
import { type Clock, moment } from '../store/clock.ts'
import { type Store, transact } from '../store/store.ts'

/** An operation that the centre has still to be told, and the scans its record needs there. */
export interface WaitingOperation {
  id: string
  sequence: number
  scans: { hash: string; byteLength: number; bytesSent: number }[]
}

/** Operations that an answer of the centre finishes. */
export interface Settled {
  delivered: string[]
  refused: { operation: string; code: string }[]
}

/** How much of a scan that an operation needs is at the centre. */
export interface ScanProgress {
  operation: string
  hash: string
  bytesSent: number
}

export interface OutboxCounts {
  waiting: number
  refused: number
  delivered: number
  bytesSent: number
  bytesTotal: number
  lastDeliveredAt: string | null
}

/** The outbox as the engine reads and marks it. Every mark may be made twice: another process may send too. */
export interface OutboxLedger {
  /** Operations that wait, in order, after the one with this sequence. */
  waitingAfter(sequence: number, limit: number): WaitingOperation[]
  /** The highest sequence that waits. */
  newestWaiting(): number | undefined
  /** Those of these operations that are there, in the order of their numbers. */
  findOperations(ids: readonly string[]): Operation[]
  /** Marks what the centre holds whole, and what it refused with which code. */
  settled(settled: Settled): void
  /** What a run that ends has tried without finishing it, and how far it got. */
  unfinished(tried: readonly string[], progress: readonly ScanProgress[]): void
  /** Puts a refused operation back into the queue; false where it is not a refused one. */
  retry(id: string): boolean
  /** The highest sequence that was delivered; 0 for none. */
  newestDelivered(): number
  /** Puts everything that was delivered back into the queue: the centre that took it has lost it. */
  deliverAnew(): void
  counts(): OutboxCounts
  records(state: DeliveryState | null, offset: number): { records: SyncRecord[]; total: number }
}

type WaitingRow = Omit<WaitingOperation, 'scans'> &
  (WaitingOperation['scans'][number] | { hash: null; byteLength: null; bytesSent: null })

/** Records on one page of the list. */
const pageSize = 100

export function createOutboxLedger(store: Store, clock: Clock): OutboxLedger {
  // A row for each scan, and one for an operation without.
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
  // These take a JSON list of ids: hundreds are delivered at a time.
  const operations = store.prepare<[string], Operation>(
    `SELECT outbox.id, application_id AS application, office.device_id AS device, sequence, payload, payload_hash AS payloadHash
     FROM outbox JOIN outbox_payloads USING (sequence), office
     WHERE outbox.id IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
  )
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
  const newestDelivered = store
    .prepare<[], number | null>(`SELECT MAX(sequence) FROM outbox WHERE state = 'delivered'`)
    .pluck()
  const markScansUnsent = store.prepare(
    `UPDATE outbox_scans SET bytes_sent = 0
     WHERE outbox_id IN (SELECT id FROM outbox WHERE state = 'delivered')`,
  )
  const markAllWaiting = store.prepare(
    `UPDATE outbox SET state = 'pending', delivered_at = NULL WHERE state = 'delivered'`,
  )
  const states = store.prepare<[], { state: DeliveryState; count: number }>(
    'SELECT state, COUNT(*) AS count FROM outbox GROUP BY state',
  )
  // By sequence and not by time, because the index answers that at once however many have been delivered.
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

  let lastDeliveredAt: string | undefined

  return {
    waitingAfter(after, limit) {
      const found: WaitingOperation[] = []
      for (const { id, sequence, hash, byteLength, bytesSent } of waiting.all(after, limit)) {
        let last = found.at(-1)
        if (last?.id !== id) {
          last = { id, sequence, scans: [] }
          found.push(last)
        }
        if (hash !== null) last.scans.push({ hash, byteLength, bytesSent })
      }
      return found
    },
    newestWaiting: () => newestWaiting.get() ?? undefined,
    findOperations: (ids) => operations.all(JSON.stringify(ids)),
    settled({ delivered, refused }) {
      if (delivered.length + refused.length === 0) return
      const at = moment(clock)
      transact(store, () => {
        if (delivered.length > 0) {
          const ids = JSON.stringify(delivered)
          markDelivered.run(at, ids)
          markAllSent.run(ids)
        }
        for (const { operation, code } of refused) markRefused.run(code, operation)
      })
      if (delivered.length > 0) lastDeliveredAt = at
    },
    unfinished(tried, progress) {
      if (tried.length + progress.length === 0) return
      transact(store, () => {
        for (const id of tried) markAttempt.run(id)
        for (const { operation, hash, bytesSent } of progress) markSent.run(bytesSent, operation, hash)
      })
    },
    retry: (id) => transact(store, () => markWaiting.run(id).changes === 1),
    newestDelivered: () => newestDelivered.get() ?? 0,
    deliverAnew() {
      transact(store, () => {
        markScansUnsent.run()
        markAllWaiting.run()
      })
      lastDeliveredAt = undefined
    },
    counts() {
      const byState = new Map(states.all().map(({ state, count }) => [state, count]))
      const { sent, total: bytesTotal } = bytes.get() ?? { sent: 0, total: 0 }
      return {
        waiting: byState.get('pending') ?? 0,
        refused: byState.get('refused') ?? 0,
        delivered: byState.get('delivered') ?? 0,
        bytesSent: sent,
        bytesTotal,
        lastDeliveredAt: lastDeliveredAt ?? newestDeliveredAt.get() ?? null,
      }
    },
    records: (state, offset) => ({ records: list.all({ state, offset }), total: total.get({ state }) ?? 0 }),
  }
}
