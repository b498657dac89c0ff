import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../../shared/problems.ts'
import { migrate, refuseNewer, schemaVersion } from './migrate.ts'

/**
 * The encrypted local store: one SQLite file, encrypted whole (SQLCipher 4 format: AES-256, every page
 * authenticated), write-ahead log and temporary tables included. Every transaction is on the disk before it
 * is acknowledged (synchronous=FULL), so that a power cut loses nothing that was acknowledged.
 */
export type Store = Database.Database

export const storeFile = (folder: string): string => path.join(folder, 'loket.db')

/** The files of SQLite in a store's folder, the database itself last. */
export const storeFileNames = ['loket.db-wal', 'loket.db-shm', 'loket.db-journal', 'loket.db'] as const

export interface StoreOptions {
  /** Path of another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
  /** Folder of the numbered migrations, where it is not the program's own: for tests of an upgrade. */
  migrations?: string | undefined
}

/**
 * Opens or creates the store in `folder` with a 32-byte key and migrates its schema (the backup before that
 * is made in backup.ts). Throws the problems store-damaged (also for a wrong key), store-newer (the file is
 * left as it is), store-in-use and disk-full.
 */
export function openStore(folder: string, key: Uint8Array, options: StoreOptions = {}): Store {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = storeFile(folder)
  if (fs.existsSync(file)) refuseNewer(storeVersion(folder, key, options), options.migrations)
  const store = openFile(file, key, options.nativeBinding)
  try {
    return mapSqliteErrors(() => {
      store.pragma('journal_mode = WAL')
      store.pragma('synchronous = FULL')
      store.pragma('foreign_keys = ON')
      store.pragma('temp_store = MEMORY')
      store.pragma('busy_timeout = 2000')
      // The WAL grows while a backup reads; it is truncated to this size afterwards.
      store.pragma('journal_size_limit = 16777216')
      migrate(store, options.migrations)
      return store
    })
  } catch (error) {
    store.close()
    throw error
  }
}

/** The schema's version, read without changing the file; 0 for an empty one. */
export function storeVersion(folder: string, key: Uint8Array, options: StoreOptions = {}): number {
  const store = openFile(storeFile(folder), key, options.nativeBinding, { readonly: true })
  try {
    return mapSqliteErrors(() => schemaVersion(store))
  } finally {
    store.close()
  }
}

/**
 * Opens an encrypted file as it is, without touching its schema; for backups and checks. Throws store-damaged
 * where a file to be read is not there.
 */
export function openFile(
  file: string,
  key: Uint8Array,
  nativeBinding: string | undefined,
  { readonly = false, authenticated = true } = {},
): Store {
  return mapSqliteErrors(() => {
    if (readonly && !fs.existsSync(file)) throw new Problem('store-damaged')
    const store = new Database(file, nativeBinding ? { readonly, nativeBinding } : { readonly })
    store.pragma("cipher = 'sqlcipher'")
    // Must be set before the key.
    if (!authenticated) store.pragma('hmac_check = 0')
    store.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
    reopenUnauthenticated.set(store, () =>
      openFile(file, key, nativeBinding, { readonly: true, authenticated: false }),
    )
    return store
  })
}

const reopenUnauthenticated = new WeakMap<Store, () => Store>()

/**
 * Opens an open store a second time without page authentication, which takes a third of the time, to read
 * what is verified by a hash of its own. The caller closes it.
 */
export function openUnauthenticated(store: Store): Store {
  const open = reopenUnauthenticated.get(store)
  if (open === undefined) throw new Error('not a store that was opened here')
  return open()
}

/** Runs an act in one transaction that takes the write lock at once. */
export function transact<Result>(store: Store, act: () => Result): Result {
  return mapSqliteErrors(() => (store.inTransaction ? act() : store.transaction(act).immediate()))
}

/** Maps SQLite's errors about the disk and the file to problems. */
export function mapSqliteErrors<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    throw storeProblem(error) ?? error
  }
}

/** The problem for an SQLite error about the disk or the file; undefined for any other error. */
export function storeProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined
  if (diskFull.some((code) => error.code.startsWith(code)))
    return new Problem('disk-full', {}, { cause: error })
  if (damaged.some((code) => error.code.startsWith(code)))
    return new Problem('store-damaged', {}, { cause: error })
  if (error.code.startsWith('SQLITE_BUSY')) return new Problem('store-in-use', {}, { cause: error })
  return undefined
}

/** A full disk is also reported where SQLite creates its shared memory or extends a file. */
const diskFull = [
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
]

/** A page whose bytes were altered fails its authentication, which SQLite reports as a failed read. */
const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR']
