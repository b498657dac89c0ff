import fs from 'node:fs'
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { LineOptions, TextEngine, Word } from './engine.ts'
import type { LineRequest } from './text-thread.ts'

/** A text engine that has threads of its own. */
export interface TextThreads extends TextEngine {
  stop(): void
}

/** More would take memory and, on a counter PC, the cores of whoever types. */
const mostThreads = 2

/**
 * Starts reading print on two cores: most of a page's time goes into its lines, and they do not depend on each other.
 * About 80 MB of memory for each thread. A thread that fails takes all others along: `readLine` throws its error.
 */
export function startTextThreads(count = Math.min(mostThreads, os.availableParallelism())): TextThreads {
  const threads = Array.from({ length: count }, startThread)
  return {
    readLine(line, options = {}) {
      const [idlest] = threads.toSorted((a, b) => a.awaited() - b.awaited())
      if (!idlest) throw new RangeError('no thread to read with')
      return idlest.read(line, options)
    },
    stop() {
      for (const thread of threads) thread.stop()
    },
  }
}

interface Thread {
  read(line: GrayImage, options: LineOptions): Promise<Word[]>
  /** Columns of pixels that it has still to read: what a line costs goes by its width. */
  awaited(): number
  stop(): void
}

interface AwaitedLine {
  width: number
  resolve(words: Word[]): void
  reject(reason: unknown): void
}

function startThread(): Thread {
  const worker = new Worker(threadFile())
  const awaited: AwaitedLine[] = []
  let failure: unknown

  function fail(error: unknown): void {
    failure = error
    for (const line of awaited.splice(0)) line.reject(error)
  }

  worker.on('message', (words: Word[]) => awaited.shift()?.resolve(words))
  worker.on('error', fail)
  // After an error, or without one: nobody answers any more.
  worker.on('exit', () => fail(failure ?? new Error('a thread that reads print has ended')))
  return {
    read: (line, options) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) throw failure
        awaited.push({ width: line.width, resolve, reject })
        const request: LineRequest = { line, options }
        worker.postMessage(request)
      }),
    awaited: () => awaited.reduce((sum, { width }) => sum + width, 0),
    stop: () => void worker.terminate(),
  }
}

/** Beside this module where it runs unbundled, in the bundle's folder or the one above. */
const threadFiles = ['./text-thread.ts', './text-thread.js', '../text-thread.js']

function threadFile(): URL {
  const found = threadFiles.map((file) => new URL(file, import.meta.url)).find((url) => fs.existsSync(url))
  if (!found) throw new Error('text-thread is missing from this installation')
  return found
}
