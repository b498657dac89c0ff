import { Problem } from '../../shared/problems.ts'
import { createJobQueue, type ImagingPatience, type StartImagingProcess } from './imaging/job-queue.ts'
import { limits } from './imaging/limits.ts'
import type { ArchivedPage, QuarterTurns } from './imaging/messages.ts'

export type { ImagingProcess, StartImagingProcess } from './imaging/job-queue.ts'

/** A page ready to be stored. */
export interface PreparedPage extends ArchivedPage {
  /**
   * The file as it came, for looking again until approval. All pages of a PDF or TIFF share the one file.
   * Null where there was none, as for a specimen.
   */
  original: Uint8Array | null
}

export interface Imaging {
  /**
   * Turns a foreign file (JPEG, PNG, TIFF, WebP or PDF, by its content) into pages to store: upright, opaque
   * sRGB JPEG without metadata, longest edge at most 3508 pixels. One file at a time, in the order of calls.
   * Throws Problem `file-empty`, `file-too-large`, `not-an-image`, `heic-unsupported`, `file-truncated`,
   * `image-too-large`, `image-too-small`, `tiff-too-many-pages`, `pdf-password`, `pdf-too-many-pages`,
   * `pdf-damaged`, `page-too-slow`, `page-decoder-stopped`; the signal's reason once that is aborted.
   */
  prepare(bytes: Uint8Array, signal?: AbortSignal): Promise<PreparedPage[]>
  /**
   * The first page of a file, turned clockwise. Every encoding costs a little sharpness, so a page that is
   * turned again is best turned from its original, by the sum. Throws like `prepare`.
   */
  turn(bytes: Uint8Array, quarterTurns: QuarterTurns): Promise<PreparedPage>
  /** Ends the process; what is still waiting is refused with `page-decoder-stopped`. */
  stop(): void
}

/** Decodes foreign files in a process that may die of them without taking the application along. */
export function createImaging(
  startProcess: StartImagingProcess,
  patience: ImagingPatience = { page: 30_000, idle: 120_000 },
): Imaging {
  const jobs = createJobQueue(startProcess, patience)
  return {
    async prepare(bytes, signal) {
      checkSize(bytes)
      const pages = await jobs.run({ kind: 'prepare', bytes }, signal)
      return pages.map((page) => ({ ...page, original: bytes }))
    },
    async turn(bytes, quarterTurns) {
      checkSize(bytes)
      const [page] = await jobs.run({ kind: 'turn', bytes, quarterTurns })
      if (!page) throw new Problem('page-decoder-stopped')
      return { ...page, original: bytes }
    },
    stop: jobs.stop,
  }
}

/** Before anything is copied to another process. */
function checkSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Problem('file-empty')
  if (bytes.length > limits.fileMegabytes * 1024 * 1024) {
    throw new Problem('file-too-large', { megabytes: limits.fileMegabytes })
  }
}
