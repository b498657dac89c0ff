import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { guardStore } from './store.ts'

export interface FolderLock {
  release(): void
}

/**
 * Makes this process the only one that works in a data folder. Two at once would each hold their own idea of
 * the key ring and of what is on its way to the centre. The lock is the operating system's, taken through
 * SQLite on an empty file of its own, so that it ends with the process however that dies, on every system.
 * Throws store-in-use.
 */
export function lockFolder(folder: string, nativeBinding: string | undefined): FolderLock {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'loket.lock')
  const holder = new Database(file, nativeBinding ? { timeout: 0, nativeBinding } : { timeout: 0 })
  try {
    guardStore(() => {
      holder.pragma('journal_mode = MEMORY')
      holder.exec('BEGIN EXCLUSIVE')
    })
  } catch (error) {
    holder.close()
    throw error
  }
  return { release: () => void holder.close() }
}
