import { z } from 'zod'
import { PageQuality } from '../../shared/page-quality.ts'
import { PageReading } from '../../shared/reading.ts'
import { PageRecord } from '../../shared/record.ts'

/** A scan on its way to another office, once however many pages show it. The thumbnail is a WebP. */
export const PackedScan = PageRecord.pick({ mediaType: true, width: true, height: true }).extend({
  hash: PageRecord.shape.scan,
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  thumbnail: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type PackedScan = z.infer<typeof PackedScan>

/** A page on its way to another office. */
export const PackedPage = PageRecord.pick({ id: true, document: true, memberId: true, scan: true }).extend({
  quality: PageQuality.nullable(),
  /** What was read from it, by which version of the reader; null where nobody has. */
  reading: z.object({ reader: z.int(), reading: PageReading.nullable() }).nullable(),
})
export type PackedPage = z.infer<typeof PackedPage>

/** Pages on their way to another office, with what was measured and read of them. */
export interface PackedPages {
  pages: PackedPage[]
  scans: PackedScan[]
}
