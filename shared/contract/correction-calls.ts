import { z } from 'zod'
import { ConflictSide } from '../feed.ts'
import { isSixteenDigits } from '../nik.ts'
import { defineCall, everyRole } from './call.ts'

const verifier = ['verifikator'] as const
const ById = z.object({ id: z.uuid() })
const view = { action: 'view', subject: (input: { id: string }) => input.id } as const
const SixteenDigits = z.string().refine(isSixteenDigits)
/** What was undone and why stays readable for ever (SOLID-2.2c). */
const Reason = z.string().trim().min(1).max(500)

/** What happened to an application after its approval. */
export const EventView = z.object({
  id: z.uuid(),
  type: z.enum(['withdrawal', 'nik-correction', 'no-kk-correction']),
  memberId: z.uuid().nullable(),
  /** The number before and after; both empty of a withdrawal. */
  former: z.string(),
  number: z.string(),
  reason: z.string(),
  officer: z.string(),
  at: z.iso.datetime(),
})
export type EventView = z.infer<typeof EventView>

/** How a conflict of one NIK in two offices ended, and whether by us. */
export const SettlementView = z.object({
  ours: z.boolean(),
  type: z.enum(['withdrawal', 'nik-correction']),
  reason: z.string(),
  settledAt: z.iso.datetime(),
})

/** One NIK that this office and another one propose, both sides of it. */
export const ConflictView = z.object({
  id: z.uuid(),
  nik: z.string(),
  foundAt: z.iso.datetime(),
  ours: ConflictSide,
  theirs: ConflictSide,
  /** Name of the other office, where the directory knows it. */
  theirOffice: z.string().nullable(),
  /** Since when our answer waits for the centre, which lets the first of both sides win. */
  answeredAt: z.iso.datetime().nullable(),
  settlement: SettlementView.nullable(),
})
export type ConflictView = z.infer<typeof ConflictView>

/** The same person: ours is withdrawn and theirs stands. Another person: ours gets the right NIK. */
export const ConflictAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('withdrawal') }),
  z.object({ type: z.literal('nik-correction'), nik: SixteenDigits }),
])
export type ConflictAnswer = z.infer<typeof ConflictAnswer>

export const correctionCalls = {
  /** What happened after approval, newest first; whether this office may do more of it. */
  'corrections.events': defineCall({
    who: everyRole,
    input: ById,
    output: z.object({ events: z.array(EventView), canCorrect: z.boolean() }),
    access: view,
  }),
  /** Withdraws the application, or the proposal for one of its members. */
  'corrections.withdraw': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid(), memberId: z.uuid().nullable(), reason: Reason }),
    output: z.object({}),
    access: view,
  }),
  'corrections.correct-nik': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid(), memberId: z.uuid(), nik: SixteenDigits, reason: Reason }),
    output: z.object({}),
    access: view,
  }),
  'corrections.correct-no-kk': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid(), noKk: SixteenDigits, reason: Reason }),
    output: z.object({}),
    access: view,
  }),
  'corrections.open-conflicts': defineCall({ who: everyRole, input: z.object({}), output: z.int() }),
  /** The open ones, oldest first, then the latest that were settled. */
  'corrections.conflicts': defineCall({
    who: verifier,
    input: z.object({}),
    output: z.array(ConflictView),
    access: { action: 'search', subject: () => undefined },
  }),
  /** `id` is the conflict's. */
  'corrections.settle': defineCall({
    who: verifier,
    input: z.object({ id: z.uuid(), answer: ConflictAnswer, reason: Reason }),
    output: z.object({}),
  }),
}
