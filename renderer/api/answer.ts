import { z } from 'zod'
import { ProblemValue } from '../../shared/problems.ts'

/** An answer before its value has been parsed by the call's own schema. */
export const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: ProblemValue }),
])
export type Answer = z.infer<typeof Answer>

/** The answer to a file that the computer cannot read: it is gone, or another program keeps it. */
export const unreadable: Answer = { ok: false, problem: { code: 'file-unreadable', data: {} } }
