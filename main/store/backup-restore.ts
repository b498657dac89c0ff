import fs from 'node:fs'
import path from 'node:path'
import { Problem } from '../../shared/problems.ts'
import { type StoreLocation, timestampName } from './backup.ts'
import type { Clock } from './clock.ts'
import { diskProblem, syncFile, syncFolder } from './durable-file.ts'
import { runInStoreWorker } from './run-in-store-worker.ts'
import { openStore, type Store, storeFileNames, transact } from './store.ts'

const stagingPrefix = 'pemulihan-'
const replacedPrefix = 'tersisih-'

/**
 * Replaces the store by a backup. The store must be closed and the folder locked. The backup is verified
 * first and copied to a staging folder beside the store; then the files are renamed. {@link finishRestore}
 * completes that after an interruption. The replaced files are kept in `tersisih-…`. Throws
 * backup-unreadable, store-newer, disk-full; each leaves everything as it was.
 * @param location where to restore to, with the backup's key
 * @param backup folder of the backup
 * @param adapt changes the restored store before it is put in place, in one transaction
 */
export async function restoreBackup(
  location: StoreLocation,
  backup: string,
  clock: Clock,
  adapt: (store: Store) => void,
): Promise<void> {
  await verifyBackup(location, backup)
  const name = timestampName(clock)
  const staging = path.join(location.folder, `${stagingPrefix}${name}`)
  const temporary = `${staging}.sementara`
  try {
    fs.rmSync(temporary, { recursive: true, force: true })
    fs.mkdirSync(temporary, { recursive: true, mode: 0o700 })
    for (const file of ['loket.db', ...location.companions]) {
      const from = path.join(backup, file)
      if (!fs.existsSync(from)) continue
      await fs.promises.copyFile(from, path.join(temporary, file))
      syncFile(path.join(temporary, file))
    }
    const store = openStore(temporary, location.key, location)
    try {
      transact(store, () => adapt(store))
    } finally {
      store.close()
    }
    fs.renameSync(temporary, staging)
    syncFolder(location.folder)
  } catch (error) {
    fs.rmSync(temporary, { recursive: true, force: true })
    throw diskProblem(error) ?? error
  }
  finishRestore(location.folder)
}

async function verifyBackup({ key, nativeBinding }: StoreLocation, backup: string): Promise<void> {
  try {
    await runInStoreWorker({ kind: 'verify', folder: backup, key, nativeBinding })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem('backup-unreadable', {}, { cause: error })
  }
}

/** Whether a restoration was interrupted. */
export const isRestoreUnfinished = (folder: string): boolean => stagingFolders(folder).length > 0

/** Completes an interrupted restoration; does nothing where there is none. The folder must be locked. */
export function finishRestore(folder: string): void {
  for (const name of stagingFolders(folder)) {
    const staging = path.join(folder, name)
    const replacedFolder = path.join(folder, `${replacedPrefix}${name.slice(stagingPrefix.length)}`)
    fs.mkdirSync(replacedFolder, { recursive: true, mode: 0o700 })
    // A file that is still staged has not been put in place, so the one in the folder is the replaced one.
    // The store goes last: as long as it is staged, the log beside the store belongs to the replaced one.
    const files = fs.readdirSync(staging).sort((a, b) => Number(a === 'loket.db') - Number(b === 'loket.db'))
    for (const file of files) {
      const replaced = file === 'loket.db' ? storeFileNames : [file]
      for (const old of replaced) move(path.join(folder, old), path.join(replacedFolder, old))
      move(path.join(staging, file), path.join(folder, file))
    }
    syncFolder(replacedFolder)
    syncFolder(folder)
    fs.rmdirSync(staging)
  }
}

function move(from: string, to: string): void {
  if (fs.existsSync(from)) fs.renameSync(from, to)
}

function stagingFolders(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(stagingPrefix) && !name.endsWith('.sementara'))
}
