import { z } from 'zod'
import { isSixteenDigits } from './nik.ts'
import { Officer } from './record.ts'

/**
 * What an office does to an application after its approval, as it leaves the office: a payload of the outbox
 * beside shared/record.ts, told apart by `type`. NIK and No. KK are corrected (UU 24/2013) and people
 * withdraw; each is an event, and the numbers that were right before stay findable.
 */

const SixteenDigits = z.string().refine(isSixteenDigits)

const common = {
  version: z.literal(1),
  /** Also the operation's. */
  id: z.uuid(),
  application: z.uuid(),
  /** SOLID-2.2c: nothing is undone without a reason. */
  reason: z.string().trim().min(1).max(500),
  by: Officer,
  at: z.iso.datetime(),
}

/**
 * The conflict that is settled by it; the centre lets only the first settlement of a conflict take effect.
 */
const conflict = z.uuid().nullable()

/** The application as a whole, or the proposal for one of its members. */
export const Withdrawal = z.object({
  ...common,
  type: z.literal('withdrawal'),
  member: z.uuid().nullable(),
  conflict,
})
export const NikCorrection = z.object({
  ...common,
  type: z.literal('nik-correction'),
  member: z.uuid(),
  nik: SixteenDigits,
  conflict,
})
export const NoKkCorrection = z.object({
  ...common,
  type: z.literal('no-kk-correction'),
  noKk: SixteenDigits,
})

export const ApplicationEvent = z.discriminatedUnion('type', [Withdrawal, NikCorrection, NoKkCorrection])
export type ApplicationEvent = z.infer<typeof ApplicationEvent>
