import type { Corners } from '../../../shared/area.ts'
import type { RefusedPage } from '../../../shared/contract/page-calls.ts'
import type { QualityThresholds } from '../../../shared/page-quality.ts'
import { Problem } from '../../../shared/problems.ts'
import { createJobQueue, type StartProcess, type Timeouts } from '../queue/job-queue.ts'
import { type ForkedProcess, startInNode } from '../queue/start-in-node.ts'
import type { SpecimenDrawing } from '../specimens/messages.ts'
import { limits } from './limits.ts'
import { ImagingOutput, type ImagingRequest, type MadePage } from './messages.ts'

/** A page ready to be stored; a blank one says so in its quality. */
export interface PreparedPage extends MadePage {
  /** Which of the file's pages it is, from 0, refused ones counted. */
  filePage: number
}

export interface PreparedFile {
  pages: PreparedPage[]
  refused: RefusedPage[]
}

export interface ImagingClient {
  /**
   * Makes pages of a foreign file (JPEG, PNG, TIFF, WebP or PDF, by its content): each card or sheet in it
   * cut out, upright, straight and evenly lit, as JPEG without metadata; those that cannot be read by the
   * thresholds are refused. One file at a time, in the order of calls. Throws Problem `file-empty`,
   * `file-too-large`, `not-an-image`, `heic-unsupported`, `file-truncated`, `image-too-large`,
   * `image-too-small`, `tiff-too-many-pages`, `pdf-password`, `pdf-too-many-pages`, `pdf-damaged`,
   * `page-too-slow`, `page-decoder-stopped`; the signal's reason once that is aborted.
   */
  prepare(bytes: Uint8Array, thresholds: QualityThresholds, signal?: AbortSignal): Promise<PreparedFile>
  /**
   * One page of a file, cut out by its upright corners on one of the file's pictures, whatever its quality;
   * ahead of files that wait. Throws like `prepare`.
   */
  cut(bytes: Uint8Array, cut: Cut, thresholds: QualityThresholds): Promise<MadePage>
  /** One picture of a file as it was decoded, as JPEG; ahead of files that wait. Throws like `prepare`. */
  show(bytes: Uint8Array, picture: number): Promise<Uint8Array>
  /**
   * The card of an invented family, as the JPEG file of a scanner: what `renderSpecimen` draws, off this
   * thread.
   */
  drawSpecimen(drawing: SpecimenDrawing): Promise<Uint8Array>
  /** Starts the process where it does not run: a page is soon to come, and should not wait for it. */
  start(): void
  /** Ends the process; what is still waiting is refused with `page-decoder-stopped`. */
  stop(): void
}

export interface Cut {
  /** From 0. */
  picture: number
  corners: Corners
}

/** Decodes foreign files in a process that may die of them without taking the application along. */
export function createImaging(
  startProcess: StartProcess,
  timeouts: Timeouts = { page: 30_000, idle: 120_000 },
): ImagingClient {
  const jobs = createJobQueue<ImagingRequest, ImagingOutput>({
    startProcess,
    timeouts,
    output: ImagingOutput,
    stoppedProblem: 'page-decoder-stopped',
    timeoutProblem: 'page-too-slow',
  })
  return {
    async prepare(bytes, thresholds, signal) {
      checkSize(bytes)
      const outputs = await jobs.run({ kind: 'prepare', bytes, thresholds }, { signal })
      const file: PreparedFile = { pages: [], refused: [] }
      for (const [filePage, output] of outputs.entries()) {
        if (output.kind === 'refused') file.refused.push(output.page)
        else file.pages.push({ ...pageOf(output), filePage })
      }
      return file
    },
    async cut(bytes, { picture, corners }, thresholds) {
      const [output] = await jobs.run(
        { kind: 'cut', bytes, picture, corners, thresholds },
        { isUrgent: true },
      )
      return pageOf(output)
    },
    show: async (bytes, picture) =>
      fileOf(await jobs.run({ kind: 'show', bytes, picture }, { isUrgent: true })),
    drawSpecimen: async (drawing) => fileOf(await jobs.run({ kind: 'draw-specimen', drawing })),
    start: jobs.prepare,
    stop: jobs.stop,
  }
}

/** Before anything is copied to another process or kept. Throws `file-empty` and `file-too-large`. */
export function checkSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Problem('file-empty')
  if (bytes.length > limits.fileMegabytes * 1024 * 1024) {
    throw new Problem('file-too-large', { megabytes: limits.fileMegabytes })
  }
}

/** A process that answers with something else than it was asked for is as good as dead. */
function pageOf(output: ImagingOutput | undefined): MadePage {
  if (output?.kind !== 'page') throw new Problem('page-decoder-stopped')
  return output.page
}

function fileOf([output]: ImagingOutput[]): Uint8Array {
  if (output?.kind !== 'file') throw new Problem('page-decoder-stopped')
  return output.bytes
}

/** The process's source, for a program that runs unbundled; a bundle names its own file. */
const sourceEntry = new URL('./process.ts', import.meta.url)

/** Starts the decoding process where there is no Electron. */
export const startImagingInNode = (entry: URL = sourceEntry): ForkedProcess => startInNode(entry)
