import { timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import { Problem } from '../../shared/problems.ts'
import { openWithSnapshot, type StoreLocation } from '../store/backup.ts'
import { finishRestore, isRestoreUnfinished } from '../store/backup-restore.ts'
import type { Clock } from '../store/clock.ts'
import { type FolderLock, lockFolder } from '../store/folder-lock.ts'
import { openStore, type Store, storeFile, transact } from '../store/store.ts'
import type { KeyRing } from './key-ring.ts'
import { hasKeyRing, keyRingFileNames, repairKeyRing, writeKeyRing } from './key-ring-file.ts'
import { beginSetUp, clearUnfinishedSetUp, finishSetUp, isSetUpUnfinished } from './unfinished-set-up.ts'

/** The data folder, locked for this process, and its store once it is unlocked with its key. */
export interface DataFolder {
  isSetUp(): boolean
  /** Locks the folder for this process and recovers from an interruption. Throws store-in-use. */
  lock(): void
  /** Creates store and key ring, or neither. `fill` runs in the store's first transaction. */
  create(key: Uint8Array, ring: KeyRing, fill: (store: Store) => void): void
  /**
   * Opens the store, once; backs it up first where its schema has to change. Throws store-damaged,
   * store-newer, disk-full, and keyring-damaged for a key that is not this store's.
   */
  unlock(key: Uint8Array): Promise<Store>
  opened(): OpenedStore | undefined
  /** Where the store is and how it is opened, for backups and checks. */
  location(key: Uint8Array): StoreLocation
  /** Closes the store and erases the key; `release` also unlocks the folder. */
  close(): void
  release(): void
}

export interface OpenedStore {
  readonly store: Store
  readonly key: Uint8Array
}

export interface DataFolderOptions {
  folder: string
  clock: Clock
  /** Path of another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
}

export function createDataFolder({ folder, clock, nativeBinding }: DataFolderOptions): DataFolder {
  let folderLock: FolderLock | undefined
  let open: OpenedStore | undefined

  const isSetUp = () =>
    isRestoreUnfinished(folder) ||
    (!isSetUpUnfinished(folder) && (hasKeyRing(folder) || fs.existsSync(storeFile(folder))))

  const location = (key: Uint8Array): StoreLocation => ({
    folder,
    key,
    companions: keyRingFileNames,
    nativeBinding,
  })

  const close = () => {
    open?.store.close()
    open?.key.fill(0)
    open = undefined
  }

  return {
    isSetUp,
    location,
    opened: () => open,
    close,

    lock() {
      if (folderLock) return
      const acquired = lockFolder(folder, nativeBinding)
      try {
        clearUnfinishedSetUp(folder)
        finishRestore(folder)
        repairKeyRing(folder)
      } catch (error) {
        acquired.release()
        throw error
      }
      folderLock = acquired
    },

    create(key, ring, fill) {
      beginSetUp(folder)
      try {
        const store = openStore(folder, key, { nativeBinding })
        open = { store, key }
        transact(store, () => fill(store))
        writeKeyRing(folder, ring)
        finishSetUp(folder)
      } catch (error) {
        close()
        clearUnfinishedSetUp(folder)
        throw error
      }
    },

    async unlock(key) {
      if (open && !timingSafeEqual(open.key, key)) throw new Problem('keyring-damaged')
      open ??= { store: await openWithSnapshot(location(key), clock), key }
      return open.store
    },

    release() {
      close()
      folderLock?.release()
      folderLock = undefined
    },
  }
}
