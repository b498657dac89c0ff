import { z } from 'zod'
import { ProblemValue } from '../problems.ts'
import { DeliveryState } from '../status.ts'
import { call, everyRole } from './call.ts'

/** What the status bar always says. */
export const SyncStatus = z.object({
  line: z.enum(['not-set', 'training', 'idle', 'sending', 'offline', 'refused']),
  /** Why the line is `offline` or `refused`. */
  problem: ProblemValue.nullable(),
  waiting: z.int(),
  refused: z.int(),
  delivered: z.int(),
  /** Of the records that wait: bytes of scans sent and bytes in all. */
  bytesSent: z.int(),
  bytesTotal: z.int(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  /** Since when the centre has not answered. */
  offlineSince: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const SyncRecord = z.object({
  /** Id of the operation in the outbox. */
  id: z.uuid(),
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

export const syncCalls = {
  'sync.status': call({ who: everyRole, input: z.object({}), output: SyncStatus }),
  'sync.records': call({
    who: everyRole,
    input: z.object({ state: DeliveryState.nullable(), offset: z.int().min(0) }),
    output: z.object({ records: z.array(SyncRecord), total: z.int() }),
    access: { action: 'search', subject: () => undefined },
  }),
  /** Tries at once instead of waiting for the next pause to end. */
  'sync.now': call({ who: everyRole, input: z.object({}), output: SyncStatus }),
  /** Puts a refused record back into the queue. */
  'sync.retry': call({
    who: ['admin', 'verifikator'],
    input: z.object({ id: z.uuid() }),
    output: z.object({}),
  }),
}
