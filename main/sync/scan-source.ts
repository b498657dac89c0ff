import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** The bytes of scans on their way to the centre. */
export interface ScanSource {
  /**
   * At most `length` bytes of a scan from an offset on, or undefined where the store no longer has the scan as it
   * was approved.
   */
  find(hash: string, beginsAt: number, length: number): Uint8Array | undefined
}

/** Scans in the middle of being sent that are kept in memory: one for each line, and one that was overtaken. */
const kept = 4

/**
 * Reads a scan whole (SQLite reads a long value from its beginning whatever piece is asked for), checks it against
 * its hash, and keeps it while its pieces go up.
 */
export function createScanSource(store: Store): ScanSource {
  const select = store.prepare<[string], Buffer>('SELECT bytes FROM scans WHERE hash = ?').pluck()
  const held = new Map<string, Buffer>()

  function read(hash: string): Buffer | undefined {
    const bytes = select.get(hash)
    const sound = bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash
    return sound ? bytes : undefined
  }

  return {
    find(hash, beginsAt, length) {
      const bytes = held.get(hash) ?? read(hash)
      if (bytes === undefined) return undefined
      const end = beginsAt + length
      if (end >= bytes.length) held.delete(hash)
      else held.set(hash, bytes)
      const [oldest] = held.keys()
      if (held.size > kept && oldest !== undefined) held.delete(oldest)
      return bytes.subarray(beginsAt, end)
    },
  }
}
