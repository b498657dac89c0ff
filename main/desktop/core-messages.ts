import { z } from 'zod'
import { CoreEvent } from '../../shared/contract/events.ts'

/**
 * The processes that the host starts for the core: only Electron's main process can fork utility processes.
 */
export const JobEntry = z.enum(['imaging-process', 'ocr-process', 'scanning-process'])
export type JobEntry = z.infer<typeof JobEntry>

/** Correlates request and answer: calls and scans are numbered by the host, processes by the core. */
const number = z.number()

/** Messages from the host's process to the core's. */
export const ToCore = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    number,
    connection: z.string(),
    name: z.string(),
    input: z.unknown(),
  }),
  /** Transfers the core's end of the port on which a window makes calls that hold files. */
  z.object({ kind: z.literal('file-port'), connection: z.string() }),
  z.object({
    kind: z.literal('scan'),
    number,
    connection: z.string(),
    pageId: z.string(),
    size: z.string().nullable(),
  }),
  /** Transfers the core's end of a port to that process. */
  z.object({ kind: z.literal('job-started'), number }),
  z.object({ kind: z.literal('job-ended'), number }),
  z.object({ kind: z.literal('close') }),
])
export type ToCore = z.infer<typeof ToCore>

/** A call on a window's file port (renderer/api/file-upload-port.ts); answered by its number. */
export const FilePortCall = z.object({ number, name: z.string(), input: z.unknown() })

/** Messages from the core's process to the host's. */
export const FromCore = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), number, value: z.unknown() }),
  z.object({ kind: z.literal('event'), event: CoreEvent }),
  z.object({ kind: z.literal('job-start'), number, entry: JobEntry }),
  z.object({ kind: z.literal('job-kill'), number }),
])
export type FromCore = z.infer<typeof FromCore>
