import { z } from 'zod'
import { ProblemValue } from '../../../shared/problems.ts'
import { SpecimenDrawing } from '../../specimens/specimens.ts'

/**
 * What the application and the decoding process say to each other. A process has one job at a time, so a
 * message needs no number: whatever arrives belongs to the job last posted.
 */

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const QuarterTurns = z.union([z.literal(1), z.literal(2), z.literal(3)])
/** Clockwise. */
export type QuarterTurns = z.infer<typeof QuarterTurns>

export const ImagingRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prepare'), bytes: Bytes }),
  z.object({ kind: z.literal('turn'), bytes: Bytes, quarterTurns: QuarterTurns }),
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

export const ImagingOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), page: ArchivedPage }),
  /** A drawn specimen, as a file that somebody might hand in. */
  z.object({ kind: z.literal('file'), bytes: Bytes }),
])
export type ImagingOutput = z.infer<typeof ImagingOutput>

/** The process parses foreign files, so its answers are parsed like anybody else's. */
export const ImagingReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('output'), output: ImagingOutput }),
  /** The job is finished; `grown` asks for a fresh process before the next one. */
  z.object({ kind: z.literal('done'), grown: z.boolean() }),
  z.object({ kind: z.literal('refused'), problem: ProblemValue }),
])
export type ImagingReply = z.infer<typeof ImagingReply>
