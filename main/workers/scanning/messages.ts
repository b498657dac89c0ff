import { z } from 'zod'
import { ProblemValue } from '../../../shared/problems.ts'
import { DeviceCapabilities, ScannerDevice, ScanWish } from '../../../shared/scanning.ts'
import { FolderFiles } from './watched-folder/our-files.ts'

/** What a scanning process is asked to do: one thing, as the first message that it gets. */
export const Task = z.discriminatedUnion('task', [
  /** `addresses`: eSCL scanners that do not announce themselves. */
  z.object({ task: z.literal('list'), addresses: z.array(z.string()) }),
  z.object({ task: z.literal('describe'), device: ScannerDevice }),
  z.object({ task: z.literal('scan'), device: ScannerDevice, wish: ScanWish }),
  z.object({ task: z.literal('watch'), folder: z.string(), files: FolderFiles }),
])
export type Task = z.infer<typeof Task>

/** As it comes from another process: a buffer of Node's own, or an array. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** What it tells of a task that ends by itself; the last report is `done` or `refused`. */
export const Report = z.discriminatedUnion('report', [
  z.object({
    report: z.literal('devices'),
    devices: z.array(ScannerDevice),
    problems: z.array(ProblemValue),
  }),
  z.object({ report: z.literal('capabilities'), capabilities: DeviceCapabilities }),
  z.object({ report: z.literal('progress'), fraction: z.number().nullable() }),
  z.object({ report: z.literal('page'), bytes: Bytes }),
  z.object({ report: z.literal('done') }),
  z.object({ report: z.literal('refused'), problem: ProblemValue }),
])
export type Report = z.infer<typeof Report>

/** What it may be told while it is at a task: that the task is over. */
export const Stop = z.object({ stop: z.literal(true) })
export type Stop = z.infer<typeof Stop>
