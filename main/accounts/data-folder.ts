import { timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import { Problem } from '../../shared/problems.ts'
import { openWithSnapshot, type StoreHome } from '../store/backup.ts'
import { finishRestore, isRestoreUnfinished } from '../store/backup-restore.ts'
import type { Clock } from '../store/clock.ts'
import { type FolderLock, lockFolder } from '../store/folder-lock.ts'
import { openStore, type Store, storeFile, transact } from '../store/store.ts'
import type { KeyRing } from './key-ring.ts'
import { hasKeyRing, keyRingFileNames, mendKeyRing, writeKeyRing } from './key-ring-file.ts'
import { clearUnfinishedSetUp, finishSetUp, isSetUpUnfinished, markSetUp } from './unfinished-set-up.ts'

/** The data folder: locked for this process, and the store in it once somebody brought its key. */
export interface DataFolder {
  isSetUp(): boolean
  /** Takes the folder for this process and clears up after a cut. Throws store-in-use. */
  enter(): void
  /** Makes store and key ring, or neither. `fill` runs in the store's first transaction. */
  make(key: Uint8Array, ring: KeyRing, fill: (store: Store) => void): void
  /**
   * Opens the store, once; copies it first where its schema has to change. Throws store-damaged, store-newer,
   * disk-full, and keyring-damaged for a key that is not this store's.
   */
  unlock(key: Uint8Array): Promise<Store>
  opened(): OpenVault | undefined
  /** The folder as a whole, for backups and checks. */
  home(key: Uint8Array): StoreHome
  /** Closes the store and forgets the key; `leave` also lets go of the folder. */
  shut(): void
  leave(): void
}

export interface OpenVault {
  readonly store: Store
  readonly key: Uint8Array
}

export interface VaultOptions {
  folder: string
  clock: Clock
  /** Path of another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
}

export function createDataFolder({ folder, clock, nativeBinding }: VaultOptions): DataFolder {
  let lock: FolderLock | undefined
  let open: OpenVault | undefined

  const isSetUp = () =>
    isRestoreUnfinished(folder) ||
    (!isSetUpUnfinished(folder) && (hasKeyRing(folder) || fs.existsSync(storeFile(folder))))

  const home = (key: Uint8Array): StoreHome => ({ folder, key, companions: keyRingFileNames, nativeBinding })

  const shut = () => {
    open?.store.close()
    open?.key.fill(0)
    open = undefined
  }

  return {
    isSetUp,
    home,
    opened: () => open,
    shut,

    enter() {
      if (lock) return
      const taken = lockFolder(folder, nativeBinding)
      try {
        clearUnfinishedSetUp(folder)
        finishRestore(folder)
        mendKeyRing(folder)
      } catch (error) {
        taken.release()
        throw error
      }
      lock = taken
    },

    make(key, ring, fill) {
      markSetUp(folder)
      try {
        const store = openStore(folder, key, { nativeBinding })
        open = { store, key }
        transact(store, () => fill(store))
        writeKeyRing(folder, ring)
        finishSetUp(folder)
      } catch (error) {
        shut()
        clearUnfinishedSetUp(folder)
        throw error
      }
    },

    async unlock(key) {
      if (open && !timingSafeEqual(open.key, key)) throw new Problem('keyring-damaged')
      open ??= { store: await openWithSnapshot(home(key), clock), key }
      return open.store
    },

    leave() {
      shut()
      lock?.release()
      lock = undefined
    },
  }
}
