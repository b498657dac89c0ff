import { z } from 'zod'

/** What the application asks of the reading process; it answers with one PageReading. */
export const ReadingRequest = z.object({
  /** The stored page, upright. */
  jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type ReadingRequest = z.infer<typeof ReadingRequest>
