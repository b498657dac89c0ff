import { z } from 'zod'
import { NikCorrection, NoKkCorrection, Withdrawal } from '../application-event.ts'
import { BandwidthLimit } from '../bandwidth-limit.ts'
import { ProblemCode, ProblemValue } from '../problems.ts'
import { DeliveryState } from '../status.ts'
import { defineCall, everyRole } from './call.ts'

/** What the status bar always says. */
export const SyncStatus = z.object({
  connection: z.enum(['not-set', 'training', 'idle', 'sending', 'offline', 'refused']),
  /** Why the connection is `offline` or `refused`. */
  problem: ProblemValue.nullable(),
  waiting: z.int(),
  refused: z.int(),
  delivered: z.int(),
  /** Of the records that wait: bytes of scans sent and bytes in all. */
  bytesSent: z.int(),
  bytesTotal: z.int(),
  /**
   * How fast scans and packets have been going up of late, and how long the rest takes at that; null for "who
   * knows".
   */
  bytesPerSecond: z.int(),
  secondsLeft: z.int().nullable(),
  /**
   * What the connections are busy with at this moment: so many operations, packets, and scans or parts of
   * them.
   */
  going: z.object({ operations: z.int(), packets: z.int(), scans: z.int() }),
  /** Whether the office's own limit holds at this moment. */
  isLimited: z.boolean(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  /** Since when the centre has not answered. */
  offlineSince: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const SyncRecord = z.object({
  /** Id of the operation in the outbox. */
  id: z.uuid(),
  /** The approved application itself, or what was done to it since. */
  kind: z.union([
    z.literal('record'),
    Withdrawal.shape.type,
    NikCorrection.shape.type,
    NoKkCorrection.shape.type,
  ]),
  applicationId: z.uuid(),
  number: z.string(),
  headName: z.string(),
  state: DeliveryState,
  queuedAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  attempts: z.int(),
  /** What the centre answered to a refused record. */
  refusal: z.string().nullable(),
  scans: z.int(),
  scansDelivered: z.int(),
})
export type SyncRecord = z.infer<typeof SyncRecord>

/** One synchronisation that moved something, or that ended unlike the one before. */
export const SyncRun = z.object({
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  delivered: z.int(),
  refused: z.int(),
  /** Of scans and packets. */
  bytesSent: z.int(),
  /** What the centre told that took effect here. */
  received: z.int(),
  /** Why it ended before all was done. */
  problem: ProblemCode.nullable(),
})
export type SyncRun = z.infer<typeof SyncRun>

export const syncCalls = {
  'sync.status': defineCall({ who: everyRole, input: z.object({}), output: SyncStatus }),
  'sync.records': defineCall({
    who: everyRole,
    input: z.object({ state: DeliveryState.nullable(), offset: z.int().min(0) }),
    output: z.object({ records: z.array(SyncRecord), total: z.int() }),
    access: { action: 'search', subject: () => undefined },
  }),
  'sync.history': defineCall({
    who: everyRole,
    input: z.object({ offset: z.int().min(0) }),
    output: z.object({ runs: z.array(SyncRun), total: z.int() }),
  }),
  /** Tries at once instead of waiting for the next pause to end. */
  'sync.now': defineCall({ who: everyRole, input: z.object({}), output: SyncStatus }),
  /** How much bandwidth scans may use, and when; null means all of it at any time. */
  'sync.bandwidth-limit': defineCall({
    who: ['admin'],
    input: z.object({}),
    output: z.object({ limit: BandwidthLimit.nullable() }),
  }),
  'sync.change-bandwidth-limit': defineCall({
    who: ['admin'],
    input: z.object({ limit: BandwidthLimit.nullable() }),
    output: z.object({ limit: BandwidthLimit.nullable() }),
  }),
  /** Puts a refused record back into the queue. */
  'sync.retry': defineCall({
    who: ['admin', 'verifikator'],
    input: z.object({ id: z.uuid() }),
    output: z.object({}),
  }),
}
