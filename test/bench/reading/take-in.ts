import type { PreparedFile } from '../../../main/workers/imaging/client.ts'
import { createImaging, startImagingInNode } from '../../../main/workers/imaging/client.ts'
import { createOcr, startOcrInNode } from '../../../main/workers/ocr/client.ts'
import { defaultQualityThresholds } from '../../../shared/page-quality.ts'
import { Problem } from '../../../shared/problems.ts'
import { evaluatePages, type PageOutcome, type PageWithReading } from '../../support/evaluate-pages.ts'
import { type Capture, makeCapture } from '../../tools/captures/captures.ts'
import type { Task } from './plan.ts'

export interface FileOutcome extends Task {
  expected: Capture['expected']
  /**
   * Why pages were refused, the file as a whole where it was; a blank page is put aside like a refused one.
   */
  refusals: string[]
  pages: PageOutcome[]
  /** What is no card was read as one. */
  mistaken: boolean
  /** Milliseconds: the imaging process, and the reading of each page. */
  prepareMs: number
  readMs: number[]
}

/** Longer than an office waits: three lanes share two cores, and a slow page is a figure, not a failure. */
const patience = { page: 120_000, idle: 120_000 }

/** Takes captures in as the application does; each with an imaging and a reading process of its own. */
export interface Lane {
  takeIn(task: Task): Promise<FileOutcome>
  stop(): void
}

export function openLane(): Lane {
  const imaging = createImaging(startImagingInNode, patience)
  const reading = createOcr(startOcrInNode, patience)
  return {
    async takeIn(task) {
      const { file, expected, pages: truths } = await makeCapture(task.kind, task.number, task.set)
      const start = performance.now()
      const prepared = await refusedAsWhole(imaging.prepare(file, defaultQualityThresholds))
      const prepareMs = performance.now() - start
      const read: PageWithReading[] = []
      const readMs: number[] = []
      const refusals = [...prepared.codes]
      for (const page of prepared.pages) {
        if (page.quality.findings.some(({ code }) => code === 'page-blank')) {
          refusals.push('page-blank')
          continue
        }
        const readStart = performance.now()
        read.push({ page, reading: await reading.read(page.bytes) })
        readMs.push(performance.now() - readStart)
      }
      const mistaken = expected === 'other' && read.some((page) => page.reading.kind !== 'other')
      return { ...task, expected, refusals, pages: evaluatePages(truths, read), mistaken, prepareMs, readMs }
    },
    stop() {
      imaging.stop()
      reading.stop()
    },
  }
}

/** A file of which nothing could be made is refused by its Problem. */
async function refusedAsWhole(
  preparing: Promise<PreparedFile>,
): Promise<{ pages: PreparedFile['pages']; codes: string[] }> {
  try {
    const { pages, refused } = await preparing
    return { pages, codes: refused.map(({ code }) => code) }
  } catch (error) {
    if (error instanceof Problem) return { pages: [], codes: [error.code] }
    throw error
  }
}
