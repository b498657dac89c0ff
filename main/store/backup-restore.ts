import fs from 'node:fs'
import path from 'node:path'
import { Problem } from '../../shared/problems.ts'
import { nameOfMoment, type StoreHome } from './backup.ts'
import type { Clock } from './clock.ts'
import { diskProblem, syncFile, syncFolder } from './durable-file.ts'
import { runInStoreWorker } from './run-in-store-worker.ts'
import { openStore, type Store, storeFileNames, transact } from './store.ts'

const staged = 'pemulihan-'
const setAside = 'tersisih-'

/**
 * Puts a backup in the place of the store. The store must be closed and the folder locked. The backup is read
 * through first; then it is copied beside the store, and only then do the two change places, which a cut
 * cannot leave half done: {@link finishRestore} goes on with it. The replaced files are kept in `tersisih-…`.
 * Throws backup-unreadable, store-newer, disk-full; each leaves everything as it was.
 * @param home where to restore to, with the backup's key
 * @param backup folder of the backup
 * @param adapt what the restored store must be told before it is put in place, in one transaction
 */
export async function restoreBackup(
  home: StoreHome,
  backup: string,
  clock: Clock,
  adapt: (store: Store) => void,
): Promise<void> {
  await proveBackup(home, backup)
  const name = nameOfMoment(clock)
  const staging = path.join(home.folder, `${staged}${name}`)
  const copying = `${staging}.sementara`
  try {
    fs.rmSync(copying, { recursive: true, force: true })
    fs.mkdirSync(copying, { recursive: true, mode: 0o700 })
    for (const file of ['loket.db', ...home.companions]) {
      const from = path.join(backup, file)
      if (!fs.existsSync(from)) continue
      await fs.promises.copyFile(from, path.join(copying, file))
      syncFile(path.join(copying, file))
    }
    const store = openStore(copying, home.key, home)
    try {
      transact(store, () => adapt(store))
    } finally {
      store.close()
    }
    fs.renameSync(copying, staging)
    syncFolder(home.folder)
  } catch (error) {
    fs.rmSync(copying, { recursive: true, force: true })
    throw diskProblem(error) ?? error
  }
  finishRestore(home.folder)
}

async function proveBackup({ key, nativeBinding }: StoreHome, backup: string): Promise<void> {
  try {
    await runInStoreWorker({ kind: 'prove', folder: backup, key, nativeBinding })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem('backup-unreadable', {}, { cause: error })
  }
}

/** Whether a restored store waits to be put in place. */
export const isRestoreUnfinished = (folder: string): boolean => stagings(folder).length > 0

/** Finishes a restoration that was cut; does nothing where there is none. The folder must be locked. */
export function finishRestore(folder: string): void {
  for (const name of stagings(folder)) {
    const staging = path.join(folder, name)
    const aside = path.join(folder, `${setAside}${name.slice(staged.length)}`)
    fs.mkdirSync(aside, { recursive: true, mode: 0o700 })
    // A file that is still staged has not been put in place, so what stands there is the replaced one. The
    // store goes last: as long as it is staged, the log beside the store belongs to the replaced one.
    const files = fs.readdirSync(staging).sort((a, b) => Number(a === 'loket.db') - Number(b === 'loket.db'))
    for (const file of files) {
      const replaced = file === 'loket.db' ? storeFileNames : [file]
      for (const old of replaced) move(path.join(folder, old), path.join(aside, old))
      move(path.join(staging, file), path.join(folder, file))
    }
    syncFolder(aside)
    syncFolder(folder)
    fs.rmdirSync(staging)
  }
}

function move(from: string, to: string): void {
  if (fs.existsSync(from)) fs.renameSync(from, to)
}

function stagings(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder).filter((name) => name.startsWith(staged) && !name.endsWith('.sementara'))
}
