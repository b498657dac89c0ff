import { Problem } from '../../shared/problems.ts'
import type { PageReading } from '../../shared/reading.ts'
import type { OcrClient } from '../workers/ocr/client.ts'

export interface ReadingQueueDependencies {
  ocr: Pick<OcrClient, 'read'>
  /** The picture to be read, undefined where there is nothing to read any more. */
  findUnread(pageId: string): { scan: string; bytes: Uint8Array } | undefined
  /** Keeps what was read of that picture, null where it could not be read. */
  save(pageId: string, scan: string, reading: PageReading | null): void
  /** Told of what nobody foresaw. */
  report: (error: unknown) => void
}

/** Reads pages in the background, one at a time. What fails is kept as failed and not tried again. */
export interface ReadingQueue {
  add(pageIds: readonly string[]): void
  /** Ahead of those that wait: somebody is looking at them. */
  prioritise(pageIds: readonly string[]): void
  /** Ends the reading under way; what is unread is read after the next start. */
  stop(): Promise<void>
}

export function createReadingQueue({
  ocr,
  findUnread,
  save,
  report,
}: ReadingQueueDependencies): ReadingQueue {
  let queue: string[] = []
  let current: string | undefined
  let draining = Promise.resolve()
  const abort = new AbortController()

  async function drain(): Promise<void> {
    for (;;) {
      current = abort.signal.aborted ? undefined : queue.shift()
      if (current === undefined) return
      try {
        await readOne(current)
      } catch (error) {
        // A full disk, say: the page stays unread until it is asked for again.
        report(error)
      }
    }
  }

  async function readOne(pageId: string): Promise<void> {
    const page = findUnread(pageId)
    if (!page) return
    const result = await read(page.bytes)
    if (!abort.signal.aborted) save(pageId, page.scan, result)
  }

  async function read(bytes: Uint8Array): Promise<PageReading | null> {
    try {
      return await ocr.read(bytes, abort.signal)
    } catch (error) {
      if (!(error instanceof Problem) && !abort.signal.aborted) report(error)
      return null
    }
  }

  function enqueue(pageIds: readonly string[], isUrgent: boolean): void {
    const wanted = new Set(pageIds)
    const others = queue.filter((pageId) => !wanted.has(pageId))
    // Also where it is the one under way: its picture may just have been made anew.
    const added = isUrgent ? pageIds.filter((pageId) => pageId !== current) : pageIds
    queue = isUrgent ? [...added, ...others] : [...others, ...added]
    if (current === undefined && queue.length > 0) draining = drain()
  }

  return {
    add: (pageIds) => enqueue(pageIds, false),
    prioritise: (pageIds) => enqueue(pageIds, true),
    stop() {
      abort.abort()
      return draining
    },
  }
}
