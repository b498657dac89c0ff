import fs from 'node:fs'
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { LineOptions, TextEngine, Word } from './engine.ts'
import type { LineRequest } from './text-worker.ts'

/** A text engine that has threads of its own. */
export interface TextWorkerPool extends TextEngine {
  stop(): void
}

/** More would take memory and, on a counter PC, the cores of whoever types. */
const maxWorkers = 2

/**
 * Starts reading print on two cores: most of a page's time goes into its lines, and they do not depend on each other.
 * About 80 MB of memory for each thread. A thread that fails takes all others along: `readLine` throws its error.
 */
export function startTextWorkers(count = Math.min(maxWorkers, os.availableParallelism())): TextWorkerPool {
  const workers = Array.from({ length: count }, startWorker)
  return {
    readLine(line, options = {}) {
      const [leastBusy] = workers.toSorted((a, b) => a.pending() - b.pending())
      if (!leastBusy) throw new RangeError('no thread to read with')
      return leastBusy.read(line, options)
    },
    stop() {
      for (const textWorker of workers) textWorker.stop()
    },
  }
}

interface TextWorker {
  read(line: GrayImage, options: LineOptions): Promise<Word[]>
  /** Columns of pixels that it has still to read: what a line costs goes by its width. */
  pending(): number
  stop(): void
}

interface PendingLine {
  width: number
  resolve(words: Word[]): void
  reject(reason: unknown): void
}

function startWorker(): TextWorker {
  const worker = new Worker(workerFile())
  const pending: PendingLine[] = []
  let failure: unknown

  function fail(error: unknown): void {
    failure = error
    for (const line of pending.splice(0)) line.reject(error)
  }

  worker.on('message', (words: Word[]) => pending.shift()?.resolve(words))
  worker.on('error', fail)
  // After an error, or without one: nobody answers any more.
  worker.on('exit', () => fail(failure ?? new Error('a thread that reads print has ended')))
  return {
    read: (line, options) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) throw failure
        pending.push({ width: line.width, resolve, reject })
        const request: LineRequest = { line, options }
        worker.postMessage(request)
      }),
    pending: () => pending.reduce((sum, { width }) => sum + width, 0),
    stop: () => void worker.terminate(),
  }
}

/** Beside this module where it runs unbundled, in the bundle's folder or the one above. */
const workerFiles = ['./text-worker.ts', './text-worker.js', '../text-worker.js']

function workerFile(): URL {
  const found = workerFiles.map((file) => new URL(file, import.meta.url)).find((url) => fs.existsSync(url))
  if (!found) throw new Error('text-worker is missing from this installation')
  return found
}
