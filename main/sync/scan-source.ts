import { createHash } from 'node:crypto'
import { openUnauthenticated, type Store, storeProblem } from '../store/store.ts'

/** Reads the bytes of scans for the upload. */
export interface ScanSource {
  /** `length` bytes of a scan from an offset; undefined where the store does not have them. */
  read(hash: string, offset: number, length: number): Uint8Array | undefined
  /**
   * Whether the store still has the scan as it was approved. The centre checks every scan as well, so that
   * this is only asked when the centre says that it got other bytes: were they damaged on the way, or here?
   */
  isSound(hash: string): boolean
  /** Closes the reader and clears the cache until the next read. */
  release(): void
}

/** Scans cached while they are uploaded: one for each connection, and one that was overtaken. */
const maxCachedScans = 4

/** SQLite's page cache is small: scans are cached here whole. */
const cachePages = 100

const bytesOfScan = 'SELECT bytes FROM scans WHERE hash = ?'

/**
 * Reads a scan whole (SQLite reads a long value from its beginning for any part of it) and caches it while
 * its pieces are uploaded. Its pages are read without authentication, because the centre verifies the whole
 * scan by its hash.
 */
export function createScanSource(store: Store): ScanSource {
  const select = store.prepare<[string], Buffer>(bytesOfScan).pluck()
  const cache = new Map<string, Buffer>()
  let unauthenticated: { store: Store; read: (hash: string) => Buffer | undefined } | undefined

  function openUnauthenticatedReader() {
    const opened = openUnauthenticated(store)
    opened.pragma(`cache_size = ${cachePages}`)
    const statement = opened.prepare<[string], Buffer>(bytesOfScan).pluck()
    return { store: opened, read: (hash: string) => statement.get(hash) }
  }

  /** A damaged page of the store fails only the record of its scan. */
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
      unauthenticated ??= openUnauthenticatedReader()
      return unauthenticated.read(hash)
    })
  }

  return {
    read(hash, offset, length) {
      const bytes = cache.get(hash) ?? read(hash)
      const end = offset + length
      if (bytes === undefined || end > bytes.length) return undefined
      if (end === bytes.length) cache.delete(hash)
      else cache.set(hash, bytes)
      const [oldest] = cache.keys()
      if (cache.size > maxCachedScans && oldest !== undefined) cache.delete(oldest)
      return bytes.subarray(offset, end)
    },
    isSound(hash) {
      cache.delete(hash)
      const bytes = unlessDamaged(() => select.get(hash))
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash
    },
    release() {
      cache.clear()
      unauthenticated?.store.close()
      unauthenticated = undefined
    },
  }
}
