import { z } from 'zod'
import { ProblemValue } from '../../shared/problems.ts'

/** A response of the core, before its value has been parsed by the call's schema. */
export const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: ProblemValue }),
])
export type Answer = z.infer<typeof Answer>

/** The response for a file that cannot be read: deleted, or locked by another program. */
export const unreadable: Answer = { ok: false, problem: { code: 'file-unreadable', data: {} } }
