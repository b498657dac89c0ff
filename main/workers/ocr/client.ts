import { Problem } from '../../../shared/problems.ts'
import { PageReading } from '../../../shared/reading.ts'
import { createJobQueue, type StartProcess, type Timeouts } from '../queue/job-queue.ts'
import { type ForkedProcess, startInNode } from '../queue/start-in-node.ts'
import type { OcrRequest } from './messages.ts'

export interface OcrClient {
  /**
   * Reads a stored page: which document it is, and its fields. The page is upright and holds one card or sheet;
   * anything else is of kind `other`. One page at a time, in the order of calls, on two cores. Throws Problem
   * `page-reader-stopped` and `page-reading-slow`, the signal's reason once that is aborted.
   */
  read(jpeg: Uint8Array, signal?: AbortSignal): Promise<PageReading>
  /** Starts the process where it does not run: a page is soon to come, and should not wait for it. */
  prepare(): void
  /** Ends the process; what is still waiting is refused with `page-reader-stopped`. */
  stop(): void
}

/**
 * The limit is a guard against hanging. A page takes two seconds, but the process gives way to whatever else the
 * machine does, so on a busy one many times that.
 */
const defaultTimeouts: Timeouts = { page: 180_000, idle: 120_000 }

/**
 * Reads pages in a process of low priority that may die or hang without the application noticing more than a
 * Problem. About 300 MB of memory, given back after `idle`.
 */
export function createOcr(startProcess: StartProcess, timeouts = defaultTimeouts): OcrClient {
  const jobs = createJobQueue<OcrRequest, PageReading>({
    startProcess,
    timeouts,
    output: PageReading,
    stoppedProblem: 'page-reader-stopped',
    timeoutProblem: 'page-reading-slow',
  })
  return {
    async read(jpeg, signal) {
      const [reading] = await jobs.run({ jpeg }, { signal })
      // A process that says it is done without having read anything is as good as dead.
      if (!reading) throw new Problem('page-reader-stopped')
      return reading
    },
    prepare: jobs.prepare,
    stop: jobs.stop,
  }
}

/** The process's source, for a program that runs unbundled; a bundle names its own file. */
const sourceEntry = new URL('./process.ts', import.meta.url)

/** Starts the reading process where there is no Electron. */
export const startOcrInNode = (entry: URL = sourceEntry): ForkedProcess => startInNode(entry)
