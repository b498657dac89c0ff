import { z } from 'zod'
import { ProblemValue } from '../../../../shared/problems.ts'

/** As it comes from another process: a buffer of Node's own, or an array. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A file that nobody writes any more and that has not been imported. */
export const StableFile = z.object({
  /** Hash of its name, size and time: a file written again under the same name has another id. */
  id: z.string(),
  name: z.string(),
  byteLength: z.int(),
  /** In milliseconds of the epoch; 0 for files that were there when watching began. */
  firstSeen: z.number(),
})
export type StableFile = z.infer<typeof StableFile>

/** What happens to a file that has been read: moved to a subfolder, or removed. */
export const Disposal = z.enum(['imported', 'removed', 'refused'])
export type Disposal = z.infer<typeof Disposal>

/** Commands to the process that watches the folder. */
export const FolderCommand = z.discriminatedUnion('command', [
  z.object({ command: z.literal('read'), id: z.string() }),
  z.object({ command: z.literal('dispose'), id: z.string(), disposal: Disposal }),
  /** Writes a file of ours into another folder, for another office. */
  z.object({ command: z.literal('write'), folder: z.string(), name: z.string(), bytes: Bytes }),
])
export type FolderCommand = z.infer<typeof FolderCommand>

/** Its events: the folder's state after every poll, at least every few seconds, and the results of commands. */
export const FolderEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('files'), files: z.array(StableFile), problem: ProblemValue.nullable() }),
  z.object({ event: z.literal('content'), id: z.string(), bytes: Bytes }),
  z.object({ event: z.literal('read-failed'), id: z.string(), problem: ProblemValue }),
  z.object({ event: z.literal('written'), name: z.string(), problem: ProblemValue.nullable() }),
])
export type FolderEvent = z.infer<typeof FolderEvent>
