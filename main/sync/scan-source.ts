import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** The bytes of scans on their way to the centre. */
export interface ScanSource {
  /** All bytes of a scan, or undefined where the store no longer has them as they were approved. */
  find(hash: string): Buffer | undefined
  /** Lets go of a scan that has arrived. */
  release(hash: string): void
}

/** Scans in the middle of being sent that are kept in memory: one for each line, and one that was overtaken. */
const kept = 4

/**
 * Reads a scan whole (SQLite reads a long value from its beginning whatever piece is asked for), checks it against
 * its hash once, and keeps it while its chunks go up. The longest scan the store takes is read and hashed in less
 * time than a frame of the screen.
 */
export function createScanSource(store: Store): ScanSource {
  const select = store.prepare<[string], Buffer>('SELECT bytes FROM scans WHERE hash = ?').pluck()
  const held = new Map<string, Buffer>()
  return {
    find(hash) {
      const known = held.get(hash)
      if (known !== undefined) return known
      const bytes = select.get(hash)
      if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== hash) return undefined
      held.set(hash, bytes)
      const [oldest] = held.keys()
      if (held.size > kept && oldest !== undefined) held.delete(oldest)
      return bytes
    },
    release(hash) {
      held.delete(hash)
    },
  }
}
