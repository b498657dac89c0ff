import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../../shared/problems.ts'
import { migrate } from './migrate.ts'

/**
 * The encrypted local store: one SQLite file, encrypted whole (SQLCipher 4 format: AES-256, every page
 * authenticated), write-ahead log and temporary tables included. Every transaction is on the disk before it is
 * acknowledged (synchronous=FULL), so that a power cut costs nothing that was said to be saved.
 */
export type Store = Database.Database

export const storeFile = (folder: string): string => path.join(folder, 'loket.db')

export interface StoreOptions {
  /** Path of another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
  /** Called with the open store before its schema is changed: the place for a snapshot. */
  beforeMigration?: ((store: Store) => void) | undefined
}

/**
 * Opens or makes the store in `folder` with a 32-byte key and brings its schema up to date.
 * Throws the problems store-damaged (also for a wrong key), store-newer, store-in-use and disk-full.
 */
export function openStore(folder: string, key: Uint8Array, options: StoreOptions = {}): Store {
  fs.mkdirSync(folder, { recursive: true })
  const store = openFile(storeFile(folder), key, options.nativeBinding)
  try {
    return guardStore(() => {
      store.pragma('journal_mode = WAL')
      store.pragma('synchronous = FULL')
      store.pragma('foreign_keys = ON')
      store.pragma('temp_store = MEMORY')
      store.pragma('busy_timeout = 2000')
      migrate(store, options.beforeMigration)
      return store
    })
  } catch (error) {
    store.close()
    throw error
  }
}

/** Opens an encrypted file as it is, without touching its schema; for backups and checks. */
export function openFile(file: string, key: Uint8Array, nativeBinding: string | undefined): Store {
  const store = new Database(file, nativeBinding ? { nativeBinding } : {})
  store.pragma("cipher = 'sqlcipher'")
  store.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
  return store
}

/** Runs an act in one transaction that takes the write lock at once. */
export function transact<Result>(store: Store, act: () => Result): Result {
  return guardStore(() => (store.inTransaction ? act() : store.transaction(act).immediate()))
}

/** Turns what SQLite reports about the disk and the file into problems that people can act on. */
export function guardStore<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      const code = error.code
      if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE') {
        throw new Problem('disk-full', {}, { cause: error })
      }
      if (
        code.startsWith('SQLITE_CORRUPT') ||
        code.startsWith('SQLITE_NOTADB') ||
        code.startsWith('SQLITE_IOERR')
      ) {
        throw new Problem('store-damaged', {}, { cause: error })
      }
      if (code.startsWith('SQLITE_BUSY')) throw new Problem('store-in-use', {}, { cause: error })
    }
    throw error
  }
}
