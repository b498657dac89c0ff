import { z } from 'zod'
import { ProblemValue } from '../../../../shared/problems.ts'

/** As it comes from another process: a buffer of Node's own, or an array. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A file that is done with and waits to be taken. */
export const SettledFile = z.object({
  /** Of this name, size and time: a file written anew under the same name has another. */
  id: z.string(),
  name: z.string(),
  byteLength: z.int(),
  /** In milliseconds of the epoch; 0 for what lay there when the watching began. */
  firstSeen: z.number(),
})
export type SettledFile = z.infer<typeof SettledFile>

/** What is done with a file that has been taken. */
export const Leaving = z.enum(['taken', 'removed', 'refused'])
export type Leaving = z.infer<typeof Leaving>

/** What the process at the folder is asked. */
export const FolderRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('read'), id: z.string() }),
  z.object({ ask: z.literal('put-away'), id: z.string(), leaving: Leaving }),
  /** A file of ours for somebody else, into a folder of theirs. */
  z.object({ ask: z.literal('leave'), folder: z.string(), name: z.string(), bytes: Bytes }),
])
export type FolderRequest = z.infer<typeof FolderRequest>

/** What it says: the state of the folder at every look, at least every few seconds, and the files asked for. */
export const FolderNews = z.discriminatedUnion('news', [
  z.object({ news: z.literal('files'), files: z.array(SettledFile), problem: ProblemValue.nullable() }),
  z.object({ news: z.literal('content'), id: z.string(), bytes: Bytes }),
  z.object({ news: z.literal('left'), name: z.string(), problem: ProblemValue.nullable() }),
  z.object({ news: z.literal('unreadable'), id: z.string(), problem: ProblemValue }),
])
export type FolderNews = z.infer<typeof FolderNews>
