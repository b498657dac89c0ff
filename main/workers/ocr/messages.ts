import { z } from 'zod'

/** What the application asks of the reading process; it answers with one PageReading. */
export const OcrRequest = z.object({
  /** The stored page, upright. */
  jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type OcrRequest = z.infer<typeof OcrRequest>
