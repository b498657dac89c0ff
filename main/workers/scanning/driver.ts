import type { ProblemValue } from '../../../shared/problems.ts'
import type { DeviceCapabilities, ScannerDevice, ScanRequest } from '../../../shared/scanning.ts'

/** What a scan is told from outside while it runs, and what it tells. */
export interface ScanControl {
  /** Once aborted the scanner is stopped and the pages end with the signal's reason. */
  signal: AbortSignal
  /** Of the page under way, 0 to 1; null where the device only says that it is at work. */
  onProgress: (fraction: number | null) => void
}

/** What looking for scanners found, and why parts of it failed. */
export interface FoundDevices {
  devices: ScannerDevice[]
  problems: ProblemValue[]
}

/**
 * One way to speak to scanners. Each method throws Problem `scanner-...`; what nobody foresaw ends the process
 * that the driver runs in.
 */
export interface ScannerDriver {
  list(signal: AbortSignal): Promise<FoundDevices>
  capabilities(device: ScannerDevice, signal: AbortSignal): Promise<DeviceCapabilities>
  /**
   * The pages as files (PNG or JPEG), in the order in which they come. Where a feeder jams or runs into trouble
   * the pages before it have been given.
   */
  scan(device: ScannerDevice, request: ScanRequest, control: ScanControl): AsyncIterable<Uint8Array>
}
