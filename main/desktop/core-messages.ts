import { z } from 'zod'
import { CoreEvent } from '../../shared/contract/events.ts'

/** The processes that the core has started for it: only Electron's main process can start any. */
export const JobEntry = z.enum(['imaging-process', 'ocr-process', 'scanning-process'])
export type JobEntry = z.infer<typeof JobEntry>

/** Counted by whoever asks: calls and scans by the host, processes by the core. */
const number = z.number()

/** What the core's process is told by the host's. */
export const ToCore = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    number,
    connection: z.string(),
    name: z.string(),
    input: z.unknown(),
  }),
  /** Comes with the core's end of a line on which a window makes calls that hold files. */
  z.object({ kind: z.literal('file-port'), connection: z.string() }),
  z.object({
    kind: z.literal('scan'),
    number,
    connection: z.string(),
    pageId: z.string(),
    size: z.string().nullable(),
  }),
  /** Comes with the core's end of a line to that process. */
  z.object({ kind: z.literal('job-started'), number }),
  z.object({ kind: z.literal('job-ended'), number }),
  z.object({ kind: z.literal('close') }),
])
export type ToCore = z.infer<typeof ToCore>

/** A call on a window's file line (renderer/api/file-upload-port.ts); answered by its number. */
export const FilePortCall = z.object({ number, name: z.string(), input: z.unknown() })

/** What the host's process is told by the core's. */
export const FromCore = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), number, value: z.unknown() }),
  z.object({ kind: z.literal('event'), event: CoreEvent }),
  z.object({ kind: z.literal('job-start'), number, entry: JobEntry }),
  z.object({ kind: z.literal('job-kill'), number }),
])
export type FromCore = z.infer<typeof FromCore>
