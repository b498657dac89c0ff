import { z } from 'zod'
import { ApplicationKind } from '../application-kind.ts'
import { OtherOffice } from '../office.ts'
import { Outcome } from '../status.ts'
import { Application, Duplicate } from './application-calls.ts'
import { defineCall } from './call.ts'

const verifier = ['verifikator'] as const

/** A decision that is made but not signed: it can still be taken back. */
export const PendingDecision = z.object({ outcome: Outcome, reason: z.string() })
export type PendingDecision = z.infer<typeof PendingDecision>

export const QueuedCase = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: ApplicationKind,
  headName: z.string(),
  memberCount: z.int(),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string(),
  /** The kelurahan that sent it here; null for one of our own. */
  fromOffice: OtherOffice.nullable(),
  /** The verifier submitted it, so somebody else must decide it. */
  own: z.boolean(),
  pending: PendingDecision.nullable(),
})
export type QueuedCase = z.infer<typeof QueuedCase>

export const verificationCalls = {
  /** Everything submitted and not yet signed, oldest first. */
  'verification.queue': defineCall({ who: verifier, input: z.object({}), output: z.array(QueuedCase) }),
  'verification.case': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid() }),
    output: z.object({
      application: Application,
      duplicates: z.array(Duplicate),
      pending: PendingDecision.nullable(),
    }),
    access: { action: 'view', subject: (input) => input.id },
  }),
  'verification.decide': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid(), outcome: Outcome, reason: z.string().trim().max(500) }),
    output: z.object({}),
  }),
  'verification.take-back': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid() }),
    output: z.object({}),
  }),
  /** Signs all of the verifier's decisions at once; the password is asked again. */
  'verification.sign': defineCall({
    who: verifier,
    input: z.object({ password: z.string().max(200) }),
    output: z.object({ approved: z.int(), returned: z.int(), rejected: z.int() }),
  }),
}
