import type { StoreHome } from './backup.ts'
import { runInStoreWorker } from './run-in-store-worker.ts'
import type { StoreCheck } from './store-job.ts'

/**
 * Reads the whole store: every page against its authentication, every index against its table, every scan
 * against its SHA-256. Says what is sound and changes nothing; a store of some gigabytes takes minutes, in a
 * thread of its own.
 */
export function checkStore(home: StoreHome): Promise<StoreCheck> {
  return runInStoreWorker({
    kind: 'check',
    folder: home.folder,
    key: home.key,
    nativeBinding: home.nativeBinding,
  })
}
