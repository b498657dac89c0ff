import { timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import { Problem } from '../../shared/problems.ts'
import { type FolderLock, lockFolder } from '../store/folder-lock.ts'
import { openStore, type Store, storeFile, storeVersion, transact } from '../store/store.ts'
import type { KeyRing } from './key-ring.ts'
import { hasKeyRing, writeKeyRing } from './key-ring-file.ts'
import { clearUnfinishedSetUp, finishSetUp, isSetUpUnfinished, markSetUp } from './unfinished-set-up.ts'

/** The data folder: locked for this process, and the store in it once somebody brought its key. */
export interface Vault {
  isSetUp(): boolean
  /** Takes the folder for this process and clears up after a cut. Throws store-in-use. */
  enter(): void
  /** Makes store and key ring, or neither. `fill` runs in the store's first transaction. */
  make(key: Uint8Array, ring: KeyRing, fill: (store: Store) => void): void
  /** Opens the store, once. Throws store-damaged, store-newer, disk-full, and keyring-damaged for a foreign key. */
  unlock(key: Uint8Array): Store
  opened(): OpenVault | undefined
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
  /** Path of another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
}

export function createVault({ folder, nativeBinding }: VaultOptions): Vault {
  let lock: FolderLock | undefined
  let open: OpenVault | undefined

  const isSetUp = () => !isSetUpUnfinished(folder) && (hasKeyRing(folder) || fs.existsSync(storeFile(folder)))

  const shut = () => {
    open?.store.close()
    open?.key.fill(0)
    open = undefined
  }

  return {
    isSetUp,
    opened: () => open,
    shut,

    enter() {
      if (lock) return
      const taken = lockFolder(folder, nativeBinding)
      try {
        clearUnfinishedSetUp(folder)
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

    unlock(key) {
      if (open) {
        if (!timingSafeEqual(open.key, key)) throw new Problem('keyring-damaged')
        return open.store
      }
      // An empty file would pass for a new store, and a new store for all that was in the old one.
      if (storeVersion(folder, key, { nativeBinding }) === 0) throw new Problem('store-damaged')
      open = { store: openStore(folder, key, { nativeBinding }), key }
      return open.store
    },

    leave() {
      shut()
      lock?.release()
      lock = undefined
    },
  }
}
