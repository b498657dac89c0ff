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
export interface StoreHome extends StoreOptions {
  folder: string
  key: Uint8Array
  companions: readonly string[]
}

const kept = 14
const backupName = /^cadangan-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z$/
const unfinished = '.sementara'

export const backupFolder = (folder: string): string => path.join(folder, 'cadangan')

/** A moment in a name that every file system takes: `2026-11-21T081400Z`. */
export const nameOfMoment = (clock: Clock): string =>
  `${clock().toISOString().slice(0, 19).replaceAll(':', '')}Z`

/**
 * Makes a backup: an encrypted copy of the store as it is at one moment, with its key ring, in a folder of its
 * own. It has its name only once it is whole, on the disk and proven readable. The 14 newest are kept. Throws
 * store-damaged, disk-full.
 */
export async function createBackup(
  home: StoreHome,
  clock: Clock,
  target = backupFolder(home.folder),
): Promise<BackupFile> {
  const name = `cadangan-${nameOfMoment(clock)}`
  const making = path.join(target, `${name}${unfinished}`)
  try {
    removeUnfinished(target)
    fs.mkdirSync(making, { recursive: true, mode: 0o700 })
    await runInStoreWorker({ ...home, kind: 'copy', target: making, companions: [...home.companions] })
    // Made twice within a second: the later one holds what the earlier held, and more.
    fs.rmSync(path.join(target, name), { recursive: true, force: true })
    fs.renameSync(making, path.join(target, name))
    syncFolder(target)
  } catch (error) {
    removeUnfinished(target)
    throw diskProblem(error) ?? error
  }
  const backups = listBackups(home.folder, target)
  // Whatever a wrong clock called it, the one just made stays.
  const old = backups.filter((backup) => backup.name !== name).slice(kept - 1)
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

/** What a cut left of a backup that was being made. */
function removeUnfinished(target: string): void {
  if (!fs.existsSync(target)) return
  for (const name of fs.readdirSync(target).filter((entry) => entry.endsWith(unfinished))) {
    fs.rmSync(path.join(target, name), { recursive: true, force: true })
  }
}

/**
 * Opens a store that must be there. One that an earlier version of the program left is copied as it is before
 * its schema is changed. Throws store-damaged, store-newer, disk-full; without room for the copy the store
 * stays as it was.
 */
export async function openWithSnapshot(home: StoreHome, clock: Clock): Promise<Store> {
  const version = storeVersion(home.folder, home.key, home)
  // An empty file would pass for a new store, and a new store for all that was in the old one.
  if (version === 0) throw new Problem('store-damaged')
  if (version < newestVersion(home.migrations)) await createBackup(home, clock)
  return openStore(home.folder, home.key, home)
}
