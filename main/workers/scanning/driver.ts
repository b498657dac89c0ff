import type { ProblemValue } from '../../../shared/problems.ts'
import type { DeviceCapabilities, ScannerDevice, ScanRequest } from '../../../shared/scanning.ts'

/** Cancels a running scan and receives its progress. */
export interface ScanControl {
  /** Once aborted the scanner is stopped and the pages end with the signal's reason. */
  signal: AbortSignal
  /** Progress of the current page, 0 to 1; null where the device gives no figure. */
  onProgress: (fraction: number | null) => void
}

/** The result of a discovery, and why parts of it failed. */
export interface FoundDevices {
  devices: ScannerDevice[]
  problems: ProblemValue[]
}

/**
 * A scanner protocol. Each method throws Problem `scanner-...`; an unexpected error ends the process that the
 * driver runs in.
 */
export interface ScannerDriver {
  list(signal: AbortSignal): Promise<FoundDevices>
  capabilities(device: ScannerDevice, signal: AbortSignal): Promise<DeviceCapabilities>
  /**
   * The pages as files (PNG or JPEG), in the order in which they come. Where a feeder jams or runs into
   * trouble the pages before it have been given.
   */
  scan(device: ScannerDevice, request: ScanRequest, control: ScanControl): AsyncIterable<Uint8Array>
}
