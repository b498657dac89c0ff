import { z } from 'zod'
import { PageQuality, QualityThresholds } from '../page-quality.ts'
import { ProblemValue } from '../problems.ts'
import { DeviceCapabilities, ScannerDevice, ScanningSettings, ScanProfile } from '../scanning.ts'
import { defineCall } from './call.ts'
import { AddedPages } from './page-calls.ts'

const clerk = ['petugas'] as const
const administrator = ['admin'] as const
const either = ['petugas', 'admin'] as const

/** A file of the watched folder that waits to be taken into an application. */
export const WaitingFile = z.object({ id: z.string(), name: z.string(), byteLength: z.int() })
export type WaitingFile = z.infer<typeof WaitingFile>

/** Something that came from a scanner or the watched folder for an application, and what became of it. */
export const ScanImport = z.object({
  id: z.string(),
  /** File name, or the profile that was scanned with. */
  name: z.string(),
  state: z.discriminatedUnion('step', [
    z.object({ step: z.literal('reading') }),
    z.object({ step: z.literal('done'), result: AddedPages }),
    z.object({ step: z.literal('refused'), problem: ProblemValue }),
  ]),
})
export type ScanImport = z.infer<typeof ScanImport>

/** The scanner at work for an application. */
export const ScanJob = z.object({
  id: z.string(),
  profileId: z.string(),
  /** Pages that have come so far. */
  pages: z.int(),
  /** Progress of the current page, 0 to 1; null where the device gives no figure. */
  progress: z.number().nullable(),
})
export type ScanJob = z.infer<typeof ScanJob>

export const scanningCalls = {
  /** Everything that intake shows of scanning; asked again at each event `scanning`. */
  'scanning.state': defineCall({
    who: clerk,
    input: z.object({ applicationId: z.uuid() }),
    output: z.object({
      profiles: ScanningSettings.shape.profiles,
      /** The profile that was used last on this computer. */
      lastProfileId: z.string().nullable(),
      waiting: z.array(WaitingFile),
      /** Why the watched folder cannot be read now. */
      folderProblem: ProblemValue.nullable(),
      job: ScanJob.nullable(),
      imports: z.array(ScanImport),
    }),
  }),
  /**
   * Scans with a profile into an application, page after page as they come; answers when the scanner is done.
   */
  'scanning.scan': defineCall({
    who: clerk,
    input: z.object({ applicationId: z.uuid(), profileId: z.string() }),
    output: z.object({ pages: z.int() }),
  }),
  /** Stops the scanner, whose `scanning.scan` then answers; pages that have come stay. */
  'scanning.cancel': defineCall({ who: clerk, input: z.object({}), output: z.object({}) }),
  /**
   * Imports the waiting files of the watched folder into an application; they are moved or removed
   * afterwards.
   */
  'scanning.import': defineCall({
    who: clerk,
    input: z.object({ applicationId: z.uuid() }),
    output: z.object({ files: z.int() }),
  }),
  /** While set, files that appear in the watched folder go into this application by themselves. */
  'scanning.follow': defineCall({
    who: clerk,
    input: z.object({ applicationId: z.uuid().nullable() }),
    output: z.object({}),
  }),
  /** Removes an item of `imports` from the screen. */
  'scanning.dismiss': defineCall({ who: clerk, input: z.object({ id: z.string() }), output: z.object({}) }),

  'scanning.settings': defineCall({ who: administrator, input: z.object({}), output: ScanningSettings }),
  'scanning.change-settings': defineCall({
    who: administrator,
    input: ScanningSettings,
    output: ScanningSettings,
  }),
  /** How the watched folder is doing; all null or 0 where there is none. */
  'scanning.state-of-folder': defineCall({
    who: administrator,
    input: z.object({}),
    output: z.object({ problem: ProblemValue.nullable(), files: z.int() }),
  }),
  /** Discovers scanners; takes some seconds. */
  'scanning.devices': defineCall({
    who: either,
    input: z.object({}),
    output: z.object({ devices: z.array(ScannerDevice), problems: z.array(ProblemValue) }),
  }),
  'scanning.capabilities': defineCall({
    who: administrator,
    input: z.object({ device: ScannerDevice }),
    output: DeviceCapabilities,
  }),
  /**
   * Measures what a scanner gives, as it would be measured with these thresholds: the file that was chosen,
   * or what a profile scans now. Nothing is stored.
   */
  'scanning.try': defineCall({
    who: administrator,
    input: z.object({
      from: z.discriminatedUnion('source', [
        z.object({ source: z.literal('file'), bytes: z.instanceof(Uint8Array) }),
        z.object({ source: z.literal('scanner'), profile: ScanProfile }),
      ]),
      thresholds: QualityThresholds,
    }),
    output: z.object({
      pages: z.array(
        z.object({
          /** Which of the file's pages, from 1. */
          number: z.int(),
          quality: PageQuality,
          /** WebP, fits 240 x 240 pixels. */
          picture: z.instanceof(Uint8Array),
        }),
      ),
    }),
  }),
}
