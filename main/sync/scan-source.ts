import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** The bytes of scans on their way to the centre. */
export interface ScanSource {
  /** `length` bytes of a scan from an offset on, or undefined where the store does not have them. */
  find(hash: string, beginsAt: number, length: number): Uint8Array | undefined
  /**
   * Whether the store still has the scan as it was approved. The centre checks every scan as well, so that this is
   * only asked once the centre says that it got other bytes: was it the way, or are they damaged here?
   */
  isSound(hash: string): boolean
}

/** Scans in the middle of being sent that are kept in memory: one for each line, and one that was overtaken. */
const kept = 4

/**
 * Reads a scan whole (SQLite reads a long value from its beginning whatever piece is asked for) and keeps it while
 * its pieces go up.
 */
export function createScanSource(store: Store): ScanSource {
  const select = store.prepare<[string], Buffer>('SELECT bytes FROM scans WHERE hash = ?').pluck()
  const held = new Map<string, Buffer>()

  return {
    find(hash, beginsAt, length) {
      const bytes = held.get(hash) ?? select.get(hash)
      const end = beginsAt + length
      if (bytes === undefined || end > bytes.length) return undefined
      if (end === bytes.length) held.delete(hash)
      else held.set(hash, bytes)
      const [oldest] = held.keys()
      if (held.size > kept && oldest !== undefined) held.delete(oldest)
      return bytes.subarray(beginsAt, end)
    },
    isSound(hash) {
      held.delete(hash)
      const bytes = select.get(hash)
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash
    },
  }
}
