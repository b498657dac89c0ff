import { createHash } from 'node:crypto'
import { openUnauthenticated, type Store, storeProblem } from '../store/store.ts'

/** The bytes of scans on their way to the centre. */
export interface ScanSource {
  /** `length` bytes of a scan from an offset on, or undefined where the store does not have them. */
  find(hash: string, offset: number, length: number): Uint8Array | undefined
  /**
   * Whether the store still has the scan as it was approved. The centre checks every scan as well, so that this is
   * only asked once the centre says that it got other bytes: was it the way, or are they damaged here?
   */
  isSound(hash: string): boolean
  /** Lets go of what was opened and read, until something is looked for again. */
  rest(): void
}

/** Scans in the middle of being sent that are kept in memory: one for each line, and one that was overtaken. */
const kept = 4

/** Scans are kept here while they go up, so that their pages need not be. */
const cachePages = 100

const bytesOfScan = 'SELECT bytes FROM scans WHERE hash = ?'

/**
 * Reads a scan whole (SQLite reads a long value from its beginning whatever piece is asked for) and keeps it while
 * its pieces go up. It is read without the authentication of its pages, because the centre verifies it whole.
 */
export function createScanSource(store: Store): ScanSource {
  const select = store.prepare<[string], Buffer>(bytesOfScan).pluck()
  const held = new Map<string, Buffer>()
  let quick: { store: Store; read: (hash: string) => Buffer | undefined } | undefined

  function openQuick() {
    const opened = openUnauthenticated(store)
    opened.pragma(`cache_size = ${cachePages}`)
    const statement = opened.prepare<[string], Buffer>(bytesOfScan).pluck()
    return { store: opened, read: (hash: string) => statement.get(hash) }
  }

  /** A page that is damaged here costs its own record, and no other. */
  function unlessDamaged(read: () => Buffer | undefined): Buffer | undefined {
    try {
      return read()
    } catch (error) {
      if (storeProblem(error)?.code !== 'store-damaged') throw error
      return undefined
    }
  }

  function read(hash: string): Buffer | undefined {
    return unlessDamaged(() => {
      quick ??= openQuick()
      return quick.read(hash)
    })
  }

  return {
    find(hash, offset, length) {
      const bytes = held.get(hash) ?? read(hash)
      const end = offset + length
      if (bytes === undefined || end > bytes.length) return undefined
      if (end === bytes.length) held.delete(hash)
      else held.set(hash, bytes)
      const [oldest] = held.keys()
      if (held.size > kept && oldest !== undefined) held.delete(oldest)
      return bytes.subarray(offset, end)
    },
    isSound(hash) {
      held.delete(hash)
      const bytes = unlessDamaged(() => select.get(hash))
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash
    },
    rest() {
      held.clear()
      quick?.store.close()
      quick = undefined
    },
  }
}
