import { z } from 'zod'
import { ProblemValue } from '../../../shared/problems.ts'
import { DeviceCapabilities, ScannerDevice, ScanRequest } from '../../../shared/scanning.ts'
import { FolderPurpose } from './watched-folder/file-filter.ts'

/** The one task of a scanning process: the first message that it receives. */
export const ScanTask = z.discriminatedUnion('task', [
  /** `addresses`: eSCL scanners that do not announce themselves. */
  z.object({ task: z.literal('list'), addresses: z.array(z.string()) }),
  z.object({ task: z.literal('describe'), device: ScannerDevice }),
  z.object({ task: z.literal('scan'), device: ScannerDevice, request: ScanRequest }),
  z.object({ task: z.literal('watch'), folder: z.string(), purpose: FolderPurpose }),
])
export type ScanTask = z.infer<typeof ScanTask>

/** As it comes from another process: a buffer of Node's own, or an array. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Events of a task that ends by itself; the last one is `done` or `refused`. */
export const TaskEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('devices'),
    devices: z.array(ScannerDevice),
    problems: z.array(ProblemValue),
  }),
  z.object({ event: z.literal('capabilities'), capabilities: DeviceCapabilities }),
  z.object({ event: z.literal('progress'), fraction: z.number().nullable() }),
  z.object({ event: z.literal('page'), bytes: Bytes }),
  z.object({ event: z.literal('done') }),
  z.object({ event: z.literal('refused'), problem: ProblemValue }),
])
export type TaskEvent = z.infer<typeof TaskEvent>

/** Cancels the running task. */
export const TaskCancel = z.object({ cancel: z.literal(true) })
export type TaskCancel = z.infer<typeof TaskCancel>
