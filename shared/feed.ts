import { z } from 'zod'
import { Officer } from './record.ts'

/**
 * What the centre tells an office: kinds of changes and their payloads (resources/sql/central). A payload of
 * another version, or with what is not expected here, is kept and applied by the program that knows it.
 */

const Moment = z.iso.datetime()
const Code = z.string().regex(/^\d{6}(\d{4})?$/)
const Id = z.uuid()

/** An application of this kelurahan was decided by another office, its kecamatan. */
export const DecisionChange = z.object({
  version: z.literal(1),
  application: Id,
  number: z.string(),
  outcome: z.literal('setuju'),
  office: Code,
  officer: Officer,
  reason: z.string(),
  decidedAt: Moment,
})
export type DecisionChange = z.infer<typeof DecisionChange>

/** The centre holds all scans of an application of this kelurahan that another office delivered. */
export const RecordCompleteChange = z.object({ version: z.literal(1), application: Id, completeAt: Moment })
export type RecordCompleteChange = z.infer<typeof RecordCompleteChange>

const event = {
  version: z.literal(1),
  /** The operation that it came by. */
  operation: Id,
  application: Id,
  reason: z.string(),
  officer: z.string(),
  at: Moment,
}

/** Another office withdrew an application of this kelurahan, or the proposal for one of its members. */
export const WithdrawalChange = z.object({
  ...event,
  type: z.literal('withdrawal'),
  member: Id.nullable(),
})
export type WithdrawalChange = z.infer<typeof WithdrawalChange>

/** Another office corrected a number in an application of this kelurahan. */
export const CorrectionChange = z.discriminatedUnion('type', [
  z.object({ ...event, type: z.literal('nik-correction'), member: Id, number: z.string() }),
  z.object({ ...event, type: z.literal('no-kk-correction'), member: z.null(), number: z.string() }),
])
export type CorrectionChange = z.infer<typeof CorrectionChange>

/** One side of a conflict: what the other office needs to see, and no more. */
export const ConflictSide = z.object({
  office: Code,
  application: Id,
  member: Id,
  number: z.string(),
  village: z.string(),
  noKk: z.string(),
  headName: z.string(),
  name: z.string(),
  sex: z.string(),
  birthPlace: z.string(),
  birthDate: z.iso.date(),
  motherName: z.string(),
  decidedAt: Moment,
})
export type ConflictSide = z.infer<typeof ConflictSide>

/** One NIK is proposed by this office and another one. */
export const ConflictChange = z.object({
  version: z.literal(1),
  conflict: Id,
  nik: z.string(),
  foundAt: Moment,
  sides: z.tuple([ConflictSide, ConflictSide]),
})
export type ConflictChange = z.infer<typeof ConflictChange>

/** One of the two offices settled it: the first one counts. */
export const ConflictSettled = z.object({
  version: z.literal(1),
  conflict: Id,
  operation: Id,
  office: Code,
  application: Id,
  member: Id.nullable(),
  type: z.enum(['withdrawal', 'nik-correction']),
  number: z.string().nullable(),
  reason: z.string(),
  settledAt: Moment,
})
export type ConflictSettled = z.infer<typeof ConflictSettled>
