import fs from 'node:fs'
import path from 'node:path'
import type { BackupFile } from '../../shared/contract/office-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { Clock } from './clock.ts'
import { diskProblem, syncFolder } from './durable-file.ts'
import { newestVersion } from './migrate.ts'
import { runInStoreWorker } from './run-in-store-worker.ts'
import { openStore, type Store, type StoreOptions, storeVersion } from './store.ts'

/** The store as a whole: where it is, its key, and the files beside it without which it cannot be opened. */
export interface StoreLocation extends StoreOptions {
  folder: string
  key: Uint8Array
  companions: readonly string[]
}

const maxBackups = 14
const backupName = /^cadangan-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z$/
const temporarySuffix = '.sementara'

export const backupFolder = (folder: string): string => path.join(folder, 'cadangan')

/** A moment in a name that every file system takes: `2026-11-21T081400Z`. */
export const timestampName = (clock: Clock): string =>
  `${clock().toISOString().slice(0, 19).replaceAll(':', '')}Z`

/**
 * Creates a backup: a consistent encrypted copy of the store with its key ring, in a folder of its own. It
 * gets its name only once it is complete, flushed to the disk and verified. The 14 newest are kept. Throws
 * store-damaged, disk-full.
 */
export async function createBackup(
  location: StoreLocation,
  clock: Clock,
  target = backupFolder(location.folder),
): Promise<BackupFile> {
  const name = `cadangan-${timestampName(clock)}`
  const temporary = path.join(target, `${name}${temporarySuffix}`)
  try {
    removeUnfinished(target)
    fs.mkdirSync(temporary, { recursive: true, mode: 0o700 })
    await runInStoreWorker({
      ...location,
      kind: 'copy',
      target: temporary,
      companions: [...location.companions],
    })
    // Two within a second have one name: the later one replaces the earlier.
    fs.rmSync(path.join(target, name), { recursive: true, force: true })
    fs.renameSync(temporary, path.join(target, name))
    syncFolder(target)
  } catch (error) {
    removeUnfinished(target)
    throw diskProblem(error) ?? error
  }
  const backups = listBackups(location.folder, target)
  // The new one stays even if a wrong clock gave it an old name.
  const old = backups.filter((backup) => backup.name !== name).slice(maxBackups - 1)
  for (const backup of old) fs.rmSync(path.join(target, backup.name), { recursive: true, force: true })
  return describeBackup(target, name)
}

/** Newest first. */
export function listBackups(folder: string, target = backupFolder(folder)): BackupFile[] {
  if (!fs.existsSync(target)) return []
  const names = fs.readdirSync(target).filter((name) => backupName.test(name))
  return names
    .sort()
    .reverse()
    .map((name) => describeBackup(target, name))
}

function describeBackup(target: string, name: string): BackupFile {
  const files = fs.readdirSync(path.join(target, name))
  const sizes = files.map((file) => fs.statSync(path.join(target, name, file)).size)
  return {
    name,
    madeAt: name.replace(backupName, '$1T$2:$3:$4Z'),
    byteLength: sizes.reduce((sum, size) => sum + size, 0),
  }
}

/** Removes what an interruption left of a backup. */
function removeUnfinished(target: string): void {
  if (!fs.existsSync(target)) return
  for (const name of fs.readdirSync(target).filter((entry) => entry.endsWith(temporarySuffix))) {
    fs.rmSync(path.join(target, name), { recursive: true, force: true })
  }
}

/**
 * Opens a store that must exist. A store of an earlier version is backed up before its schema is migrated.
 * Throws store-damaged, store-newer, disk-full; without room for the backup the store stays as it was.
 */
export async function openWithSnapshot(location: StoreLocation, clock: Clock): Promise<Store> {
  const version = storeVersion(location.folder, location.key, location)
  // An empty file would be taken for a new store, and hide that the old one is gone.
  if (version === 0) throw new Problem('store-damaged')
  if (version < newestVersion(location.migrations)) await createBackup(location, clock)
  return openStore(location.folder, location.key, location)
}
