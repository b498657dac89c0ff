import type { StoreLocation } from './backup.ts'
import { runInStoreWorker } from './run-in-store-worker.ts'
import type { StoreCheck } from './store-job.ts'

/**
 * Integrity check of the whole store: the authentication of every page, every index against its table, every
 * scan against its SHA-256. Changes nothing; a store of some gigabytes takes minutes, in a worker thread.
 */
export function checkStore(location: StoreLocation): Promise<StoreCheck> {
  return runInStoreWorker({
    kind: 'check',
    folder: location.folder,
    key: location.key,
    nativeBinding: location.nativeBinding,
  })
}
