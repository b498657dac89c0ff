import type { SyncRecord } from '../../shared/contract/sync-calls.ts'
import type { DeliveryState } from '../../shared/status.ts'
import type { Operation } from '../central/central-client.ts'
import { type Clock, moment } from '../store/clock.ts'
import { type Store, transact } from '../store/store.ts'
import {
  prepareOutboxQueue,
  prepareOutboxReports,
  prepareOutboxUpdates,
  type WaitingRow,
} from './outbox-statements.ts'

/** An operation to be sent, and the scans that its record needs at the centre. */
export interface WaitingOperation {
  id: string
  sequence: number
  scans: { hash: string; byteLength: number; bytesSent: number }[]
}

/** Operations that an answer of the centre has finished. */
export interface OperationOutcomes {
  delivered: string[]
  refused: { operation: string; code: string }[]
}

/** How many bytes of an operation's scan the centre has. */
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

/** Reads and updates the outbox. Updates are idempotent: another process may send from the same outbox. */
export interface OutboxLedger {
  /** Operations that wait, in order, after the one with this sequence. */
  waitingAfter(sequence: number, limit: number): WaitingOperation[]
  /** The highest sequence that waits. */
  newestWaiting(): number | undefined
  /** The operations with these ids that exist, in the order of their numbers. */
  findOperations(ids: readonly string[]): Operation[]
  /** Marks operations as delivered, or as refused with a code. */
  recordOutcomes(outcomes: OperationOutcomes): void
  /** Counts an attempt for unfinished operations, and stores the bytes that have arrived. */
  recordAttempts(ids: readonly string[], progress: readonly ScanProgress[]): void
  /** Puts a refused operation back into the queue; false where it is not a refused one. */
  retry(id: string): boolean
  /** The highest sequence that was delivered; 0 for none. */
  newestDelivered(): number
  /** Puts everything that was delivered back into the queue: the centre has lost it. */
  requeueDelivered(): void
  counts(): OutboxCounts
  records(state: DeliveryState | null, offset: number): { records: SyncRecord[]; total: number }
}

export function createOutboxLedger(store: Store, clock: Clock): OutboxLedger {
  const queue = prepareOutboxQueue(store)
  const updates = prepareOutboxUpdates(store)
  const reports = prepareOutboxReports(store)
  let lastDeliveredAt: string | undefined

  return {
    waitingAfter: (after, limit) => groupScans(queue.waiting.all(after, limit)),
    newestWaiting: () => queue.newestWaiting.get() ?? undefined,
    findOperations: (ids) => queue.operations.all(JSON.stringify(ids)),
    recordOutcomes({ delivered, refused }) {
      if (delivered.length + refused.length === 0) return
      const at = moment(clock)
      transact(store, () => {
        if (delivered.length > 0) {
          const ids = JSON.stringify(delivered)
          updates.markDelivered.run(at, ids)
          updates.markAllSent.run(ids)
        }
        for (const { operation, code } of refused) updates.markRefused.run(code, operation)
      })
      if (delivered.length > 0) lastDeliveredAt = at
    },
    recordAttempts(ids, progress) {
      if (ids.length + progress.length === 0) return
      transact(store, () => {
        for (const id of ids) updates.markAttempt.run(id)
        for (const { operation, hash, bytesSent } of progress)
          updates.markSent.run(bytesSent, operation, hash)
      })
    },
    retry: (id) => transact(store, () => updates.markWaiting.run(id).changes === 1),
    newestDelivered: () => queue.newestDelivered.get() ?? 0,
    requeueDelivered() {
      transact(store, () => {
        updates.markScansUnsent.run()
        updates.markAllWaiting.run()
      })
      lastDeliveredAt = undefined
    },
    counts() {
      const byState = new Map(reports.states.all().map(({ state, count }) => [state, count]))
      const { sent, total: bytesTotal } = reports.bytes.get() ?? { sent: 0, total: 0 }
      return {
        waiting: byState.get('pending') ?? 0,
        refused: byState.get('refused') ?? 0,
        delivered: byState.get('delivered') ?? 0,
        bytesSent: sent,
        bytesTotal,
        lastDeliveredAt: lastDeliveredAt ?? reports.newestDeliveredAt.get() ?? null,
      }
    },
    records: (state, offset) => ({
      records: reports.list.all({ state, offset }),
      total: reports.total.get({ state }) ?? 0,
    }),
  }
}

function groupScans(rows: readonly WaitingRow[]): WaitingOperation[] {
  const operations: WaitingOperation[] = []
  for (const { id, sequence, hash, byteLength, bytesSent } of rows) {
    let last = operations.at(-1)
    if (last?.id !== id) {
      last = { id, sequence, scans: [] }
      operations.push(last)
    }
    if (hash !== null) last.scans.push({ hash, byteLength, bytesSent })
  }
  return operations
}
