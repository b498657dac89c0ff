import { z } from 'zod'

/** A request to the OCR process, answered with one PageReading. */
export const OcrRequest = z.object({
  /** The stored page, upright. */
  jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type OcrRequest = z.infer<typeof OcrRequest>
