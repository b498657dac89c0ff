import type { z } from 'zod'

/** What is done with one kind of change that the centre tells of. */
export interface ChangeHandler {
  readonly kind: string
  /**
   * Applies a payload, in the transaction that moves the cursor past it, once for each change. Answers false where
   * it does not know this version: the change is kept, and offered again after an upgrade, by when others about the
   * same thing may have been applied.
   */
  take(payload: unknown): boolean
}

/** A handler for payloads of a shape; what has another one is of a version to come. */
export function handleChange<Schema extends z.ZodType>(
  kind: string,
  schema: Schema,
  apply: (payload: z.output<Schema>) => void,
): ChangeHandler {
  return {
    kind,
    take(payload) {
      const parsed = schema.safeParse(payload)
      if (parsed.success) apply(parsed.data)
      return parsed.success
    },
  }
}
