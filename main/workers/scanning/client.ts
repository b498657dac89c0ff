import { Problem, type ProblemValue } from '../../../shared/problems.ts'
import type { DeviceCapabilities, ScannerDevice, ScanRequest } from '../../../shared/scanning.ts'
import type { StartProcess } from '../queue/job-queue.ts'
import { type ForkedProcess, startInNode } from '../queue/start-in-node.ts'
import { runTask } from './run-task.ts'

/** Scanners of every kind, each spoken to in a process of its own. */
export interface Scanners {
  /** Looks for scanners, some seconds long; problems of one way to look do not hide what the others found. */
  list(
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<{ devices: ScannerDevice[]; problems: ProblemValue[] }>
  /** Throws `scanner-...`. */
  capabilities(device: ScannerDevice, signal: AbortSignal): Promise<DeviceCapabilities>
  /**
   * The pages as they come, as PNG or JPEG files. Ends with the flatbed's page or an empty feeder; throws
   * `scanner-...` otherwise (`scanner-feeder-empty` where there was not even one page), and the signal's reason
   * once that is aborted: the scanner has been stopped by then.
   */
  scan(
    device: ScannerDevice,
    request: ScanRequest,
    control: { signal: AbortSignal; onProgress: (fraction: number | null) => void },
  ): AsyncIterable<Uint8Array>
}

/** Milliseconds without a word from the process, after which the scanner counts as silent. */
export interface ScannerTimeouts {
  list: number
  describe: number
  /** Lamps warm up for up to a minute. */
  scan: number
}

export function createScanners(
  startProcess: StartProcess,
  timeouts: ScannerTimeouts = { list: 30_000, describe: 20_000, scan: 75_000 },
): Scanners {
  return {
    async list(addresses, signal) {
      const task = { task: 'list' as const, addresses: [...addresses] }
      for await (const event of runTask({ startProcess, task, signal, timeout: timeouts.list })) {
        if (event.event === 'devices') return { devices: event.devices, problems: event.problems }
      }
      throw new Problem('scanner-stopped')
    },
    async capabilities(device, signal) {
      const task = { task: 'describe' as const, device }
      for await (const event of runTask({ startProcess, task, signal, timeout: timeouts.describe })) {
        if (event.event === 'capabilities') return event.capabilities
      }
      throw new Problem('scanner-stopped')
    },
    async *scan(device, request, { signal, onProgress }) {
      const task = { task: 'scan' as const, device, request }
      for await (const event of runTask({ startProcess, task, signal, timeout: timeouts.scan })) {
        if (event.event === 'page') yield event.bytes
        else if (event.event === 'progress') onProgress(event.fraction)
      }
    },
  }
}

/** The process's source, for a program that runs unbundled. */
const entry = new URL('./process.ts', import.meta.url)

/** What programs of the system need to be found, and SANE to find its scanners and PowerShell its modules. */
const environmentNames = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'SANE_CONFIG_DIR',
  'LD_LIBRARY_PATH',
  'PSModulePath',
]

/** Starts a scanning process where there is no Electron. */
export const startScanningInNode = (): ForkedProcess => startInNode(entry, environmentNames)
