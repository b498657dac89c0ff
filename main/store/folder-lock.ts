import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { mapSqliteErrors } from './store.ts'

export interface FolderLock {
  release(): void
}

/**
 * Exclusive lock on a data folder. Two processes would overwrite each other's key ring and send the same
 * outbox. It is a lock of the operating system, taken through SQLite on an empty file, so that it ends with
 * the process, however that ends, on every platform. Throws store-in-use.
 */
export function lockFolder(folder: string, nativeBinding: string | undefined): FolderLock {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'loket.lock')
  const holder = new Database(file, nativeBinding ? { timeout: 0, nativeBinding } : { timeout: 0 })
  try {
    mapSqliteErrors(() => {
      holder.pragma('journal_mode = MEMORY')
      holder.exec('BEGIN EXCLUSIVE')
    })
  } catch (error) {
    holder.close()
    throw error
  }
  return { release: () => void holder.close() }
}
