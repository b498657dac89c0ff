import { z } from 'zod'
import { Corners } from '../../../shared/area.ts'
import { RefusedPage } from '../../../shared/contract/page-calls.ts'
import { PageQuality, QualityThresholds } from '../../../shared/page-quality.ts'
import { SpecimenDrawing } from '../specimens/messages.ts'

/** What the application asks of the decoding process, and what that gives. */

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Which picture of a file, from 0: a PDF and a TIFF hold several. */
const Picture = z.int().min(0)

export const ImagingRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prepare'), bytes: Bytes, thresholds: QualityThresholds }),
  z.object({
    kind: z.literal('cut'),
    bytes: Bytes,
    picture: Picture,
    corners: Corners,
    thresholds: QualityThresholds,
  }),
  z.object({ kind: z.literal('show'), bytes: Bytes, picture: Picture }),
  z.object({ kind: z.literal('draw-specimen'), drawing: SpecimenDrawing }),
])
export type ImagingRequest = z.infer<typeof ImagingRequest>

export const ArchivedPage = z.object({
  bytes: Bytes,
  mediaType: z.literal('image/jpeg'),
  width: z.int().positive(),
  height: z.int().positive(),
  thumbnail: Bytes,
})
/** A page as it is stored: JPEG without metadata, and a WebP thumbnail that fits 240 x 240 pixels. */
export type ArchivedPage = z.infer<typeof ArchivedPage>

export const MadePage = ArchivedPage.extend({
  /** JPEG of as many pixels as a screen has for it, kept nowhere: whoever waits for the page sees it sooner. */
  preview: Bytes,
  picture: Picture,
  /** Of the upright page, on that picture. */
  corners: Corners,
  quality: PageQuality,
})
/** A page, where it was cut out, and what was measured on it. */
export type MadePage = z.infer<typeof MadePage>

export const ImagingOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), page: MadePage }),
  z.object({ kind: z.literal('refused'), page: RefusedPage }),
  /** A picture of an original, or a drawn specimen. */
  z.object({ kind: z.literal('file'), bytes: Bytes }),
])
export type ImagingOutput = z.infer<typeof ImagingOutput>
