import type { z } from 'zod'

/** Applies one kind of change from the centre. */
export interface ChangeHandler {
  readonly kind: string
  /**
   * Applies a payload, once for each change, in the transaction that moves the cursor past it. False for an
   * unknown version: the change is kept and offered again after an upgrade; later changes may have been
   * applied by then.
   */
  handle(payload: unknown): boolean
}

/** A handler for payloads of this schema; a payload that does not match it is of a newer version. */
export function handleChange<Schema extends z.ZodType>(
  kind: string,
  schema: Schema,
  apply: (payload: z.output<Schema>) => void,
): ChangeHandler {
  return {
    kind,
    handle(payload) {
      const parsed = schema.safeParse(payload)
      if (parsed.success) apply(parsed.data)
      return parsed.success
    },
  }
}
