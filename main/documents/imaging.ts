import { Problem } from '../../shared/problems.ts'
import type { SpecimenDrawing } from '../specimens/specimens.ts'
import { createJobQueue, type ImagingPatience, type StartImagingProcess } from './imaging/job-queue.ts'
import { limits } from './imaging/limits.ts'
import type { ArchivedPage, ImagingOutput, QuarterTurns } from './imaging/messages.ts'

export type { ImagingProcess, StartImagingProcess } from './imaging/job-queue.ts'

/** A page ready to be stored. */
export interface PreparedPage extends ArchivedPage {
  /**
   * The file as it came, for looking again until approval; all pages of a PDF or TIFF share the one file. Null
   * where the page is the file, unaltered: never from here, where every page is encoded anew.
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
  /** The card of an invented family, as the JPEG file of a scanner: what `renderSpecimen` draws, off this thread. */
  drawSpecimen(drawing: SpecimenDrawing): Promise<Uint8Array>
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
      const outputs = await jobs.run({ kind: 'prepare', bytes }, signal)
      return outputs.map((output) => ({ ...pageOf(output), original: bytes }))
    },
    async turn(bytes, quarterTurns) {
      checkSize(bytes)
      const [output] = await jobs.run({ kind: 'turn', bytes, quarterTurns })
      return { ...pageOf(output), original: bytes }
    },
    async drawSpecimen(drawing) {
      const [output] = await jobs.run({ kind: 'draw-specimen', drawing })
      if (output?.kind !== 'file') throw new Problem('page-decoder-stopped')
      return output.bytes
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

/** A process that answers with something else than it was asked for is as good as dead. */
function pageOf(output: ImagingOutput | undefined): ArchivedPage {
  if (output?.kind !== 'page') throw new Problem('page-decoder-stopped')
  return output.page
}
