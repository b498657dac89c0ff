import fs from 'node:fs'
import path from 'node:path'
import { syncFolder, writeDurably } from '../store/durable-file.ts'
import { storeFileNames } from '../store/store.ts'
import { keyRingFileNames } from './key-ring-file.ts'

/**
 * Setting up makes several files. A mark stands in the folder from before the first of them until the last is
 * on the disk: what a cut leaves beside the mark was never shown to anybody and is cleared away.
 */
const markFile = (folder: string): string => path.join(folder, 'penyiapan-belum-selesai')

export const isSetUpUnfinished = (folder: string): boolean => fs.existsSync(markFile(folder))

export const markSetUp = (folder: string): void => writeDurably(markFile(folder), '')

/** From here on the set-up counts. */
export function finishSetUp(folder: string): void {
  syncFolder(folder)
  fs.rmSync(markFile(folder))
  syncFolder(folder)
}

/** Does nothing in a folder without the mark. */
export function clearUnfinishedSetUp(folder: string): void {
  if (!isSetUpUnfinished(folder)) return
  for (const name of [...storeFileNames, ...keyRingFileNames])
    fs.rmSync(path.join(folder, name), { force: true })
  finishSetUp(folder)
}
