import { Problem } from '../../shared/problems.ts'
import type { PageReading } from '../../shared/reading.ts'
import type { Reading } from '../workers/ocr/client.ts'

export interface ReadingQueueDependencies {
  reading: Pick<Reading, 'read'>
  /** The picture to be read, undefined where there is nothing to read any more. */
  findUnread(pageId: string): { scan: string; bytes: Uint8Array } | undefined
  /** Keeps what was read of that picture, null where it could not be read. */
  keep(pageId: string, scan: string, reading: PageReading | null): void
  /** Told of what nobody foresaw. */
  report: (error: unknown) => void
}

/** Reads pages in the background, one at a time. What fails is kept as failed and not tried again. */
export interface ReadingQueue {
  add(pageIds: readonly string[]): void
  /** Ahead of those that wait: somebody is looking at them. */
  hurry(pageIds: readonly string[]): void
  /** Ends the reading under way; what is unread is read after the next start. */
  stop(): Promise<void>
}

export function createReadingQueue({
  reading,
  findUnread,
  keep,
  report,
}: ReadingQueueDependencies): ReadingQueue {
  let waiting: string[] = []
  let current: string | undefined
  let working = Promise.resolve()
  const stopped = new AbortController()

  async function work(): Promise<void> {
    for (;;) {
      current = stopped.signal.aborted ? undefined : waiting.shift()
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
    if (!stopped.signal.aborted) keep(pageId, page.scan, result)
  }

  async function read(bytes: Uint8Array): Promise<PageReading | null> {
    try {
      return await reading.read(bytes, stopped.signal)
    } catch (error) {
      if (!(error instanceof Problem) && !stopped.signal.aborted) report(error)
      return null
    }
  }

  function put(pageIds: readonly string[], ahead: boolean): void {
    const wanted = new Set(pageIds)
    const others = waiting.filter((pageId) => !wanted.has(pageId))
    // Also where it is the one under way: its picture may just have been made anew.
    const added = ahead ? pageIds.filter((pageId) => pageId !== current) : pageIds
    waiting = ahead ? [...added, ...others] : [...others, ...added]
    if (current === undefined && waiting.length > 0) working = work()
  }

  return {
    add: (pageIds) => put(pageIds, false),
    hurry: (pageIds) => put(pageIds, true),
    stop() {
      stopped.abort()
      return working
    },
  }
}
