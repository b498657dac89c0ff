import fs from 'node:fs'
import path from 'node:path'
import { syncFolder, writeDurably } from '../store/durable-file.ts'
import { storeFileNames } from '../store/store.ts'
import { keyRingFileNames } from './key-ring-file.ts'

/**
 * Marker file of a set-up, which creates several files: it exists from before the first of them until the
 * last is on the disk. What an interruption leaves beside it was never used and is deleted.
 */
const markerFile = (folder: string): string => path.join(folder, 'penyiapan-belum-selesai')

export const isSetUpUnfinished = (folder: string): boolean => fs.existsSync(markerFile(folder))

export const beginSetUp = (folder: string): void => writeDurably(markerFile(folder), '')

/** Commits the set-up. */
export function finishSetUp(folder: string): void {
  syncFolder(folder)
  fs.rmSync(markerFile(folder))
  syncFolder(folder)
}

/** Does nothing in a folder without the marker. */
export function clearUnfinishedSetUp(folder: string): void {
  if (!isSetUpUnfinished(folder)) return
  for (const name of [...storeFileNames, ...keyRingFileNames])
    fs.rmSync(path.join(folder, name), { force: true })
  finishSetUp(folder)
}
